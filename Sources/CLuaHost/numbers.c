// tonumber, which may be given a very long string.
#include "host.h"

#include <string.h>

static bool is_space(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

static int digit_of(char byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'z') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'Z') return byte - 'A' + 10;
    return 99;
}

static int in_base(lua_State *L) {
    size_t length;
    luaL_checktype(L, 1, LUA_TSTRING);
    const char *at = lua_tolstring(L, 1, &length);
    const char *end = at + length;
    lua_Integer base = luaL_checkinteger(L, 2);
    luaL_argcheck(L, base >= 2 && base <= 36, 2, "base out of range");
    luahost_charge(L, luahost_of(L), (int64_t)(length >> 2));
    while (at < end && is_space(*at)) at++;
    bool negative = at < end && *at == '-';
    if (negative) at++;
    const char *start = at;
    lua_Unsigned value = 0;
    for (; at < end && digit_of(*at) < base; at++)
        value = value * (lua_Unsigned)base + (lua_Unsigned)digit_of(*at);
    bool has_digits = at > start;
    while (at < end && is_space(*at)) at++;
    if (has_digits && at == end) lua_pushinteger(L, (lua_Integer)(negative ? 0u - value : value));
    else lua_pushnil(L);
    return 1;
}

int luahost_tonumber(lua_State *L) {
    if (!lua_isnoneornil(L, 2)) return in_base(L);
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    if (lua_type(L, 1) == LUA_TNUMBER) return 1;
    size_t length;
    const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &length) : NULL;
    if (text) {
        luahost_charge(L, luahost_of(L), (int64_t)(length >> 2));
        // Lua gives the size with the closing zero; a zero inside is no part of a number.
        if (lua_stringtonumber(L, text) == length + 1) return 1;
    }
    lua_pushnil(L);
    return 1;
}
