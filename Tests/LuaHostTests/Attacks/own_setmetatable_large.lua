-- expect: limit
local m = {} for i = 1, 300000 do m[i] = i end while true do local c = {} for k in pairs(m) do c[k] = 1 end setmetatable({}, c) end
