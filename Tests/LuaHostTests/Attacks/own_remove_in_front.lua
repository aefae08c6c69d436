-- expect: limit
local t = {} for i = 1, 500000 do t[i] = i end while true do table.remove(t, 1) table.insert(t, 0) end
