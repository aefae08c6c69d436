// A function of C for each of the first host functions: such a function is a plain value, which takes no
// memory and finds its number without a look at an upvalue. Those behind them are closures.
#include "host.h"

#define ONE(n) \
    static int call_##n(lua_State *L) { return luahost_call_swift(L, 0x##n, lua_gettop(L)); }
#define SIXTEEN(n)                                                                                          \
    ONE(n##0) ONE(n##1) ONE(n##2) ONE(n##3) ONE(n##4) ONE(n##5) ONE(n##6) ONE(n##7)                         \
    ONE(n##8) ONE(n##9) ONE(n##a) ONE(n##b) ONE(n##c) ONE(n##d) ONE(n##e) ONE(n##f)
#define NAMES(n)                                                                                            \
    call_##n##0, call_##n##1, call_##n##2, call_##n##3, call_##n##4, call_##n##5, call_##n##6, call_##n##7, \
    call_##n##8, call_##n##9, call_##n##a, call_##n##b, call_##n##c, call_##n##d, call_##n##e, call_##n##f

SIXTEEN(0) SIXTEEN(1) SIXTEEN(2) SIXTEEN(3) SIXTEEN(4) SIXTEEN(5) SIXTEEN(6) SIXTEEN(7)
SIXTEEN(8) SIXTEEN(9) SIXTEEN(a) SIXTEEN(b) SIXTEEN(c) SIXTEEN(d) SIXTEEN(e) SIXTEEN(f)

static const lua_CFunction functions[] = {
    NAMES(0), NAMES(1), NAMES(2), NAMES(3), NAMES(4), NAMES(5), NAMES(6), NAMES(7),
    NAMES(8), NAMES(9), NAMES(a), NAMES(b), NAMES(c), NAMES(d), NAMES(e), NAMES(f)};

static int call_numbered(lua_State *L) {
    return luahost_call_swift(L, (int32_t)lua_tointeger(L, lua_upvalueindex(1)), lua_gettop(L));
}

static int call_by_row(lua_State *L) {
    int32_t function = (int32_t)lua_tointeger(L, lua_upvalueindex(1));
    if (luahost_push_kept(L, luahost_of(L), function)) return 1;
    return luahost_call_swift(L, function, lua_gettop(L));
}

bool luahost_is_trampoline(lua_CFunction function) {
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (functions[i] == function) return true;
    return function == call_numbered || function == call_by_row;
}

// function_number(value): the number of a host function; nil for what is none.
int luahost_function_number(lua_State *L) {
    lua_CFunction function = lua_tocfunction(L, 1);
    for (size_t i = 0; function && i < sizeof functions / sizeof *functions; i++)
        if (functions[i] == function) {
            lua_pushinteger(L, (lua_Integer)i);
            return 1;
        }
    if (!function || (function != call_numbered && function != call_by_row)) lua_pushnil(L);
    else lua_getupvalue(L, 1, 1);
    return 1;
}

void luahost_push_function(lua_State *L, const luahost_name *name) {
    if (!name->by_row && name->function < (int32_t)(sizeof functions / sizeof *functions)) {
        lua_pushcfunction(L, functions[name->function]);
        return;
    }
    lua_pushinteger(L, name->function);
    lua_pushcclosure(L, name->by_row ? call_by_row : call_numbered, 1);
}
