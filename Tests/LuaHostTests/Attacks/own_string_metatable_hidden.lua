-- expect: denied
if type(getmetatable('')) ~= 'string' then emit('ESCAPED') end
