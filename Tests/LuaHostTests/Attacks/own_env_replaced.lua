-- expect: denied
local _ENV = {emit = emit} if io or os or load then emit('ESCAPED') end
