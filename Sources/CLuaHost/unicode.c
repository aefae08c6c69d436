// The functions of `utf8`, as section 6.5 of the manual describes them.
#include "host.h"

#include <string.h>

#define LARGEST_CODE 0x7FFFFFFFu        // of the original UTF-8, which `lax` reads
#define LARGEST_UNICODE 0x10FFFFu

static bool continues(const char *at) { return ((unsigned char)*at & 0xC0) == 0x80; }

// Reads the code at `at` and returns where the next begins, or NULL where it is not well formed.
static const char *read_code(const char *at, const char *end, bool lax, uint32_t *code) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
    unsigned char first = (unsigned char)*at;
    if (first < 0x80) {
        *code = first;
        return at + 1;
    }
    int size = first >= 0xFC ? 6 : first >= 0xF8 ? 5 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC0 || first > 0xFD || end - at < size) return NULL;
    uint32_t value = first & (0x7Fu >> size);
    for (int place = 1; place < size; place++) {
        if (!continues(at + place)) return NULL;
        value = value << 6 | ((unsigned char)at[place] & 0x3Fu);
    }
    if (value < least[size]) return NULL;
    if (!lax && (value > LARGEST_UNICODE || (value >= 0xD800 && value <= 0xDFFF))) return NULL;
    *code = value;
    return at + size;
}

static size_t write_code(uint32_t code, char *bytes) {
    if (code < 0x80) {
        bytes[0] = (char)code;
        return 1;
    }
    size_t size = code < 0x800 ? 2 : code < 0x10000 ? 3 : code < 0x200000 ? 4 : code < 0x4000000 ? 5 : 6;
    for (size_t place = size - 1; place > 0; place--) {
        bytes[place] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    bytes[0] = (char)(0xFF00u >> size | code);
    return size;
}

// Resolves a place that counts from the end when it is negative; 0 is before the start.
static lua_Integer place_of(lua_Integer place, size_t length) {
    if (place >= 0) return place;
    return place < -(lua_Integer)length ? 0 : (lua_Integer)length + place + 1;
}

static int utf8_char(lua_State *L) {
    int count = lua_gettop(L);
    luahost_buffer result;
    luahost_open_buffer(L, &result);
    for (int index = 1; index <= count; index++) {
        lua_Integer code = luaL_checkinteger(L, index);
        luaL_argcheck(L, code >= 0 && code <= LARGEST_CODE, index, "value out of range");
        luahost_charge(L, luahost_of(L), 1);
        result.length += write_code((uint32_t)code, luahost_reserve(&result, 6));
    }
    luahost_close_buffer(&result);
    return 1;
}

static int utf8_len(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer first = place_of(luaL_optinteger(L, 2, 1), length);
    lua_Integer last = place_of(luaL_optinteger(L, 3, -1), length);
    bool lax = lua_toboolean(L, 4);
    luaL_argcheck(L, first >= 1 && first <= (lua_Integer)length + 1, 2, "initial position out of bounds");
    luaL_argcheck(L, last <= (lua_Integer)length, 3, "final position out of bounds");
    lua_Integer count = 0;
    const char *at = text + first - 1;
    while (at < text + last) {
        uint32_t code;
        const char *next = read_code(at, text + length, lax, &code);
        if (!next) {
            lua_pushnil(L);
            lua_pushinteger(L, at - text + 1);
            return 2;
        }
        at = next;
        if ((++count & 3) == 0) luahost_charge(L, luahost_of(L), 1);
    }
    lua_pushinteger(L, count);
    return 1;
}

static int utf8_codepoint(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer first = place_of(luaL_optinteger(L, 2, 1), length);
    lua_Integer last = place_of(luaL_optinteger(L, 3, first), length);
    bool lax = lua_toboolean(L, 4);
    luaL_argcheck(L, first >= 1, 2, "out of bounds");
    luaL_argcheck(L, last <= (lua_Integer)length, 3, "out of bounds");
    if (first > last) return 0;
    lua_Integer most = last - first + 1;
    if (most >= INT32_MAX || !lua_checkstack(L, (int)most)) return luaL_error(L, "string slice too long");
    int count = 0;
    const char *at = text + first - 1;
    while (at < text + last) {
        uint32_t code;
        at = read_code(at, text + length, lax, &code);
        if (!at) return luaL_error(L, "invalid UTF-8 code");
        lua_pushinteger(L, code);
        count++;
    }
    luahost_charge(L, luahost_of(L), count);
    return count;
}

static int utf8_offset(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer steps = luaL_checkinteger(L, 2);
    lua_Integer place = place_of(luaL_optinteger(L, 3, steps >= 0 ? 1 : (lua_Integer)length + 1), length) - 1;
    luaL_argcheck(L, place >= 0 && place <= (lua_Integer)length, 3, "position out of bounds");
    const char *at = text + place;
    const char *end = text + length;
    const char *from = at;
    if (steps == 0) {
        while (at > text && at < end && continues(at)) at--;
        luahost_charge(L, luahost_of(L), (from - at) >> 2);
        lua_pushinteger(L, at - text + 1);
        return 1;
    }
    if (at < end && continues(at)) return luaL_error(L, "initial position is a continuation byte");
    for (; steps < 0 && at > text; steps++)
        do at--;
        while (at > text && continues(at));
    // To the n-th character are n - 1 steps.
    bool forward = steps > 0;
    if (forward) steps--;
    for (; steps > 0 && at < end; steps--)
        do at++;
        while (at < end && continues(at));
    luahost_charge(L, luahost_of(L), (at > from ? at - from : from - at) >> 2);
    if (steps == 0) lua_pushinteger(L, at - text + 1);
    else lua_pushnil(L);
    return 1;
}

static int next_code(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer before = luaL_checkinteger(L, 2);
    const char *end = text + length;
    const char *at = text;
    // Past the character that the last step gave.
    if (before > 0) {
        if (before > (lua_Integer)length) return 0;
        at = text + before;
        while (at < end && continues(at)) at++;
        luahost_charge(L, luahost_of(L), (at - text - before) >> 2);
    }
    if (at >= end) return 0;
    uint32_t code;
    const char *next = read_code(at, end, lua_toboolean(L, lua_upvalueindex(1)), &code);
    // A continuation byte that follows belongs to no character.
    if (!next || (next < end && continues(next))) return luaL_error(L, "invalid UTF-8 code");
    lua_pushinteger(L, at - text + 1);
    lua_pushinteger(L, code);
    return 2;
}

static int utf8_codes(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    if (length > 0 && continues(text)) return luaL_error(L, "invalid UTF-8 code");
    lua_pushboolean(L, lua_toboolean(L, 2));
    lua_pushcclosure(L, next_code, 1);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

static const luaL_Reg functions[] = {
    {"char", utf8_char}, {"codepoint", utf8_codepoint}, {"codes", utf8_codes},
    {"len", utf8_len},   {"offset", utf8_offset},       {NULL, NULL}};

void luahost_open_utf8(lua_State *L) {
    luaL_newlib(L, functions);
    lua_pushliteral(L, "[\0-\x7F\xC2-\xFD][\x80-\xBF]*");
    lua_setfield(L, -2, "charpattern");
}
