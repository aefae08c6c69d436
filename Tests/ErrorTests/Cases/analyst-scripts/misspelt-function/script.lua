return function(portfolio)
  for _, contract in ipairs(portfolio.contracts) do
    portfolio:text(contract.title .. ": " .. tostring(contract:pepole():count()))
  end
end
