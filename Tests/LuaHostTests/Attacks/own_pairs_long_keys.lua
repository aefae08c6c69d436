-- expect: limit
local t = {} local s = ('x'):rep(2000000) for i = 1, 20 do t[s .. i] = i end while true do for k in pairs(t) do end end
