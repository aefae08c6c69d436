-- Each threshold a unit below, at and above it; what the city pays is as in the contract's table.
local soc = require "soc"

local rows = {
  { at = "8.5", pays = "4800000.00" },
  { at = "10", pays = "9600000.00" },
  { at = "11", pays = "10080000.00" },
  { at = "12", pays = "10176000.00" },
  { at = "12.5", pays = "10272000.00" },
  { at = "13", pays = "10368000.00" },
  { at = "16", pays = "10944000.00" },
  { at = "20", pays = "11712000.00" },
}

local function case(reduction, pays)
  return {
    name = ("a reduction of %s percent"):format(reduction),
    measurements = {
      {
        subject = "contract", indicator = "reduction", day = "2015-12-31", value = reduction,
        state = "verified", source = "evaluator",
      },
    },
    expect = { lines = { success = pays }, findings = {} },
  }
end

local tests = {}
local below = "0.00"
for _, row in ipairs(rows) do
  local at = soc.decimal(row.at)
  table.insert(tests, case(tostring(at - soc.decimal "0.01"), below))
  table.insert(tests, case(tostring(at), row.pays))
  table.insert(tests, case(tostring(at + soc.decimal "0.01"), row.pays))
  below = row.pays
end
return tests
