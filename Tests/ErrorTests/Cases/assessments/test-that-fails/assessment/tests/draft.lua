return {
  {
    name = "a draft has an aim",
    contract = "../pack",
    expect = { says = { "work for all" }, lacks = { "no aim yet" }, findings = { "level.goal" } },
  },
}
