-- expect: limit
local t = {} for i = 1, 200000 do t[i] = i end while true do table.pack(table.unpack(t)) end
