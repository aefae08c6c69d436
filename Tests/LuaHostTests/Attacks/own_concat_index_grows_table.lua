-- expect: limit
local t = setmetatable({}, {__index = function(t, i) rawset(t, i, 'x') return 'x' end}) table.concat(t, '', 1, math.maxinteger)
