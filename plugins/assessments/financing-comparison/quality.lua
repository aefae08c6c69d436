--- Scores how well an outcome is measured: four parts of 0 to 4 points, each with its reason. See README.md.
local soc = require "soc"

local quality = {}

-- A level of the Maryland Scientific Methods Scale (1 to 5) gives one point less than its number. What a
-- contract calls a method, and what an officer answers, mean these levels.
local design_points = {
  -- Methods of [[evaluation]].
  none = {
    0, { en = "no effect is estimated",
      sv = "ingen effekt skattas" },
  },
  before_and_after = {
    1, { en = "level 2: the same people before and after, with nobody to compare with",
      sv = "nivå 2: samma personer före och efter, utan någon att jämföra med" },
  },
  comparison_group = {
    1, { en = "level 2: another group whose likeness is not shown",
      sv = "nivå 2: en annan grupp vars likhet inte är visad" },
  },
  difference_in_differences = {
    2, { en = "level 3: before and after, with a comparison",
      sv = "nivå 3: före och efter, med en jämförelse" },
  },
  -- A series has many points before and after, and nobody to compare with: this pack puts it above level 2.
  interrupted_series = {
    2, { en = "between levels 2 and 3: many points before and after, no comparison",
      sv = "mellan nivå 2 och 3: många mätpunkter före och efter, ingen jämförelse" },
  },
  matched = {
    3, { en = "level 4: a matched comparison",
      sv = "nivå 4: en matchad jämförelse" },
  },
  weighted = {
    3, { en = "level 4: an adjusted comparison",
      sv = "nivå 4: en justerad jämförelse" },
  },
  randomised = {
    4, { en = "level 5: chance decides who takes part",
      sv = "nivå 5: slumpen avgör vilka som deltar" },
  },
  -- Answers of the other programme.
  ["at random"] = {
    4, { en = "level 5: chance decides who takes part",
      sv = "nivå 5: slumpen avgör vilka som deltar" },
  },
  ["with a matched or adjusted comparison"] = {
    3, { en = "level 4: a matched or adjusted comparison",
      sv = "nivå 4: en matchad eller justerad jämförelse" },
  },
  ["before and after, with a comparison"] = {
    2, { en = "level 3: before and after, with a comparison",
      sv = "nivå 3: före och efter, med en jämförelse" },
  },
  ["a comparison group"] = {
    1, { en = "level 2: another group whose likeness is not shown",
      sv = "nivå 2: en annan grupp vars likhet inte är visad" },
  },
  ["before and after"] = {
    1, { en = "level 2: the same people before and after, with nobody to compare with",
      sv = "nivå 2: samma personer före och efter, utan någon att jämföra med" },
  },
  ["not estimated"] = {
    0, { en = "no effect is estimated",
      sv = "ingen effekt skattas" },
  },
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
  return part(name, 0, { en = "not known", sv = "inte känt" })
end

local function is_known(value)
  return value ~= nil and not soc.is_missing(value)
end

local design_name = { en = "Design", sv = "Upplägg" }

local function design(method)
  local found = design_points[method]
  if found == nil then return unknown(design_name) end
  return part(design_name, found[1], found[2])
end

--- A sentence about a figure and its bound, in each language.
local function reason(english, swedish, value, unit, bound)
  local figure, limit = tostring(value), tostring(bound)
  return { en = english:format(figure, unit.en, limit), sv = swedish:format(figure, unit.sv, limit) }
end

--- Points for a figure that is to be low, by the first bound that it keeps to.
local function at_most(name, value, bounds, unit)
  if not is_known(value) then return unknown(name) end
  for _, bound in ipairs(bounds) do
    if value <= bound[1] then
      return part(name, bound[2], reason("%s %s, at most %s", "%s %s, högst %s", value, unit, bound[1]))
    end
  end
  return part(name, 0, reason("%s %s, more than %s", "%s %s, mer än %s", value, unit, bounds[#bounds][1]))
end

local function at_least(name, value, bounds, unit)
  if not is_known(value) then return unknown(name) end
  for _, bound in ipairs(bounds) do
    if value >= bound[1] then
      return part(name, bound[2], reason("%s %s, at least %s", "%s %s, minst %s", value, unit, bound[1]))
    end
  end
  return part(name, 0, reason("%s %s, less than %s", "%s %s, mindre än %s", value, unit, bounds[#bounds][1]))
end

--- Scores what is known of one outcome: method, left_out and verified in percent, months.
function quality.score(known)
  local parts = {
    design(known.method),
    at_most(
      { en = "Attrition", sv = "Bortfall" }, known.left_out, attrition_bounds,
      { en = "% have no figure", sv = "% saknar värde" }),
    at_least(
      { en = "Verification", sv = "Verifiering" }, known.verified, verification_bounds,
      { en = "% are verified", sv = "% är verifierade" }),
    at_least(
      { en = "Follow-up", sv = "Uppföljning" }, known.months, follow_up_bounds,
      { en = "months after entry", sv = "månader efter start" }),
  }
  if is_known(known.left_out) and is_known(known.left_out_there) then
    local apart = soc.max(known.left_out - known.left_out_there, known.left_out_there - known.left_out)
    -- People who are lost from one side only make two groups differ that were alike.
    if apart > 5 and parts[2].points > 0 then
      parts[2].points = parts[2].points - 1
      local before, points = parts[2].reason, tostring(apart)
      parts[2].reason = {
        en = ("%s; one less, since the groups differ by %s points"):format(before.en, points),
        sv = ("%s; ett mindre, eftersom grupperna skiljer %s enheter"):format(before.sv, points),
      }
    end
  end
  local total = 0
  for _, one in ipairs(parts) do total = total + one.points end
  return { parts = parts, total = total, most = 4 * #parts }
end

return quality
