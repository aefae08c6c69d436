-- expect: error
local mt = getmetatable(col) if type(mt) == 'table' then emit('ESCAPED') end return mt.__index(nil, 1)
