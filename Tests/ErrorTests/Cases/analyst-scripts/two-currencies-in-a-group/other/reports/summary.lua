local function report(r)
  r:title "What came of it"
  r:text(("In all %s"):format(r.total))
end

return report
