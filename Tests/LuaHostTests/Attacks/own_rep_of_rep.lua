-- expect: error
local s = 'x' for i = 1, 40 do s = s:rep(10) end
