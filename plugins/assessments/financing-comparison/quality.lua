--- Scores how well an outcome is measured: four parts of 0 to 4 points, each with its reason. See README.md.
local soc = require "soc"

local quality = {}

-- A level of the Maryland Scientific Methods Scale (1 to 5) gives one point less than its number. What a
-- contract calls a method, and what an officer answers, mean these levels.
local design_points = {
  -- Methods of [[evaluation]].
  none = { 0, "no effect is estimated" },
  before_and_after = { 1, "level 2: the same people before and after, with nobody to compare with" },
  comparison_group = { 1, "level 2: another group whose likeness is not shown" },
  difference_in_differences = { 2, "level 3: before and after, with a comparison" },
  -- A series has many points before and after, and nobody to compare with: this pack puts it above level 2.
  interrupted_series = { 2, "between levels 2 and 3: many points before and after, no comparison" },
  matched = { 3, "level 4: a matched comparison" },
  weighted = { 3, "level 4: an adjusted comparison" },
  randomised = { 4, "level 5: chance decides who takes part" },
  -- Answers of the other programme.
  ["at random"] = { 4, "level 5: chance decides who takes part" },
  ["with a matched or adjusted comparison"] = { 3, "level 4: a matched or adjusted comparison" },
  ["before and after, with a comparison"] = { 2, "level 3: before and after, with a comparison" },
  ["a comparison group"] = { 1, "level 2: another group whose likeness is not shown" },
  ["before and after"] = { 1, "level 2: the same people before and after, with nobody to compare with" },
  ["not estimated"] = { 0, "no effect is estimated" },
}

-- Each a bound and its points. Up to 5 % without a figure bias is little, above 20 % it is serious: Schulz
-- and Grimes (2002). All other steps are this pack's own.
local attrition_bounds = { { 5, 4 }, { 10, 3 }, { 20, 2 }, { 35, 1 } }
local verification_bounds = { { 99, 4 }, { 90, 3 }, { 50, 2 }, { 10, 1 } }
local follow_up_bounds = { { 24, 4 }, { 12, 3 }, { 6, 2 }, { 3, 1 } }

local function part(name, points, reason)
  return { name = name, points = points, reason = reason }
end

local function unknown(name)
  return part(name, 0, "not known")
end

local function is_known(value)
  return value ~= nil and not soc.is_missing(value)
end

local function design(method)
  local found = design_points[method]
  if found == nil then return unknown "Design" end
  return part("Design", found[1], found[2])
end

--- Points for a figure that is to be low, by the first bound that it keeps to.
local function at_most(name, value, bounds, unit)
  if not is_known(value) then return unknown(name) end
  for _, bound in ipairs(bounds) do
    if value <= bound[1] then
      return part(name, bound[2], ("%s %s, at most %s"):format(tostring(value), unit, tostring(bound[1])))
    end
  end
  return part(name, 0, ("%s %s, more than %s"):format(tostring(value), unit, tostring(bounds[#bounds][1])))
end

local function at_least(name, value, bounds, unit)
  if not is_known(value) then return unknown(name) end
  for _, bound in ipairs(bounds) do
    if value >= bound[1] then
      return part(name, bound[2], ("%s %s, at least %s"):format(tostring(value), unit, tostring(bound[1])))
    end
  end
  return part(name, 0, ("%s %s, less than %s"):format(tostring(value), unit, tostring(bounds[#bounds][1])))
end

--- Scores what is known of one outcome: method, left_out and verified in percent, months.
function quality.score(known)
  local parts = {
    design(known.method),
    at_most("Attrition", known.left_out, attrition_bounds, "% have no figure"),
    at_least("Verification", known.verified, verification_bounds, "% are verified"),
    at_least("Follow-up", known.months, follow_up_bounds, "months after entry"),
  }
  if is_known(known.left_out) and is_known(known.left_out_there) then
    local apart = soc.max(known.left_out - known.left_out_there, known.left_out_there - known.left_out)
    -- People who are lost from one side only make two groups differ that were alike.
    if apart > 5 and parts[2].points > 0 then
      parts[2].points = parts[2].points - 1
      parts[2].reason = ("%s; one less, since the groups differ by %s points"):format(
        parts[2].reason, tostring(apart))
    end
  end
  local total = 0
  for _, one in ipairs(parts) do total = total + one.points end
  return { parts = parts, total = total, most = 4 * #parts }
end

return quality
