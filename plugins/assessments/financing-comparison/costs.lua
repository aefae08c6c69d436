--- What each programme cost, what one outcome of it cost, and what one unit of an effect.
local soc = require "soc"
local assessment = require "std.assessment"
local programmes = require "programmes"

local costs = {}

local function money(a, id)
  local answer = a:answer(id)
  return answer ~= nil and soc.money(answer, a.currency) or nil
end

--- A sum of what is known; nil where nothing is.
local function added(first, second)
  if first ~= nil and second ~= nil then return first + second end
  return first or second
end

local function totals(a)
  local paid = a.total
  local own = {
    delivery = money(a, "contract_delivery"), transaction = money(a, "contract_transaction"),
  }
  local other = { delivery = money(a, "other_delivery"), transaction = money(a, "other_transaction") }
  own.all = added(own.delivery or paid, own.transaction)
  other.all = added(other.delivery, other.transaction)
  a:table {
    caption = { en = "What each cost", sv = "Vad var och en kostade" },
    columns = {
      { en = "Cost", sv = "Kostnad" }, { en = "Contract", sv = "Avtalet" },
      { en = "Other programme", sv = "Den andra insatsen" },
    },
    rows = {
      {
        { en = "Outcome payments of this settlement", sv = "Utfallsbetalningar i avräkningen" },
        paid or "–", "–",
      },
      { { en = "Delivery", sv = "Genomförande" }, own.delivery or "–", other.delivery or "–" },
      {
        {
          en = "Design, procurement, measuring, governing",
          sv = "Utformning, upphandling, mätning, styrning",
        },
        own.transaction or "–", other.transaction or "–",
      },
    },
    totals = { { en = "Counted below", sv = "Räknas med nedan" }, own.all or "–", other.all or "–" },
  }
  if own.delivery == nil and paid ~= nil then
    a:text {
      en = "What delivery cost under the contract was not answered: the outcome payments of this "
        .. "settlement stand for it, which is what the payer paid and not what the work cost.",
      sv = "Vad genomförandet kostade enligt avtalet besvarades inte: avräkningens utfallsbetalningar står "
        .. "för det, vilket är vad betalaren betalade och inte vad arbetet kostade.",
    }
  end
  return own.all, other.all
end

--- What one outcome cost in each programme, and the one over the other.
local function cost_of_outcomes(a, all, own_cost, other_cost)
  if #all == 0 then return end
  local rows = {}
  for i, one in ipairs(all) do
    local own = one.own.figure == nil and one.own
      or a:cost_per_outcome { cost = own_cost, achieved = one.own.achieved, people = one.own.counted }
    local other = a:cost_per_outcome { cost = other_cost, achieved = one.achieved, people = one.people }
    local ratio = programmes.beside(a, one, own_cost, other_cost).cost_ratio
    rows[i] = { one.title, assessment.cell(own), assessment.cell(other), assessment.cell(ratio) }
  end
  a:table {
    caption = {
      en = ("Cost of one outcome, %s, with 95 %% intervals"):format(a.currency),
      sv = ("Kostnad för ett utfall, %s, med intervall på 95 %%"):format(a.currency),
    },
    columns = {
      { en = "Outcome", sv = "Utfall" }, { en = "Contract", sv = "Avtalet" },
      { en = "Other", sv = "Den andra" },
      { en = "Contract to other", sv = "Avtalet genom den andra" },
    },
    rows = rows,
  }
  a:text {
    en = "Each programme's whole cost is set against each outcome by itself. The interval is of how many "
      .. "achieve, by Wilson, and of the ratio by Katz; the sums are taken as certain.",
    sv = "Varje insats hela kostnad ställs mot varje utfall för sig. Intervallet gäller hur många som når "
      .. "utfallet, enligt Wilson, och kvoten enligt Katz; beloppen tas som säkra.",
  }
end

--- What one unit of an effect cost, where a cost is measured of each person as well.
local function cost_of_effects(a, all)
  local rows = {}
  for _, indicator in ipairs(a.indicators) do
    if indicator.subject == "participant" and indicator.is_money then
      for _, one in ipairs(all) do
        if one.plan ~= nil and one.plan.indicator ~= indicator.id then
          local cost = a:cost_per_effect {
            cost = indicator.id, measure = "change", indicator = one.plan.indicator,
            among = one.plan.treatment,
          }
          rows[#rows + 1] = { indicator.title, cost.effect, assessment.figure(cost, cost.unit) }
        end
      end
    end
  end
  if #rows == 0 then return end
  a:table {
    caption = {
      en = "What one unit of an effect costs, person by person (Fieller's interval)",
      sv = "Vad en enhet av en effekt kostar, person för person (Fiellers intervall)",
    },
    columns = {
      { en = "Cost of a person", sv = "Kostnad för en person" }, { en = "Effect", sv = "Effekt" },
      { en = "Cost of one unit", sv = "Kostnad för en enhet" },
    },
    rows = rows,
  }
  a:text {
    en = "A mean over a mean of the same people. Where an effect cannot be told from nothing, no "
      .. "interval has an end, and none is given.",
    sv = "Ett medelvärde genom ett medelvärde för samma personer. Där en effekt inte går att skilja från "
      .. "ingen har intervallet inget slut, och inget anges.",
  }
end

function costs.write(a, all)
  local own_cost, other_cost = totals(a)
  cost_of_outcomes(a, all, own_cost, other_cost)
  cost_of_effects(a, all)
end

return costs
