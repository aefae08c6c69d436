// table.sort that is stable, and that ends whatever the comparison says: a merge from the bottom up.
#include "host.h"

// Lua compares strings byte by byte where the locale is C; there is a step for each sixteen.
static void charge_comparison(lua_State *L, int first, int second) {
    size_t steps = 2;
    if (lua_type(L, first) == LUA_TSTRING && lua_type(L, second) == LUA_TSTRING) {
        size_t a = lua_rawlen(L, first);
        size_t b = lua_rawlen(L, second);
        steps += (a < b ? a : b) >> 4;
    }
    luahost_charge(L, luahost_of(L), (int64_t)steps);
}

static bool before(lua_State *L, int first, int second) {
    charge_comparison(L, first, second);
    if (lua_isnil(L, 2)) return lua_compare(L, first, second, LUA_OPLT);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, first);
    lua_pushvalue(L, second);
    lua_call(L, 2, 1);
    bool result = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return result;
}

// Merges [low, middle) and [middle, high) of the table at `from` into the table at `to`.
static void merge(lua_State *L, int from, int to, lua_Integer low, lua_Integer middle, lua_Integer high) {
    lua_Integer left = low;
    lua_Integer right = middle;
    for (lua_Integer place = low; place < high; place++) {
        bool take_right = left >= middle;
        if (!take_right && right < high) {
            lua_rawgeti(L, from, right);
            lua_rawgeti(L, from, left);
            take_right = before(L, lua_gettop(L) - 1, lua_gettop(L));
            lua_pop(L, 2);
        }
        luahost_charge(L, luahost_of(L), 1);
        lua_rawgeti(L, from, take_right ? right++ : left++);
        lua_rawseti(L, to, place);
    }
}

int luahost_sort(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (!lua_isnoneornil(L, 2)) luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    lua_Integer count = (lua_Integer)lua_rawlen(L, 1);
    if (count < 2) return 0;
    lua_newtable(L);
    lua_newtable(L);
    for (lua_Integer place = 1; place <= count; place++) {
        luahost_charge(L, luahost_of(L), 1);
        lua_rawgeti(L, 1, place);
        lua_rawseti(L, 3, place);
    }
    int from = 3;
    int to = 4;
    for (lua_Integer width = 1; width < count; width *= 2) {
        for (lua_Integer low = 1; low <= count; low += 2 * width) {
            lua_Integer middle = low + width <= count ? low + width : count + 1;
            lua_Integer high = low + 2 * width <= count ? low + 2 * width : count + 1;
            merge(L, from, to, low, middle, high);
        }
        int swapped = from;
        from = to;
        to = swapped;
    }
    for (lua_Integer place = 1; place <= count; place++) {
        luahost_charge(L, luahost_of(L), 1);
        lua_rawgeti(L, from, place);
        lua_rawseti(L, 1, place);
    }
    return 0;
}
