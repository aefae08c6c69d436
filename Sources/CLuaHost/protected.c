// pcall and xpcall that cannot swallow a limit, and setmetatable without what runs behind one's back.
#include "host.h"

// Raises a limit anew.
static void settle(lua_State *L, int status) {
    luahost *host = luahost_of(L);
    if (status == LUA_ERRMEM && !host->killed) host->killed = LUAHOST_MEMORY;
    if (!host->killed) return;
    lua_pushnil(L);
    lua_error(L);
}

int luahost_pcall(lua_State *L) {
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
    settle(L, status);
    if (status == LUA_OK) return lua_gettop(L);
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
}

// The handler runs after the failed call, as ordinary code under the same limits, because Lua runs
// message handlers without hooks; so it does not see the stack of the error. What it fails of takes
// the place of what it would have returned.
int luahost_xpcall(lua_State *L) {
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushvalue(L, 1);
    lua_insert(L, 3);
    int status = lua_pcall(L, lua_gettop(L) - 3, LUA_MULTRET, 0);
    settle(L, status);
    if (status == LUA_OK) {
        lua_pushboolean(L, 1);
        lua_insert(L, 3);
        return lua_gettop(L) - 2;
    }
    lua_pushboolean(L, 0);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    settle(L, lua_pcall(L, 1, 1, 0));
    return 2;
}

// Three of them run or act behind one's back. `__concat` is refused because Debian's liblua 5.4.4 keeps
// a pointer to the old stack when such a method makes the stack grow, and then writes through it: see
// docs/design/003-lua-bridge.md. For the same reason host values have none.
static const char *const refused[] = {"__gc", "__mode", "__close", "__concat"};

// Sets a copy of the metatable, so that nothing can be added to it later; one copy for each.
int luahost_setmetatable(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    int kind = lua_type(L, 2);
    luaL_argexpected(L, kind == LUA_TNIL || kind == LUA_TTABLE, 2, "nil or table");
    if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL)
        return luaL_error(L, "cannot change a protected metatable");
    lua_settop(L, 2);
    if (kind == LUA_TNIL) {
        lua_setmetatable(L, 1);
        return 1;
    }
    lua_getfield(L, LUA_REGISTRYINDEX, LUAHOST_METATABLES);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, 3) != LUA_TTABLE) {
        lua_pop(L, 1);
        for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
            lua_pushstring(L, refused[i]);
            if (lua_rawget(L, 2) != LUA_TNIL)
                return luaL_error(L, "a metatable with '%s' is not allowed in a pack", refused[i]);
            lua_pop(L, 1);
        }
        lua_newtable(L);
        lua_pushnil(L);
        while (lua_next(L, 2)) {
            luahost_charge(L, luahost_of(L), 1);
            lua_pushvalue(L, -2);
            lua_insert(L, -2);
            lua_rawset(L, 4);
        }
        lua_pushvalue(L, 2);
        lua_pushvalue(L, 4);
        lua_rawset(L, 3);
    }
    lua_setmetatable(L, 1);
    lua_settop(L, 1);
    return 1;
}

// As Lua's, with the place put before a message; an error is data, and what is none says so.
int luahost_error(lua_State *L) {
    int level = (int)luaL_optinteger(L, 2, 1);
    lua_settop(L, 1);
    switch (lua_type(L, 1)) {
    case LUA_TSTRING:
        if (level > 0) {
            luaL_where(L, level);
            lua_pushvalue(L, 1);
            lua_concat(L, 2);
        }
        break;
    case LUA_TFUNCTION:
    case LUA_TUSERDATA:
    case LUA_TLIGHTUSERDATA:
        luaL_where(L, level > 0 ? level : 1);
        lua_pushfstring(L, "an error is a text or a table of data, and this is a %s", luaL_typename(L, 1));
        lua_concat(L, 2);
        break;
    default: break;
    }
    return lua_error(L);
}

// Scripts have nobody to print to: that says what to write instead.
int luahost_print(lua_State *L) {
    return luaL_error(L, "print is not there in a contract: use a finding, or r:text in a report");
}
