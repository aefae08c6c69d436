-- expect: limit
local i = 0 ::top:: i = i + 1 if i < 0 then goto done end goto top ::done::
