-- expect: error
tostring(setmetatable({}, {__tostring = function() end}))
