-- expect: limit
local s = ('x'):rep(20000000) while true do utf8.len(s) end
