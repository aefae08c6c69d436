-- expect: limit
while true do col:sum() col:totable() end
