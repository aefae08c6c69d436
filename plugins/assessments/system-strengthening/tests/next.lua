-- What is to be measured next: why, in the order in which reasons are looked for, and what is a finding.
local contract = "../../contracts/norrkoping-2016"

local function row(question, answer, day, evidence)
  return { question = question, answer = answer, evidence = evidence or "minute", by = "test", day = day }
end

--- Answers to every driver that leave nothing to be measured: level 3 twice, the last time on the day itself.
local function all_in_place()
  local rows = {}
  for _, driver in ipairs {
    "shared_outcome", "joined_money", "shared_data", "clear_roles", "adaptive", "whole_person", "skills",
    "measuring", "deciding_on_evidence", "leadership", "voice", "open_account",
  } do
    rows[#rows + 1] = row("level." .. driver, 3, "2025-06-30")
    rows[#rows + 1] = row("level." .. driver, 3, "2026-01-31")
  end
  return rows
end

local function and_also(rows, more)
  for _, one in ipairs(more) do rows[#rows + 1] = one end
  return rows
end

return {
  {
    name = "where every driver is in place on evidence of the year, nothing is left to be measured",
    contract = contract,
    answers = all_in_place(),
    expect = {
      says = {
        "\n### What to measure next\n\nEvery driver is in place, with evidence of the last twelve months.\n",
        "| Cross-sector alignment | 4 of 4 | 4 of 4 | 0 / 0 | A shared outcome: 3 (in place) |",
      },
      lacks = { "| What is planned |", "nothing planned", "nothing is planned to be measured" },
    },
  },
  {
    name = "one driver that is not in place is enough for a table",
    contract = contract,
    answers = and_also(all_in_place(), { row("level.voice", 2, "2026-02-28") }),
    expect = {
      says = {
        "\n### What to measure next\n\n| Driver | Why | What is planned |\n",
        "| People have a say | it went back | nothing planned |",
      },
      lacks = { "Every driver is in place", "| A shared outcome | never answered |" },
      findings = { "People have a say: it went back, and nothing is planned to be measured" },
    },
  },
  {
    name = "evidence of just twelve months ago is not stale, and of a day more it is",
    contract = contract,
    day = "2026-01-31",
    answers = {
      row("level.voice", 3, "2024-01-31"), row("level.voice", 3, "2025-01-31"),
      row("level.leadership", 3, "2024-01-31"), row("level.leadership", 3, "2025-01-30"),
    },
    expect = {
      says = { "| Leadership that lasts | last seen on 2025-01-30 | nothing planned |" },
      lacks = { "| People have a say | last seen" },
      findings = { "Leadership that lasts: last seen on 2025-01-30, and nothing is planned to be measured" },
    },
  },
  {
    name = "a driver that stayed in place is not asked for again, one that was answered once is",
    contract = contract,
    answers = {
      row("level.voice", 3, "2025-06-30"), row("level.voice", 3, "2026-01-31"),
      row("level.leadership", 4, "2026-01-31"),
    },
    expect = {
      says = { "| Leadership that lasts | answered once: no course yet | nothing planned |" },
      lacks = { "| People have a say | not in place |", "| People have a say | it went back |" },
    },
  },
  {
    name = "a driver that goes up and is not yet in place is measured on",
    contract = contract,
    answers = {
      row("level.voice", 1, "2025-06-30"), row("level.voice", 2, "2026-01-31"),
      row("level.leadership", 2, "2025-06-30"), row("level.leadership", 3, "2026-01-31"),
    },
    expect = {
      says = { "| People have a say | not in place | nothing planned |" },
      lacks = { "| Leadership that lasts | not in place |", "| People have a say | it went back |" },
    },
  },
  {
    name = "an answer without evidence is to be measured, whatever its level",
    contract = contract,
    answers = {
      row("level.voice", 3, "2025-06-30"), row("level.voice", 3, "2026-01-31", ""),
      row("level.leadership", 3, "2025-06-30"), row("level.leadership", 3, "2026-01-31", "one; two"),
    },
    expect = {
      says = { "| People have a say | answered without evidence | nothing planned |" },
      lacks = { "| Leadership that lasts | answered without evidence |" },
      findings = { "People have a say: answered without evidence, and nothing is planned to be measured" },
    },
  },
  {
    name = "what is planned is shown, and is no finding",
    contract = contract,
    answers = and_also(all_in_place(), {
      row("level.voice", 2, "2026-02-28"), row("next.voice", "Ask the council in May.", "2026-02-28"),
    }),
    expect = {
      says = { "| People have a say | it went back | Ask the council in May. |" },
      lacks = { "nothing is planned to be measured" },
    },
  },
  {
    name = "a driver that nobody ever answered is an open question, and no finding of its own",
    contract = contract,
    answers = { row("level.voice", 3, "2026-01-31"), row("next.leadership", "A survey.", "2026-01-31") },
    expect = {
      says = {
        "| Open account | never answered | nothing planned |",
        "| Leadership that lasts | never answered | A survey. |",
      },
      lacks = { "never answered, and nothing is planned to be measured" },
      findings = { "People have a say: answered once: no course yet, and nothing is planned to be measured" },
    },
  },
}
