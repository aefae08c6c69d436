-- The score of the other programme, by what was answered of it. Bounds and levels are those of README.md.
local function row(question, answer)
  return { question = question, answer = answer, evidence = "report", by = "test", day = "2026-01-31" }
end

local function line(part, points, reason)
  return ("| Other programme | %s | %d of 4 | %s |\n"):format(part, points, reason)
end

--- Figures of the other programme with their points: percent without a figure, percent verified, months.
local figures = {
  { 5, 4, "at most 5", 99, 4, "at least 99", 24, 4, "at least 24" },
  { "5.1", 3, "at most 10", "98.9", 3, "at least 90", 23, 3, "at least 12" },
  { 10, 3, "at most 10", 90, 3, "at least 90", 12, 3, "at least 12" },
  { "10.1", 2, "at most 20", "89.9", 2, "at least 50", 11, 2, "at least 6" },
  { 20, 2, "at most 20", 50, 2, "at least 50", 6, 2, "at least 6" },
  { "20.1", 1, "at most 35", "49.9", 1, "at least 10", 5, 1, "at least 3" },
  { 35, 1, "at most 35", 10, 1, "at least 10", 3, 1, "at least 3" },
  { "35.1", 0, "more than 35", "9.9", 0, "less than 10", 2, 0, "less than 3" },
}

--- Answers of how the effect was estimated, by the levels of the Maryland scale.
local designs = {
  { "at random", 4, "level 5: chance decides who takes part" },
  { "with a matched or adjusted comparison", 3, "level 4: a matched or adjusted comparison" },
  { "before and after, with a comparison", 2, "level 3: before and after, with a comparison" },
  { "a comparison group", 1, "level 2: another group whose likeness is not shown" },
  { "before and after", 1, "level 2: the same people before and after, with nobody to compare with" },
  { "not estimated", 0, "no effect is estimated" },
}

local contract = "tests/contracts/counts"
local tests = {
  {
    name = "what is not known has no points, in any part",
    contract = contract,
    expect = {
      says = {
        "\n**Quality of the outcome measurement**\n\n| Outcome | Part | Points | Why |\n",
        line("Design", 0, "not known") .. line("Attrition", 0, "not "
          .. "known") .. line("Verification", 0, "not known")
          .. line("Follow-up", 0, "not known") .. "| Other programme | Together | 0 of 16 | |\n",
      },
    },
  },
}

for _, one in ipairs(figures) do
  local left_out, _, _, verified, _, _, months = table.unpack(one)
  tests[#tests + 1] = {
    name = ("%s %% without a figure, %s %% verified and %d months have their points"):format(
      left_out, verified, months),
    contract = contract,
    answers = {
      row("other_left_out", left_out), row("other_verified", verified), row("other_follow_up", months),
    },
    expect = {
      says = {
        line("Attrition", one[2], ("%s %% have no figure, %s"):format(left_out, one[3]))
          .. line("Verification", one[5], ("%s %% are verified, %s"):format(verified, one[6]))
          .. line("Follow-up", one[8], ("%d months after entry, %s"):format(months, one[9]))
          .. ("| Other programme | Together | %d of 16 | |\n"):format(one[2] + one[5] + one[8]),
      },
    },
  }
end

for _, one in ipairs(designs) do
  tests[#tests + 1] = {
    name = ("an effect that was estimated '%s' has its level"):format(one[1]),
    contract = contract,
    answers = { row("other_design", one[1]) },
    expect = {
      says = { line("Design", one[2], one[3]), ("| Other programme | Together | %d of 16 | |\n"
        .. ""):format(one[2]) },
    },
  }
end

return tests
