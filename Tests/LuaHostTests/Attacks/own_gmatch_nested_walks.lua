-- expect: error
local it = ('x'):rep(10):gmatch('x') for i = 1, 30 do it() end return it()
