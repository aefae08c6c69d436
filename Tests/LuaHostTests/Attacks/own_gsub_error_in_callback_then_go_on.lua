-- expect: deterministic
local r = {} for i = 1, 5 do r[i] = tostring(pcall(string.gsub, 'abc', '.', function(c) if c == 'c' then error(c, 0) end end)) end emit(table.concat(r, ' '))
