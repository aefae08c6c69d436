--- What the state gained by all participants.
local benefit = {}

--- Returns the benefit per head: more taxes and less transfers.
-- `source` is what has series: a settlement or a report.
function benefit.per_head(source)
  return source:series("extra_tax"):last() + source:series("lower_transfers"):last()
end

--- Returns the benefit of all participants together.
function benefit.total(source)
  return benefit.per_head(source) * source:series("participants"):last()
end

return benefit
