-- expect: error
return ('x'):rep(math.maxinteger, 'yy')
