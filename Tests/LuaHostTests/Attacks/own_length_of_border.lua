-- expect: deterministic
local t = {1, 2, nil, 4} t[8] = 8 t[3] = 3 emit(tostring(#t)) local u = {} for i = 64, 1, -1 do u[i] = i end emit(tostring(#u))
