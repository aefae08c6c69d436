-- expect: limit
local s = ('x'):rep(8000000) while true do local q = ('%s'):format(s) end
