-- The parts of the report in their order, and what was answered in each.
local contract = "tests/contracts/plain"

local function row(question, answer, evidence)
  return { question = question, answer = answer, evidence = evidence or "", by = "test", day = "2026-01-31" }
end

return {
  {
    name = "parts stand in the order of the sections, each with what it is about",
    contract = contract,
    expect = {
      says = {
        "\n## What is proposed\n\nThe contract as it is drafted. Assess it while it can still be "
          .. "changed.\n\n### What shall be better for whom, and how will anybody know?\n\nNot answered.\n",
        "\n## How each group is affected\n\nFor each characteristic: whether people who share it gain "
          .. "more, less or the same as others, and by what.\n\n| Characteristic | They gain |",
        -- Figures belong to the groups, and come before what causes the inequality.
        "\n## In figures\n\n> **Warning:** Nothing can be shown by group: there is no evidence yet. "
          .. "Evidence that is simulated on a draft gives all tables before anything is signed.\n\n"
          .. "## What causes the inequality\n\n"
          .. "From what lies furthest back, power, money and resources, to what people live with day by "
          .. "day.\n\n### What lies furthest back",
        "\n## Human rights\n\nPublic bodies act by them whether they are named or not. The five principles "
          .. "are known as PANEL.\n\n### Which rights does the contract touch?\n\nNot answered.\n\n"
          .. "| Principle | The contract | By what |",
        "\n## What the contract's own terms do\n\nPaying for outcomes rewards reaching those with whom",
      },
    },
  },
  {
    name = "a characteristic shows its effect, how it comes about, and what that rests on",
    contract = contract,
    answers = {
      row("effect.sex", "less", "survey; register"), row("how.sex", "Girls are referred later."),
      row("effect.race", "more"), row("how.disability", "Stairs."),
    },
    expect = {
      says = {
        "| Characteristic | They gain | Who, and by what | Evidence |",
        "| Age | not answered | not answered | – |\n"
          .. "| Sex | less | Girls are referred later. | survey; register |\n"
          .. "| Race | more | not answered | – |\n| Disability | not answered | Stairs. | – |\n",
      },
      lacks = { "What is done about it" },
    },
  },
  {
    name = "one action is enough for a table of what is done",
    contract = contract,
    answers = { row("action.rural", "A bus on Mondays.") },
    expect = {
      says = {
        "| Characteristic | What is done about it |", "| Remote and rural places | A bus on Mondays. |\n\n",
      },
    },
  },
  {
    name = "actions stand in the order of the characteristics, those without one are left out",
    contract = contract,
    answers = { row("action.rural", "A bus on Mondays."), row("action.age", "Evening hours.") },
    expect = {
      says = { "| Age | Evening hours. |\n| Remote and rural places | A bus on Mondays. |\n" },
      lacks = { "| Sex | not answered |\n", "| Sex | |" },
    },
  },
  {
    name = "each principle says what the contract does to it, and by what",
    contract = contract,
    answers = {
      row("rights", "To be heard."), row("principle.participation", "strengthens it"),
      row("principle_how.participation", "By a council."), row("principle.legality", "neither"),
    },
    expect = {
      says = {
        "### Which rights does the contract touch?\n\nTo be heard.\n\n"
          .. "No evidence named. Answered by test, 2026-01-31.\n\n| Principle | The contract | By what |",
        "| Participation | strengthens it | By a council. |\n| Accountability | not answered | – |\n",
        "| Legality | neither | – |\n",
      },
    },
  },
}
