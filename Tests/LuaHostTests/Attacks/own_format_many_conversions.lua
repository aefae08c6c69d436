-- expect: limit
local f = ('%99.99f'):rep(100) local t = {} for i = 1, 100 do t[i] = 1e308 end while true do f:format(table.unpack(t)) end
