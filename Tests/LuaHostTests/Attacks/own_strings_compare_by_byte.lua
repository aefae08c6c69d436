-- expect: deterministic
local t = {'z', 'Z', 'a', '\u{e9}', 'e', '', '\0', 'a\0b', 'a'} table.sort(t) emit(('%q'):rep(#t, ' '):format(table.unpack(t)))
