-- expect: limit
local s = ('x'):rep(20000000) while true do local q = s:upper() end
