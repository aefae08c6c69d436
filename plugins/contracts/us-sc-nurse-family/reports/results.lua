--- Each result beside its thresholds, and what all of them together pay.
-- Reports cannot read tariffs: the thresholds stand here again, as in contract.toml.
local soc = require "soc"

local results = {
  { "Preterm births", "preterm", soc.decimal "13.5", soc.decimal "15" },
  { "Birth intervals", "birth_interval", soc.decimal "18", soc.decimal "20" },
  { "Injuries", "injury", soc.decimal "23.4", soc.decimal "26" },
  { "Low-income zip codes", "low_income_zip", nil, soc.decimal "65" },
}

local function verdict(figure, partial, full)
  if figure >= full then return "full" end
  if partial and figure >= partial then return "partial" end
  return figure < 0 and "worse" or "no"
end

local function report(r)
  local rows = {}
  for i, result in ipairs(results) do
    local title, indicator, partial, full = result[1], result[2], result[3], result[4]
    local figure = r:series(indicator):last()
    rows[i] = { title, figure, partial or "", full, verdict(figure, partial, full) }
  end
  r:title "South Carolina NFP: results and thresholds"
  r:table { columns = { "Result, percent", "Figure", "Partial", "Full", "Qualifies" }, rows = rows }
  r:facts { { "Paid after netting and cap", r.total } }
  r:callout("note", "Thresholds and cap are published. What each is worth is assumed: see README.md.")
end

return report
