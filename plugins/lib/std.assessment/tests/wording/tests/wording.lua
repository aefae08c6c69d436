-- The figures are made up in assess.lua. What is said in English stands above what is said in Swedish.
local contract = "../../../std.bonus/tests/conditions"

local function answered(text, evidence)
  return { { question = "why", answer = text, evidence = evidence, by = "the office", day = "2026-01-31" } }
end

--- A draft of the assessment: no evidence is read.
local function case(name, says, answers)
  return { name = name, contract = contract, answers = answers, expect = { says = says } }
end

return {
  case("what was not asked, and what was not answered, are told apart", {
    "- **Not asked:** not asked\n", "- **Not answered:** not answered\n", "- **Evidence of none:** –\n",
  }),
  case("a question stands under a heading of the second level, or of the one that is asked for", {
    "\n## Why?\n\nNot answered.\n\nInte besvarad.\n", "\n### Why?\n\nNot answered.\n",
  }),
  case("an answer says what it rests on, who gave it and when", {
    "\n## Why?\n\nBecause.\n\nBecause.\n\n"
      .. "Evidence: a survey; a register. Answered by the office, 2026-01-31.\n\n"
      .. "Underlag: a survey; a register. Besvarad av the office, 2026-01-31.\n",
  }, answered("Because.", "a survey; a register")),
  case("an answer that rests on nothing says so", {
    "\n\nNo evidence named. Answered by the office, 2026-01-31.\n\n"
      .. "Inget underlag angivet. Besvarad av the office, 2026-01-31.\n",
  }, answered("Because.", "")),
  {
    name = "a section that is not there is an error", contract = contract,
    answers = answered("another section", ""), expect = { error = "there is no section 'elsewhere'" },
  },
  case("only topics of the kind that is asked for are found", { "- **Characteristics:** 1\n" }),
  case("what is no figure says why, as far as that is known", {
    "- **No estimate:** –\n- **No figure, no reason:** none: not known\n"
      .. "- **No figure, a reason:** none: nobody was asked\n- **Not measured:** not measured\n",
    "- **No estimate:** –\n- **No figure, no reason:** saknas: inte känt\n"
      .. "- **No figure, a reason:** saknas: nobody was asked\n",
  }),
  case("a figure has its unit, and its interval where there is one", {
    "- **A unit in one word:** 4 % (3 to 5)\n- **A unit in each language:** 4 people (3 to 5)\n"
      .. "- **Without an interval:** 4 %\n",
    "- **A unit in each language:** 4 personer (3 to 5)\n",
  }),
  case("an interval that holds 0 tells nothing apart, also where it only reaches it", {
    "North and South cannot be told apart by these figures: the interval holds 0.\n\n"
      .. "North och South går inte att skilja åt med dessa värden: intervallet omfattar 0.\n",
    "Harbour and South cannot be told apart", "Hill and South cannot be told apart",
  }),
  case("an interval on the better side is better", {
    "Mill does better than South.\n\nDet går bättre för Mill än för South.\n",
    "Wood does better than South.\n\nDet går bättre för Wood än för South.\n",
  }),
  case("an interval on the other side is worse", {
    "Park does worse than South.\n\nDet går sämre för Park än för South.\n",
    "Lake does worse than South.\n\nDet går sämre för Lake än för South.\n",
  }),
  case("where neither way is better, it is higher or lower", {
    "Field is higher than South.\n\nField är högre än South.\n",
    "Dale is lower than South.\n\nDale är lägre än South.\n",
  }),
  case("a gap that was chosen among several says so", {
    "Shore does better than South. They are the furthest apart of several groups; the interval is widened "
      .. "for that.\n\nDet går bättre för Shore än för South. De ligger längst isär av flera grupper; "
      .. "intervallet är vidgat för det.\n",
  }),
  case("figures by group stand in a table, and gap and ratio below it, as the first less or to the second", {
    "\n### North and South\n\n**Wellbeing, the year**\n\n| Site | People | With a figure | Mean, points | "
      .. "95 % interval |\n",
    "| North | 20 | 18 | 7 | 5 to 9 |\n| South | 4 | 4 | – | – |\n",
    "- **Gap, North less South:** 1.5 points (-2 to 0.5)\n- **Ratio, North to South:** 2\n",
    "- **Gap, North minus South:** 1.5 points (-2 to 0.5)\n- **Kvot, North genom South:** 2\n",
  }),
  case("the result's own title stands above figures that are given no other", { "\n### Wellbeing\n" }),
  case("without a gap, and without figures, the reason is said", {
    "\nNo gap can be shown: one group alone has figures.\n\n"
      .. "Inget gap kan visas: one group alone has figures.\n",
    "\n### Nothing\n\nThere are no figures: nobody was measured.\n\n"
      .. "Det finns inga värden: nobody was measured.\n",
  }),
  case("indexes that lack for one reason are one line, and each its own where one is there", {
    "- **Slope, relative, concentration index:** none: there is no order\n",
    "- **Slope index of inequality:** 6 points (4 to 8)\n"
      .. "- **Relative index of inequality:** 1.2 (1.1 to 1.3)\n"
      .. "- **Concentration index:** none: there is no order\n",
    "- **Lutningsindex för ojämlikhet:** 6 points (4 to 8)\n",
  }),
}
