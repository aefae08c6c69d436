-- expect: denied
for _, m in ipairs {'io', 'os', 'debug', 'package', '_G', '../x', '/etc/passwd', 'luahost.types'} do if pcall(require, m) then emit('ESCAPED ' .. m) end end
