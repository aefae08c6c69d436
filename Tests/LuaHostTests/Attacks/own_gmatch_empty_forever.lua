-- expect: limit
while true do for x in ('abc'):rep(1000):gmatch('') do end end
