return function(portfolio)
  local rows = {}
  for i, contract in ipairs(portfolio.contracts) do rows[i] = {id = "all", paid = contract.paid} end
  portfolio:group(rows, "id", "paid")
end
