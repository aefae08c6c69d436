-- expect: error
local mt = {} mt.__call = function(s) return s() + 1 end setmetatable({}, mt)()
