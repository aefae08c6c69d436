// pcall and xpcall that cannot swallow a limit, and setmetatable without what runs behind one's back.
#include "host.h"

typedef struct {
    size_t incoming;
    size_t outgoing;
} mark;

static mark set_mark(const luahost *host) { return (mark){host->incoming.count, host->outgoing.count}; }

// Raises a limit anew, and throws away what a failed call left on its way across the border.
static void settle(lua_State *L, int status, mark before) {
    luahost *host = luahost_of(L);
    if (status == LUA_OK) return;
    if (status == LUA_ERRMEM && !host->killed) host->killed = LUAHOST_MEMORY;
    if (host->killed) {
        lua_pushnil(L);
        lua_error(L);
    }
    host->incoming.count = before.incoming;
    luahost_clear_outgoing(host, before.outgoing);
}

int luahost_pcall(lua_State *L) {
    luaL_checkany(L, 1);
    mark before = set_mark(luahost_of(L));
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    int status = lua_pcall(L, lua_gettop(L) - 2, LUA_MULTRET, 0);
    settle(L, status, before);
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
    mark before = set_mark(luahost_of(L));
    lua_pushvalue(L, 1);
    lua_insert(L, 3);
    int status = lua_pcall(L, lua_gettop(L) - 3, LUA_MULTRET, 0);
    settle(L, status, before);
    if (status == LUA_OK) {
        lua_pushboolean(L, 1);
        lua_insert(L, 3);
        return lua_gettop(L) - 2;
    }
    lua_pushboolean(L, 0);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    settle(L, lua_pcall(L, 1, 1, 0), before);
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

// Scripts have nobody to print to: that says what to write instead.
int luahost_print(lua_State *L) {
    return luaL_error(L, "print is not there in a contract: use a finding, or r:text in a report");
}
