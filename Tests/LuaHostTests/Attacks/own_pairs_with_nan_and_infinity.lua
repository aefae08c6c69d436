-- expect: deterministic
local r = {} for k in pairs({[1/0] = 1, [-1/0] = 2, [0] = 3, [2^53] = 4, [-0.5] = 5}) do r[#r + 1] = tostring(k) end emit(table.concat(r, ' '))
