-- expect: error
local s = ('x'):rep(5000000) return s:byte(1, -1)
