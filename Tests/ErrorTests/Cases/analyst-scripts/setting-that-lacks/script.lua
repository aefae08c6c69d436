return function(portfolio)
  portfolio:text("Site " .. portfolio:setting "site")
end
