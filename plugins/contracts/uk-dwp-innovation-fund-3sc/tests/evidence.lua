-- The example evidence, which is made up: y-01 and y-02 are the two cases of our source.
return {
  {
    name = "forty young people, some of them above the cap",
    evidence = { "evidence/participants.csv", "evidence/achievements.csv" },
    expect = {
      total = "293000.00",
      lines = {
        attitude = "17500.00", behaviour = "26000.00", attendance = "30800.00", entry_level = "12600.00",
        basic_skills = "11700.00", level_1 = "19800.00", level_2 = "52800.00",
      },
      claims = { level_3 = 15, job_13_weeks = 17, job_26_weeks = 5 },
      findings = {},
    },
  },
}
