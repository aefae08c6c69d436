-- Each answer with its day, and the parts of the report in their order.
local contract = "../../contracts/norrkoping-2016"

local function row(question, answer, day, evidence)
  return {
    question = question, answer = answer, evidence = evidence or "minute", by = "test",
    day = day or "2026-01-31",
  }
end

return {
  {
    name = "parts stand in the order of the sections, each with what it is about",
    contract = contract,
    expect = {
      says = {
        "# System strengthening: Norrköping SOC 2016\n\n## In short\n\n| Characteristic |",
        -- What the contract shows belongs to the system, after its questions.
        "\n## The system\n\nWhich system is meant, and what the contract is to leave behind in it.\n\n"
          .. "### Which system",
        "\n### How did it work before the contract?\n\nNot answered.\n\n"
          .. "### What the contract itself shows\n\n| Party |",
        "\n## Drivers\n\nAnswer each anew every half year or year, with a later day: nothing is written "
          .. "over, and the report shows the course.\n\n### Cross-sector alignment\n\n"
          .. "Those who answer for parts of the same lives work towards the same end.\n\n"
          .. "**Evidence per driver over time**\n\n| Driver | Day |",
        "\n#### A shared outcome\n\nAll who take part name the same outcome, in the same words, and plan "
          .. "by it.\n\nnot answered\n\n#### Money across budgets\n",
        "\n### Engaged governance\n\nThose who decide see what happens, and act on it.\n",
        "\n## Pathways\n\nThe two ways in which a contract can make a system better that lives on after "
          .. "it.\n\n### Better policy and service design\n\n"
          .. "Evidence and experience from the contract change what is decided and how services are "
          .. "made.\n\nnot answered\n\n### Better policy implementation\n",
        "\n## What comes next\n\nWhat is measured next, and what stays when the contract ends.\n\n"
          .. "### What stays when",
        "\n### What did the contract make worse in the system?\n\nNot answered.\n\n"
          .. "### What to measure next\n\n| Driver |",
      },
    },
  },
  {
    name = "what was seen of a driver stands below it",
    contract = contract,
    answers = { row("seen.voice", "A council of young people meets each month.") },
    expect = {
      says = {
        "\n#### People have a say\n\nThose whom it is about take part in decisions, and see what came of "
          .. "it.\n\nA council of young people meets each month.\n\n#### Open account\n",
      },
    },
  },
  {
    name = "a driver shows its change once, beside the last of its answers",
    contract = contract,
    answers = {
      row("level.voice", 0, "2024-01-31", "plan"), row("level.voice", 1, "2025-01-31", "minute; survey"),
      row("level.voice", 3, "2026-01-31", "survey"), row("level.leadership", 4, "2026-01-31"),
    },
    expect = {
      says = {
        -- From 0 to 3.
        "| People have a say | 2024-01-31 | 0 (not seen) | | plan |\n"
          .. "| People have a say | 2025-01-31 | 1 (talked about) | | minute; survey |\n"
          .. "| People have a say | 2026-01-31 | 3 (in place) | +3 | survey |\n"
          .. "| Open account | | not answered | | – |\n",
        "| Leadership that lasts | 2026-01-31 | 4 (kept without the contract) | – | minute |",
      },
    },
  },
  {
    name = "a pathway shows each answer, what was changed, and what else could explain it",
    contract = contract,
    answers = {
      row("pathway.design", 0, "2025-01-31"), row("pathway.design", 2, "2026-01-31", "decision 14"),
      row("pathway_what.design", "Placements are reviewed each quarter."),
      row("pathway_otherwise.design", "A reform of the same year."),
      row("pathway_what.implementation", "A register of costs."),
    },
    expect = {
      says = {
        "| Day | How far | Evidence |",
        "| 2025-01-31 | 0 (nothing yet) | minute |\n| 2026-01-31 | 2 (first changes) | decision 14 |\n\n"
          .. "Placements are reviewed each quarter.\n\n"
          .. "What else could explain it: A reform of the same year.\n\n### Better policy implementation\n",
        -- Without a level there is no table, and without another explanation no line for one.
        "carrying out what is decided: data, contracts, skills, ways of working.\n\n"
          .. "A register of costs.\n\n## What comes next\n",
      },
    },
  },
  {
    name = "a pathway that was answered once has its table too",
    contract = contract,
    answers = { row("pathway.implementation", 1) },
    expect = { says = { "| 2026-01-31 | 1 (ideas) | minute |" } },
  },
}
