-- expect: limit
local s = ('x'):rep(1000) local r = ('%0'):rep(1000) for i = 1, 20 do s = s:gsub('^.*$', r) end
