-- expect: limit
local t = {} for i = 1, 1e9 do t[('x'):rep(50) .. i] = i end
