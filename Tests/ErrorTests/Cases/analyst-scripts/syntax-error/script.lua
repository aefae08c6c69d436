return function(portfolio)
  for _, contract in ipairs(portfolio.contracts)
    portfolio:text(contract.title)
  end
end
