-- In short: who gains what, as it was answered for each characteristic; and which answers ask for an action.
local contract = "tests/contracts/plain"

local function row(question, answer, evidence)
  return { question = question, answer = answer, evidence = evidence or "", by = "test", day = "2026-01-31" }
end

return {
  {
    name = "each answer puts a characteristic on one line, less and both on the same",
    contract = contract,
    answers = {
      row("decision", "go on with changes"), row("stage", "in procurement"),
      row("effect.age", "less"), row("effect.sex", "both"), row("effect.race", "more"),
      row("effect.disability", "more"), row("effect.religion_or_belief", "the same"),
      row("effect.rural", "the same"), row("effect.socioeconomic", "not known"),
      row("effect.sexual_orientation", "not known"),
    },
    expect = {
      says = {
        "# Health inequalities impact assessment: Plain contract\n\n## In short\n\n- **Decision:** go on",
        "\n- **Decision:** go on with changes\n- **Stage:** in procurement\n"
          .. "- **Gain less, wholly or in part:** Age, Sex\n- **Gain more:** Race, Disability\n"
          .. "- **The same:** Religion or belief, Remote and rural places\n"
          .. "- **Not known:** Sexual orientation, Socioeconomic circumstances\n"
          -- Three of eleven are left.
          .. "- **Not answered:** Gender reassignment, Pregnancy and maternity, Marriage and civil "
          .. "partnership\n\n",
      },
    },
  },
  {
    name = "a line for which there is no characteristic says none",
    contract = contract,
    answers = { row("effect.rural", "less") },
    expect = {
      says = {
        "- **Decision:** not answered\n- **Stage:** not answered\n"
          .. "- **Gain less, wholly or in part:** Remote and rural places\n- **Gain more:** none\n"
          .. "- **The same:** none\n- **Not known:** none\n- **Not answered:** Age, Sex, Race, Disability, ",
      },
    },
  },
  {
    name = "less, both and not known ask for an action, more and the same do not",
    contract = contract,
    answers = {
      row("effect.age", "less"), row("effect.sex", "both"), row("effect.race", "not known"),
      row("effect.disability", "more"), row("effect.rural", "the same"),
    },
    expect = {
      findings = {
        "Age: the answer is 'less', and no action is named",
        "Sex: the answer is 'both', and no action is named",
        "Race: the answer is 'not known', and no action is named",
      },
      -- What is not answered asks for an answer first.
      lacks = { "Disability: the answer is", "Remote and rural places: the answer is", "answer is 'nil'" },
    },
  },
  {
    name = "an action that is named is no finding",
    contract = contract,
    answers = {
      row("effect.age", "less"), row("action.age", "A later start for the oldest."),
      row("effect.race", "not known"), row("action.race", "Ask for it at entry."),
    },
    expect = { lacks = { "and no action is named" }, says = { "- **Not known:** Race\n" } },
  },
}
