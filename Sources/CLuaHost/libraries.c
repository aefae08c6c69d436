// What a script may call: an allow list, with the host's own version of whatever could escape, hang or
// differ from one run to the next.
#include "host.h"

#include <string.h>

static const char *const base_functions[] = {
    "assert", "getmetatable", "ipairs", "rawequal", "rawget", "rawlen", "select", "type", NULL};
// No random, and none whose last digit is another on another machine (exp, log, sin …).
static const char *const math_functions[] = {
    "abs", "ceil", "floor", "fmod", "huge", "max", "maxinteger", "min", "mininteger", "modf",
    "pi", "sqrt", "tointeger", "type", "ult", NULL};
// Not for what is read-only, which its stand-in would no longer hide.
static int raw_set(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    luaL_checkany(L, 2);
    luaL_checkany(L, 3);
    if (luahost_is_stand_in(L, 1)) return luaL_error(L, "this table is read-only");
    lua_settop(L, 3);
    lua_rawset(L, 1);
    return 1;
}

// Globals are set while the files of a pack are loaded. A hook that sets one has forgotten `local`, and
// would tell one participant's rule about another.
static int new_global(lua_State *L) {
    if (luahost_of(L)->in_hook)
        return luaL_error(L, "'%s' is not defined: write local %s where it is set first",
                          lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2),
                          lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "x");
    lua_settop(L, 3);
    lua_rawset(L, 1);
    return 0;
}

// What is near to a global that is not there, Swift knows.
static int unknown_global(lua_State *L) {
    lua_settop(L, 2);
    lua_pushnil(L);
    lua_replace(L, 1);
    return luahost_call_swift(L, luahost_of(L)->library->unknown_name, 2);
}

static void guard_globals(lua_State *L) {
    lua_pushglobaltable(L);
    lua_newtable(L);
    lua_pushcfunction(L, new_global);
    lua_setfield(L, -2, "__newindex");
    if (luahost_of(L)->library->unknown_name >= 0) {
        lua_pushcfunction(L, unknown_global);
        lua_setfield(L, -2, "__index");
    }
    lua_pushliteral(L, "globals");
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

static const luaL_Reg own_base[] = {
    {"error", luahost_error},         {"rawset", raw_set},
    {"pairs", luahost_pairs},         {"pcall", luahost_pcall},       {"xpcall", luahost_xpcall},
    {"print", luahost_print},         {"require", luahost_require_module},
    {"setmetatable", luahost_setmetatable}, {"tonumber", luahost_tonumber}, {"tostring", luahost_tostring},
    {NULL, NULL}};
static const luaL_Reg none[] = {{NULL, NULL}};

// Leaves a new table with the named fields of what `open` makes, and the host's own functions.
static void open_some(lua_State *L, lua_CFunction open, const char *const *names, const luaL_Reg *own) {
    lua_newtable(L);
    int target = lua_gettop(L);
    lua_pushcfunction(L, open);
    lua_call(L, 0, 1);
    for (; *names; names++) {
        lua_getfield(L, -1, *names);
        lua_setfield(L, target, *names);
    }
    lua_settop(L, target);
    luaL_setfuncs(L, own, 0);
}

// luaopen_base fills the table of globals itself: what is wanted is kept, and the rest taken out.
static void open_base(lua_State *L) {
    open_some(L, luaopen_base, base_functions, own_base);
    lua_pushglobaltable(L);
    lua_pushnil(L);
    while (lua_next(L, -2)) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_pushnil(L);
        lua_rawset(L, -4);
    }
    lua_pushnil(L);
    while (lua_next(L, -3)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, -4);
    }
    lua_pop(L, 2);
    lua_pushliteral(L, "Lua 5.4");
    lua_setglobal(L, "_VERSION");
}

// Of Lua's own library stays only what adds strings that are numbers; nobody gets at the metatable.
static void open_strings(lua_State *L) {
    lua_newtable(L);
    luaL_setfuncs(L, luahost_string_functions, 0);
    lua_pushcfunction(L, luaopen_string);
    lua_call(L, 0, 0);
    lua_pushliteral(L, "");
    lua_getmetatable(L, -1);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, "string");
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 2);
}

void luahost_open_libraries(lua_State *L) {
    open_base(L);
    open_some(L, luaopen_math, math_functions, none);
    luahost_make_read_only(L, "math");
    lua_setglobal(L, "math");
    lua_newtable(L);
    luaL_setfuncs(L, luahost_table_functions, 0);
    luahost_make_read_only(L, "table");
    lua_setglobal(L, "table");
    luahost_open_utf8(L);
    luahost_make_read_only(L, "utf8");
    lua_setglobal(L, "utf8");
    open_strings(L);
    luahost_make_read_only(L, "string");
    lua_setglobal(L, "string");
    guard_globals(L);
}

// As Lua's, but never with an address.
int luahost_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    if (luaL_getmetafield(L, 1, "__tostring") != LUA_TNIL) {
        lua_pushvalue(L, 1);
        lua_call(L, 1, 1);
        if (!lua_isstring(L, -1)) return luaL_error(L, "'__tostring' must return a string");
        return 1;
    }
    switch (lua_type(L, 1)) {
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING: luaL_tolstring(L, 1, NULL); return 1;
    default: lua_pushstring(L, luaL_typename(L, 1)); return 1;
    }
}
