return function(portfolio)
  portfolio:table(portfolio.contracts[1]:people():rows())
end
