-- expect: error
for _, f in ipairs {'%#d', '%+s', '%.3c', '%099999d', '%5', '%', '%y', '%5.', '%-+ #0-5d'} do if pcall(string.format, f, 1) then error('accepted ' .. f, 0) end end
