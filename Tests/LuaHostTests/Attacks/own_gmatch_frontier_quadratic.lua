-- expect: limit
for x in (' a'):rep(200000):gmatch('%f[%a]a.*b') do end
