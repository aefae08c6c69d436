-- expect: limit
local t = {} for i = 1, 200000 do t[i] = i end while true do pcall(hostfail, table.unpack(t)) end
