-- expect: error
local t = {} for i = 1, 100 do t = {t} end emit(t)
