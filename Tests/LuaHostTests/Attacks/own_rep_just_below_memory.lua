-- expect: limit
local t = {} for i = 1, 100 do t[i] = ('x'):rep(60000000 + i) end
