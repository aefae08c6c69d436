-- In short: how far each characteristic is, by its four drivers. Counts and changes stand beside the answers.
local contract = "../../contracts/norrkoping-2016"

local function row(question, answer, day)
  return { question = question, answer = answer, evidence = "minute", by = "test", day = day or "2026-01-31" }
end

return {
  {
    name = "a driver is in place from level 3 on",
    contract = contract,
    answers = {
      -- Of these four 3 and 4 are in place, 2 of 4; the lowest is 1.
      row("level.shared_outcome", 4), row("level.joined_money", 3), row("level.shared_data", 2),
      row("level.clear_roles", 1),
      -- Nothing else is answered.
      row("level.adaptive", 2),
    },
    expect = {
      says = {
        "\n## In short\n\n| Characteristic | Answered | In place | Better / worse | Furthest behind |\n",
        "| Cross-sector alignment | 4 of 4 | 2 of 4 | 0 / 0 | Roles that hold: 1 (talked about) |",
        "| Outcomes-focused delivery | 1 of 4 | 0 of 4 | 0 / 0 | Delivery that adapts: 2 (tried) |",
        "| Engaged governance | 0 of 4 | 0 of 4 | 0 / 0 | – |",
      },
    },
  },
  {
    name = "drivers that moved are counted by the way they went, from the first answer to the last",
    contract = contract,
    answers = {
      -- Up, up though it fell between, down, and back where it began: 2 better, 1 worse.
      row("level.adaptive", 0, "2024-01-31"), row("level.adaptive", 1, "2025-01-31"),
      row("level.whole_person", 1, "2024-01-31"), row("level.whole_person", 0, "2025-01-31"),
      row("level.whole_person", 2, "2026-01-31"),
      row("level.skills", 4, "2024-01-31"), row("level.skills", 3, "2025-01-31"),
      row("level.measuring", 2, "2024-01-31"), row("level.measuring", 3, "2025-01-31"),
      row("level.measuring", 2, "2026-01-31"),
      -- Down twice, up once.
      row("level.voice", 2, "2024-01-31"), row("level.voice", 0, "2025-01-31"),
      row("level.leadership", 2, "2024-01-31"), row("level.leadership", 1, "2025-01-31"),
      row("level.open_account", 2, "2024-01-31"), row("level.open_account", 3, "2025-01-31"),
    },
    expect = {
      says = {
        "| Outcomes-focused delivery | 4 of 4 | 1 of 4 | 2 / 1 | Delivery that adapts: 1 (talked about) |",
        "| Engaged governance | 3 of 4 | 1 of 4 | 1 / 2 | People have a say: 0 (not seen) |",
      },
    },
  },
  {
    name = "of drivers that are equally far behind, the first is named, wherever it is",
    contract = contract,
    answers = {
      row("level.adaptive", 3), row("level.whole_person", 2), row("level.skills", 2),
      row("level.measuring", 4),
    },
    expect = {
      says = { "| Outcomes-focused delivery | 4 of 4 | 2 of 4 | 0 / 0 | Around the person: 2 (tried) |" },
    },
  },
  {
    name = "a pathway shows how far it has come, and its change since the first answer",
    contract = contract,
    answers = {
      row("pathway.design", 1, "2025-01-31"), row("pathway.design", 2, "2026-01-31"),
      row("pathway.implementation", 3),
    },
    expect = {
      says = {
        "\n| Pathway | How far | Since the first answer |\n",
        "| Better policy and service design | 2 (first changes) | +1 |",
        "| Better policy implementation | 3 (changes that are in use) | – |",
        "\nLevels are an order and no amounts: they are not added up, and one step is not as long as "
          .. "another. A characteristic is as strong as the driver that is furthest behind.\n",
      },
    },
  },
  {
    name = "what came back to where it began has changed by 0",
    contract = contract,
    answers = { row("pathway.design", 2, "2025-01-31"), row("pathway.design", 2, "2026-01-31") },
    expect = { says = { "| Better policy and service design | 2 (first changes) | 0 |" }, lacks = { "+0" } },
  },
}
