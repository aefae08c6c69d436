-- expect: limit
return string.find(('a'):rep(20000), '.-.-.-.-b')
