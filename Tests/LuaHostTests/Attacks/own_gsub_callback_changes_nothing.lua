-- expect: limit
while true do ('x'):rep(100):gsub('', function() return nil end) end
