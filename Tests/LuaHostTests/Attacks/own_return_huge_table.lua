-- expect: limit
local t = {} for i = 1, 700000 do t[i] = 'x' end return t
