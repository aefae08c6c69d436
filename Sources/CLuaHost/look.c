// What somebody who looks at a table gets of it: its first keys, however many it has.
#include "host.h"

#define LUAHOST_KEYS 256            // at most so many are listed

// Numbers, then strings byte by byte, then false and true; all others behind them, in no order.
static int rank(lua_State *L, int index) {
    switch (lua_type(L, index)) {
    case LUA_TNUMBER: return 0;
    case LUA_TSTRING: return 1;
    case LUA_TBOOLEAN: return 2;
    default: return 3;
    }
}

static bool is_before(lua_State *L, int a, int b) {
    int first = rank(L, a), second = rank(L, b);
    if (first != second) return first < second;
    if (first == 0) return lua_compare(L, a, b, LUA_OPLT);
    if (first == 2) return !lua_toboolean(L, a) && lua_toboolean(L, b);
    if (first == 3) return false;
    size_t a_length, b_length;
    const char *a_bytes = lua_tolstring(L, a, &a_length), *b_bytes = lua_tolstring(L, b, &b_length);
    size_t common = a_length < b_length ? a_length : b_length;
    luahost_charge(L, luahost_of(L), (int64_t)(common >> 4));
    int order = memcmp(a_bytes, b_bytes, common);
    return order ? order < 0 : a_length < b_length;
}

// first_keys(table, most): the first keys in a table of their own, how many keys there are in all, and the table
// itself or what it stands before. Calls nothing of the script's, and goes through a table once.
int luahost_first_keys(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer most = luaL_checkinteger(L, 2);
    luaL_argcheck(L, most >= 1 && most <= LUAHOST_KEYS, 2, "from 1 to 256");
    lua_settop(L, 1);
    if (luahost_is_stand_in(L, 1)) {
        luaL_getmetafield(L, 1, "__index");
        lua_replace(L, 1);
    }
    lua_createtable(L, (int)most, 0);
    lua_Integer count = 0, kept = 0;
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        luahost_charge(L, luahost_of(L), 2);
        lua_pop(L, 1);
        count++;
        // Where among those that are kept it stands: most keys of a large table come behind the last of them.
        lua_Integer place = kept + 1;
        while (place > 1) {
            lua_rawgeti(L, 2, place - 1);
            bool goes_before = is_before(L, 3, 4);
            lua_pop(L, 1);
            if (!goes_before) break;
            place--;
        }
        if (place > most) continue;
        if (kept < most) kept++;
        luahost_charge(L, luahost_of(L), kept - place);
        for (lua_Integer at = kept; at > place; at--) {
            lua_rawgeti(L, 2, at - 1);
            lua_rawseti(L, 2, at);
        }
        lua_pushvalue(L, 3);
        lua_rawseti(L, 2, place);
    }
    lua_settop(L, 2);
    lua_pushinteger(L, count);
    lua_pushvalue(L, 1);
    return 3;
}
