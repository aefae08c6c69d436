return function(portfolio)
  local first = portfolio.contracts[1]
  portfolio:text("Evidence of " .. first:evaluate("jobs").difference)
end
