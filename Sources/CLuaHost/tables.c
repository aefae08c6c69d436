// The functions of `table` but for sort, as section 6.6 of the manual describes them. They honour
// metamethods, which may lie about a length: so each step is charged.
#include "host.h"

#include <stdint.h>

enum { READS = 1, WRITES = 2, MEASURES = 4 };

static bool answers(lua_State *L, int index, const char *event) {
    if (luaL_getmetafield(L, index, event) == LUA_TNIL) return false;
    lua_pop(L, 1);
    return true;
}

// Anything that answers the operations that are needed will do in place of a table.
static void check_table(lua_State *L, int index, int needs) {
    if (lua_type(L, index) == LUA_TTABLE) return;
    if (lua_type(L, index) == LUA_TSTRING || lua_type(L, index) == LUA_TNIL ||
        ((needs & READS) && !answers(L, index, "__index")) ||
        ((needs & WRITES) && !answers(L, index, "__newindex")) ||
        ((needs & MEASURES) && !answers(L, index, "__len")))
        luaL_checktype(L, index, LUA_TTABLE);
}

static void step(lua_State *L) { luahost_charge(L, luahost_of(L), 1); }

static int table_insert(lua_State *L) {
    check_table(L, 1, READS | WRITES | MEASURES);
    lua_Integer end = (lua_Integer)((lua_Unsigned)luaL_len(L, 1) + 1);
    switch (lua_gettop(L)) {
    case 2: lua_seti(L, 1, end); return 0;
    case 3: break;
    default: return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    lua_Integer place = luaL_checkinteger(L, 2);
    luaL_argcheck(L, (lua_Unsigned)place - 1u < (lua_Unsigned)end, 2, "position out of bounds");
    for (lua_Integer to = end; to > place; to--) {
        step(L);
        lua_geti(L, 1, to - 1);
        lua_seti(L, 1, to);
    }
    lua_seti(L, 1, place);
    return 0;
}

static int table_remove(lua_State *L) {
    check_table(L, 1, READS | WRITES | MEASURES);
    lua_Integer count = luaL_len(L, 1);
    lua_Integer place = luaL_optinteger(L, 2, count);
    if (!lua_isnoneornil(L, 2))
        luaL_argcheck(L, place == count || (lua_Unsigned)place - 1u <= (lua_Unsigned)count, 2,
                      "position out of bounds");
    lua_geti(L, 1, place);
    for (; place < count; place++) {
        step(L);
        lua_geti(L, 1, place + 1);
        lua_seti(L, 1, place);
    }
    // Of an empty table the place may be 0 or one past the end.
    lua_pushnil(L);
    lua_seti(L, 1, place);
    return 1;
}

static int table_move(lua_State *L) {
    check_table(L, 1, READS);
    lua_Integer from = luaL_checkinteger(L, 2);
    lua_Integer last = luaL_checkinteger(L, 3);
    lua_Integer to = luaL_checkinteger(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    check_table(L, target, WRITES);
    lua_pushvalue(L, target);
    if (last < from) return 1;
    luaL_argcheck(L, from > 0 || last < LUA_MAXINTEGER + from, 3, "too many elements to move");
    lua_Integer count = last - from + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    bool overlaps = to > from && to <= last && (target == 1 || lua_rawequal(L, 1, target));
    for (lua_Integer moved = 0; moved < count; moved++) {
        lua_Integer offset = overlaps ? count - 1 - moved : moved;
        step(L);
        lua_geti(L, 1, from + offset);
        lua_seti(L, target, to + offset);
    }
    return 1;
}

static void add_element(lua_State *L, luahost_buffer *result, lua_Integer place) {
    size_t length;
    step(L);
    int kind = lua_geti(L, 1, place);
    if (kind != LUA_TSTRING && kind != LUA_TNUMBER)
        luaL_error(L, "invalid value (a %s at index %I) in table for 'concat'", lua_typename(L, kind),
                   (LUAI_UACINT)place);
    const char *bytes = lua_tolstring(L, -1, &length);
    luahost_add(result, bytes, length);
    lua_pop(L, 1);
}

static int table_concat(lua_State *L) {
    size_t separator_length;
    check_table(L, 1, READS | (lua_isnoneornil(L, 4) ? MEASURES : 0));
    const char *separator = luaL_optlstring(L, 2, "", &separator_length);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = lua_isnoneornil(L, 4) ? luaL_len(L, 1) : luaL_checkinteger(L, 4);
    luahost_buffer result;
    luahost_open_buffer(L, &result);
    if (first <= last) {
        // Counted up to the last but one: `last` may be the largest integer.
        for (; first < last; first++) {
            add_element(L, &result, first);
            luahost_add(&result, separator, separator_length);
        }
        add_element(L, &result, last);
    }
    luahost_close_buffer(&result);
    return 1;
}

static int table_pack(lua_State *L) {
    int count = lua_gettop(L);
    luahost_charge(L, luahost_of(L), count);
    lua_createtable(L, count, 1);
    lua_insert(L, 1);
    for (int index = count; index >= 1; index--) lua_rawseti(L, 1, index);
    lua_pushinteger(L, count);
    lua_setfield(L, 1, "n");
    return 1;
}

static int table_unpack(lua_State *L) {
    check_table(L, 1, READS);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
    if (first > last) return 0;
    lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
    if (count >= INT32_MAX - 1 || !lua_checkstack(L, (int)count + 1))
        return luaL_error(L, "too many results to unpack");
    for (lua_Unsigned offset = 0; offset <= count; offset++) {
        step(L);
        lua_geti(L, 1, (lua_Integer)((lua_Unsigned)first + offset));
    }
    return (int)count + 1;
}

const luaL_Reg luahost_table_functions[] = {
    {"concat", table_concat}, {"insert", table_insert}, {"move", table_move},     {"pack", table_pack},
    {"remove", table_remove}, {"sort", luahost_sort},   {"unpack", table_unpack}, {NULL, NULL}};
