-- expect: denied
if type(getmetatable(_ENV)) == 'table' then emit('ESCAPED') end setmetatable(_ENV, nil) emit('ESCAPED')
