-- expect: limit
xpcall(function() local s = 'x' while true do s = s .. s end end, function() return 1 end) emit('went on')
