-- expect: limit
local a = ('x'):rep(4000000) local t = {} for i = 1, 2000 do t[i] = i % 2 == 0 and a .. 'a' or a .. 'b' if i > 4 then t[i] = t[i - 2] end end while true do table.sort(t) end
