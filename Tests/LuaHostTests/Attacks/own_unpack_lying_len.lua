-- expect: error
local t = setmetatable({}, {__len = function() return 1e18 // 1 | 0 end}) table.unpack(t)
