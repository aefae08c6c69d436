-- expect: error
local s = ('x'):rep(5000000) return utf8.codepoint(s, 1, -1)
