-- expect: error
utf8.char(1e10 // 1 | 0)
