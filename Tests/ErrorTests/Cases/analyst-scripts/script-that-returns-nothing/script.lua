local function report(portfolio)
  portfolio:text "Nobody calls me."
end
