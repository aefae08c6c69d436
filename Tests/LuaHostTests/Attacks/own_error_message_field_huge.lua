-- expect: error
error({message = ('x'):rep(10000000)})
