return function(portfolio)
  local total = portfolio.contracts[1].paid
  for i = 2, #portfolio.contracts do total = total + portfolio.contracts[i].paid end
  portfolio:text("In all " .. tostring(total))
end
