// The functions of `string` that need no pattern, as section 6.4 of the manual describes them. Letters
// are those of ASCII, whatever the locale.
#include "host.h"

#include <string.h>

// Resolves a place that counts from the end when it is negative; before the start is 1.
size_t luahost_start_place(lua_Integer place, size_t length) {
    if (place > 0) return (size_t)place;
    if (place == 0 || place < -(lua_Integer)length) return 1;
    return length + (size_t)place + 1;
}

// As above, for the last place; after the end is the end, and before the start is 0.
static size_t end_place(lua_Integer place, size_t length) {
    if (place > (lua_Integer)length) return length;
    if (place >= 0) return (size_t)place;
    return place < -(lua_Integer)length ? 0 : length + (size_t)place + 1;
}

static int string_len(lua_State *L) {
    size_t length;
    luaL_checklstring(L, 1, &length);
    lua_pushinteger(L, (lua_Integer)length);
    return 1;
}

static int string_sub(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    size_t first = luahost_start_place(luaL_checkinteger(L, 2), length);
    size_t last = end_place(luaL_optinteger(L, 3, -1), length);
    if (first > last) {
        lua_pushliteral(L, "");
        return 1;
    }
    luahost_charge(L, luahost_of(L), (int64_t)((last - first) >> 4));
    lua_pushlstring(L, text + first - 1, last - first + 1);
    return 1;
}

static int string_byte(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer from = luaL_optinteger(L, 2, 1);
    size_t first = luahost_start_place(from, length);
    size_t last = end_place(luaL_optinteger(L, 3, from), length);
    if (first > last) return 0;
    size_t count = last - first + 1;
    if (count >= INT32_MAX || !lua_checkstack(L, (int)count)) return luaL_error(L, "string slice too long");
    luahost_charge(L, luahost_of(L), (int64_t)count);
    for (size_t place = first; place <= last; place++) lua_pushinteger(L, (unsigned char)text[place - 1]);
    return (int)count;
}

static int string_char(lua_State *L) {
    int count = lua_gettop(L);
    luahost_charge(L, luahost_of(L), count);
    luahost_buffer result;
    luahost_open_buffer(L, &result);
    char *bytes = luahost_reserve(&result, (size_t)count);
    for (int index = 1; index <= count; index++) {
        lua_Integer code = luaL_checkinteger(L, index);
        luaL_argcheck(L, code >= 0 && code <= 255, index, "value out of range");
        bytes[index - 1] = (char)code;
    }
    result.length = (size_t)count;
    luahost_close_buffer(&result);
    return 1;
}

static char to_lower(char byte) { return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte; }
static char to_upper(char byte) { return byte >= 'a' && byte <= 'z' ? (char)(byte - 32) : byte; }

static int change_each(lua_State *L, char (*change)(char)) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    luahost_buffer result;
    luahost_open_buffer(L, &result);
    luahost_charge(L, luahost_of(L), (int64_t)(length >> 2));
    char *bytes = luahost_reserve(&result, length);
    for (size_t place = 0; place < length; place++) bytes[place] = change(text[place]);
    result.length = length;
    luahost_close_buffer(&result);
    return 1;
}

static int string_lower(lua_State *L) { return change_each(L, to_lower); }
static int string_upper(lua_State *L) { return change_each(L, to_upper); }

static int string_reverse(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    luahost_buffer result;
    luahost_open_buffer(L, &result);
    luahost_charge(L, luahost_of(L), (int64_t)(length >> 2));
    char *bytes = luahost_reserve(&result, length);
    for (size_t place = 0; place < length; place++) bytes[place] = text[length - 1 - place];
    result.length = length;
    luahost_close_buffer(&result);
    return 1;
}

// A result that is larger than all memory of the state is refused before any is asked for, so that it
// is an ordinary error.
static int string_rep(lua_State *L) {
    size_t length, separator_length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer times = luaL_checkinteger(L, 2);
    const char *separator = luaL_optlstring(L, 3, "", &separator_length);
    luahost *host = luahost_of(L);
    size_t unit = length + separator_length;
    if (times <= 0 || unit == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    if ((size_t)times > host->limits.bytes / unit) return luaL_error(L, "resulting string too large");
    size_t total = unit * (size_t)times - separator_length;
    luahost_buffer result;
    luahost_open_buffer(L, &result);
    luahost_charge(L, host, (int64_t)(total >> 4));
    char *bytes = luahost_reserve(&result, total);
    memcpy(bytes, text, length);
    if (times > 1) {
        memcpy(bytes + length, separator, separator_length);
        // What stands there already is a whole number of units: doubling it is the fewest copies.
        size_t done = unit;
        while (done < total) {
            size_t piece = done < total - done ? done : total - done;
            memcpy(bytes + done, bytes, piece);
            done += piece;
        }
    }
    result.length = total;
    luahost_close_buffer(&result);
    return 1;
}

const luaL_Reg luahost_string_functions[] = {
    {"byte", string_byte},   {"char", string_char},           {"find", luahost_find},
    {"format", luahost_format}, {"gmatch", luahost_gmatch},   {"gsub", luahost_gsub},
    {"len", string_len},     {"lower", string_lower},         {"match", luahost_match},
    {"rep", string_rep},     {"reverse", string_reverse},     {"sub", string_sub},
    {"upper", string_upper}, {NULL, NULL}};
