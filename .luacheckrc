std = "lua54"
max_line_length = 110
-- What the host takes away from Lua: a pack that uses it is wrong.
not_globals = {
  "collectgarbage", "coroutine", "debug", "dofile", "io", "load", "loadfile", "next", "os", "package", "print",
  "_G",
}
