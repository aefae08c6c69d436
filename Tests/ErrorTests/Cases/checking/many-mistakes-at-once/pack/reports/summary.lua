local function report(r)
  r:title "What came of it"
  r:callout("warnin", "In all " .. tostring(r.total))  -- mistake: unknown-id
  r:table { colums = { "Line" }, rows = {} }  -- mistake: unknown-key
  for _, line in ipairs(r.lines) do r:text(line.titel) end  -- mistake: unknown-field
  r:table(r:people():by("cohort"):rows())  -- mistake: unknown-id -- mistake: permission
end

return report
