-- expect: limit
local p = '[' .. ('a-z'):rep(3000000) .. ']' while true do string.find('1', p) end
