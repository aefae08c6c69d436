-- expect: error
return string.find('x', ('a?'):rep(5000))
