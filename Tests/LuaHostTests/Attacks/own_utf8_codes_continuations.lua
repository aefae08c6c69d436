-- expect: limit
local s = ('\u{10FFFF}'):rep(3000000) while true do for p in utf8.codes(s) do end end
