-- expect: deterministic
emit(('%s %s %s'):format({}, print, setmetatable({}, {__name = 'mine'})) .. tostring(pcall(string.format, '%p', 1)))
