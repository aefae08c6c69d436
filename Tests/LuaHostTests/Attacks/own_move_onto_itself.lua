-- expect: limit
local t = {} for i = 1, 100000 do t[i] = i end while true do table.move(t, 1, 99999, 2) end
