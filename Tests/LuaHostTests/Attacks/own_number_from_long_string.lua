-- expect: limit
local s = (' '):rep(8000000) .. '1' while true do local x = s + 1 end
