-- expect: limit
table.move({1, 2, 3}, 1, 3, 1, setmetatable({}, {__newindex = function() while true do end end}))
