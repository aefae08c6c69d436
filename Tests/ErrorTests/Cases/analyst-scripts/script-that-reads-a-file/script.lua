return function(portfolio)
  local file = io.open("pack/evidence/people.csv")
  portfolio:text(file:read "a")
end
