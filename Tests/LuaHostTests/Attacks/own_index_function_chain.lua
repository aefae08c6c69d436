-- expect: error
local t = {} for i = 1, 300 do local u = t t = setmetatable({}, {__index = function(_, k) return u[k] end}) end return t.x
