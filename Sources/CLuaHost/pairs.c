// pairs in the order of the keys: numbers, then strings byte by byte, then false and true. Lua's own
// order depends on the insertion history and on a seed.
#include "host.h"

#include <string.h>

// -1 for what has no order.
static int rank(lua_State *L, int index) {
    switch (lua_type(L, index)) {
    case LUA_TNUMBER: return 0;
    case LUA_TSTRING: return 1;
    case LUA_TBOOLEAN: return 2;
    default: return -1;
    }
}

static int key_before(lua_State *L) {
    int first = rank(L, 1);
    int second = rank(L, 2);
    bool before;
    if (first != second) {
        before = first < second;
    } else if (first == 1) {
        size_t a_length, b_length;
        const char *a = lua_tolstring(L, 1, &a_length);
        const char *b = lua_tolstring(L, 2, &b_length);
        size_t common = a_length < b_length ? a_length : b_length;
        luahost_charge(L, luahost_of(L), (int64_t)(common >> 4));
        int order = memcmp(a, b, common);
        before = order ? order < 0 : a_length < b_length;
    } else if (first == 0) {
        before = lua_compare(L, 1, 2, LUA_OPLT);
    } else {
        before = lua_toboolean(L, 1) < lua_toboolean(L, 2);
    }
    lua_pushboolean(L, before);
    return 1;
}

// The keys are those at the start; one that was removed meanwhile is passed over.
static int next_pair(lua_State *L) {
    lua_Integer place = lua_tointeger(L, lua_upvalueindex(2));
    lua_settop(L, 1);
    for (;;) {
        luahost_charge(L, luahost_of(L), 1);
        place++;
        if (lua_rawgeti(L, lua_upvalueindex(1), place) == LUA_TNIL) return 1;
        lua_pushvalue(L, -1);
        if (lua_rawget(L, 1) != LUA_TNIL) break;
        lua_settop(L, 1);
    }
    lua_pushinteger(L, place);
    lua_copy(L, -1, lua_upvalueindex(2));
    lua_pop(L, 1);
    return 2;
}

int luahost_pairs(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    if (luahost_is_stand_in(L, 1)) {
        luaL_getmetafield(L, 1, "__index");
        lua_replace(L, 1);
    }
    lua_newtable(L);
    lua_Integer count = 0;
    int without_order = LUA_TNONE;      // the last type of all of these, whichever of them comes first
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        luahost_charge(L, luahost_of(L), 1);
        lua_pop(L, 1);
        if (rank(L, -1) < 0 && lua_type(L, -1) > without_order) without_order = lua_type(L, -1);
        lua_pushvalue(L, -1);
        lua_rawseti(L, 2, ++count);
    }
    if (without_order != LUA_TNONE)
        return luaL_error(L, "pairs goes through keys in order, and a key of type %s has none",
                          lua_typename(L, without_order));
    lua_pushcfunction(L, luahost_sort);
    lua_pushvalue(L, 2);
    lua_pushcfunction(L, key_before);
    lua_call(L, 2, 0);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_pair, 2);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
    return 3;
}
