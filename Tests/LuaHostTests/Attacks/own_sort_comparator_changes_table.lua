-- expect: deterministic
local t = {} for i = 1, 100 do t[i] = i * 7 % 101 end table.sort(t, function(a, b) t[a] = nil return a < b end) emit(tostring(#t) .. ' ' .. tostring(t[1]))
