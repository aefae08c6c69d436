-- expect: error
return ('x'):gsub('x', '%')
