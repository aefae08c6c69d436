-- expect: error
for i = 1, 2e3 do if pcall(string.find, 'x', ('('):rep(i % 40 + 1)) then error('accepted') end end
