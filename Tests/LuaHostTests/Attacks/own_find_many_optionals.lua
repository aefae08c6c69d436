-- expect: limit
return string.find(('ab'):rep(40), ('[ab]?'):rep(150) .. ('[ab]'):rep(90) .. 'c')
