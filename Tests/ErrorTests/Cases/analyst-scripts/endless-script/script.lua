return function(portfolio)
  while true do portfolio:setting("site", "") end
end
