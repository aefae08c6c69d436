-- expect: limit
local function h(m) return select(2, xpcall(error, h, m)) end while true do xpcall(error, h, 1) end
