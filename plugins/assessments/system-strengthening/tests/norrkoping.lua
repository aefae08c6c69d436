-- The course of drivers over days, and what is to be measured next.
local contract = "../../contracts/norrkoping-2016"

local function row(question, answer, day, evidence)
  return { question = question, answer = answer, evidence = evidence or "minute", by = "test", day = day }
end

return {
  {
    name = "a draft has nothing in place, and every driver is to be measured",
    contract = contract,
    expect = {
      says = {
        "| Engaged governance | 0 of 4 | 0 of 4 |", "| Open account | never answered | nothing planned |",
      },
      findings = { "Drivers: 24 of 36 not answered" },
    },
  },
  {
    name = "levels over days show how far a driver moved",
    contract = contract,
    answers = {
      row("level.voice", "not seen", "2024-01-31"), row("level.voice", "in place", "2026-01-31"),
      row("level.skills", "in place", "2024-01-31"), row("level.skills", "tried", "2026-01-31"),
    },
    expect = {
      says = {
        "| People have a say | 2024-01-31 | 0 (not seen) |",
        "| People have a say | 2026-01-31 | 3 (in place) | +3 |",
        "| Staff and skills | 2026-01-31 | 2 (tried) | -1 |",
        "| Staff and skills | it went back | nothing planned |",
      },
      lacks = { "| People have a say | in place" },
      findings = { "Staff and skills: it went back, and nothing is planned to be measured" },
    },
  },
  {
    name = "what was answered later than the day is not known on it",
    contract = contract,
    day = "2025-01-31",
    answers = { row("level.voice", 0, "2024-06-30"), row("level.voice", 3, "2026-01-31") },
    expect = {
      says = { "| People have a say | 2024-06-30 | 0 (not seen) | – |" },
      lacks = { "2026-01-31", "3 (in place)" },
    },
  },
  {
    name = "evidence older than a year is to be seen again",
    contract = contract,
    day = "2026-01-31",
    answers = { row("level.voice", 3, "2023-06-30"), row("level.voice", 3, "2024-06-30") },
    expect = { says = { "| People have a say | last seen on 2024-06-30 | nothing planned |" } },
  },
  {
    name = "a level that is none is a finding",
    contract = contract,
    answers = { row("level.voice", 7, "2026-01-31") },
    expect = { findings = { "the answer to level.voice is '7'" } },
  },
}
