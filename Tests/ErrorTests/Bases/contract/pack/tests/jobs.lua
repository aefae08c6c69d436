return {
  {
    name = "a job is paid",
    evidence = { "evidence/people.csv", "evidence/values.csv" },
    expect = { total = "2500.00", claims = { job = 2 }, lines = { wellbeing_bonus = "500.00" } },
  },
}
