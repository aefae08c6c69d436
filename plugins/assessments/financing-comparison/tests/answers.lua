-- The parts of the report in their order, and what was answered in each.
local contract = "tests/contracts/counts"

local function row(question, answer)
  return { question = question, answer = answer, evidence = "report", by = "test", day = "2026-01-31" }
end

return {
  {
    name = "in short stands what is compared, and what is concluded",
    contract = contract,
    answers = {
      row("title", "Courses of 2020"), row("form", "grant"), row("matched", "same kind of programme"),
      row("conclusion", "Too few to tell."),
    },
    expect = {
      says = {
        "# Counting contract beside a traditionally financed programme\n\n## In short\n\n"
          .. "- **Compared with:** Courses of 2020\n- **Which is financed by:** grant\n"
          .. "- **Chosen as:** same kind of programme\n- **Conclusion:** Too few to tell.\n",
        "\n### How is it financed?\n\ngrant\n\nEvidence: report. Answered by test, 2026-01-31.\n",
      },
    },
  },
  {
    name = "parts stand in the order of the sections, each with what it is about",
    contract = contract,
    expect = {
      says = {
        "\n## The programme that it is compared with\n\n"
          .. "The same need, the same kind of people, in the same years, paid for in the usual way.\n\n"
          .. "### What is the other programme called",
        "\n## Effectiveness: what each achieved\n\n"
          .. "Count the other programme's people as the contract counts its own. Leave empty what nobody "
          .. "measured.\n\nThe contract measures nothing",
        "\n### How much of each result would have come anyway?\n\nNot answered.\n\n"
          .. "## Efficiency: what each cost\n\n"
          .. "All that the public body paid, in the contract's currency, with what it took to design, "
          .. "procure, measure and govern.\n\n**What each cost**\n",
        "\nCosts of the same years: not answered.\n\n## Added value\n\n"
          .. "What the way of paying itself changed, beside outcomes and costs.\n\n"
          .. "| Added value | More in | How it shows | Evidence |\n",
        "\n## How well outcomes are measured\n\n"
          .. "A result is worth what its measurement is worth. The contract's own is read from its terms "
          .. "and evidence.\n\n**Quality of the outcome measurement**\n",
        "\n## What follows\n\nThe next decision about how to pay for this.\n\n### What can be concluded",
      },
    },
  },
  {
    name = "added value says where there was more of it, how it shows, and what that rests on",
    contract = contract,
    answers = {
      row("value.prevention", "the contract"), row("value_why.prevention", "Visits in the first month."),
      row("value.flexibility", "no difference"),
    },
    expect = {
      says = {
        "| Work that starts earlier | the contract | Visits in the first month. | report |\n"
          .. "| Freedom to change what is done | no difference | – | report |\n"
          .. "| Learning from data during the work | not answered | – | – |\n",
      },
    },
  },
}
