// string.format as section 6.4 of the manual describes it, without addresses: what would print one is
// turned to text first, and %p is refused. Width and precision have two digits at most.
#include "host.h"

#include <stdio.h>
#include <string.h>

#define LARGEST_NUMBER 512      // of "%99.99f": 309 digits, point, 99 digits

typedef struct {
    char text[16];              // as C wants it, without the conversion: "%-5.2"
    size_t length;
    int width;
    int precision;              // -1 where none is given
    bool left;
    char conversion;
} specification;

static int read_two_digits(const char **at, const char *end) {
    int value = 0;
    for (int digit = 0; digit < 2 && *at < end && **at >= '0' && **at <= '9'; digit++)
        value = value * 10 + *(*at)++ - '0';
    return value;
}

// Which flags each conversion may have; for C, any other is undefined.
static const char *flags_of(char conversion) {
    switch (conversion) {
    case 'c':
    case 'p':
    case 's': return "-";
    case 'd':
    case 'i': return "-+0 ";
    case 'u': return "-0";
    case 'o':
    case 'x':
    case 'X': return "-#0";
    case 'q': return "";
    default: return "-+#0 ";
    }
}

static bool is_allowed(const char *flags, int count, const specification *s) {
    for (int flag = 0; flag < count; flag++)
        if (!strchr(flags_of(s->conversion), flags[flag])) return false;
    return s->precision < 0 || s->conversion != 'c';
}

// Reads what follows `%`, and returns where it ends.
static const char *read_specification(lua_State *L, const char *at, const char *end, specification *s) {
    const char *start = at;
    *s = (specification){.precision = -1};
    int flags = 0;
    for (; at < end && *at && strchr("-+ #0", *at) && flags < 5; at++, flags++)
        if (*at == '-') s->left = true;
    s->width = read_two_digits(&at, end);
    if (at < end && *at == '.') {
        at++;
        s->precision = read_two_digits(&at, end);
    }
    if (at < end) s->conversion = *at;
    if (!s->conversion || !strchr("aAcdeEfgGiopqsuxX", *at) || !is_allowed(start, flags, s)) {
        size_t length = at < end ? (size_t)(at - start) + 1 : (size_t)(at - start);
        lua_pushlstring(L, start, length);
        luaL_error(L, "invalid conversion '%%%s' to 'format'", lua_tostring(L, -1));
    }
    s->text[0] = '%';
    s->length = (size_t)(at - start) + 1;
    memcpy(s->text + 1, start, s->length - 1);
    return at + 1;
}

static void pad(luahost_buffer *result, int count) {
    if (count <= 0) return;
    memset(luahost_reserve(result, (size_t)count), ' ', (size_t)count);
    result->length += (size_t)count;
}

static void add_padded(luahost_buffer *result, const specification *s, const char *bytes, size_t length) {
    int missing = length < (size_t)s->width ? s->width - (int)length : 0;
    if (!s->left) pad(result, missing);
    luahost_add(result, bytes, length);
    if (s->left) pad(result, missing);
}

static void add_integer(lua_State *L, luahost_buffer *result, specification *s, int argument) {
    lua_Integer value = luaL_checkinteger(L, argument);
    char *room = luahost_reserve(result, LARGEST_NUMBER);
    snprintf(s->text + s->length, sizeof s->text - s->length, "ll%c", s->conversion);
    result->length += (size_t)snprintf(room, LARGEST_NUMBER, s->text, (long long)value);
}

static void add_float(lua_State *L, luahost_buffer *result, specification *s, int argument) {
    double value = luaL_checknumber(L, argument);
    char *room = luahost_reserve(result, LARGEST_NUMBER);
    snprintf(s->text + s->length, sizeof s->text - s->length, "%c", s->conversion);
    result->length += (size_t)snprintf(room, LARGEST_NUMBER, s->text, value);
}

static void add_text(lua_State *L, luahost_buffer *result, const specification *s, int argument) {
    lua_pushcfunction(L, luahost_tostring);
    lua_pushvalue(L, argument);
    lua_call(L, 1, 1);
    size_t length;
    const char *bytes = lua_tolstring(L, -1, &length);
    if (s->precision >= 0 && length > (size_t)s->precision) length = (size_t)s->precision;
    add_padded(result, s, bytes, length);
    lua_pop(L, 1);
}

static void add_quoted(luahost_buffer *result, const char *at, size_t length) {
    luahost_charge(result->state, luahost_of(result->state), (int64_t)(length >> 1));
    luahost_add(result, "\"", 1);
    for (const char *end = at + length; at < end; at++) {
        unsigned char byte = (unsigned char)*at;
        char *room = luahost_reserve(result, 5);
        if (byte == '"' || byte == '\\' || byte == '\n') {
            room[0] = '\\';
            room[1] = (char)byte;
            result->length += 2;
        } else if (byte < 32 || byte == 127) {
            bool digit_follows = at + 1 < end && at[1] >= '0' && at[1] <= '9';
            result->length += (size_t)snprintf(room, 5, digit_follows ? "\\%03d" : "\\%d", byte);
        } else {
            room[0] = (char)byte;
            result->length++;
        }
    }
    luahost_add(result, "\"", 1);
}

// Writes what Lua reads back as the same value.
static void add_literal(lua_State *L, luahost_buffer *result, const specification *s, int argument) {
    if (s->length > 1) luaL_error(L, "specifier '%%q' cannot have modifiers");
    char text[64];
    size_t length;
    switch (lua_type(L, argument)) {
    case LUA_TSTRING: {
        const char *bytes = lua_tolstring(L, argument, &length);
        add_quoted(result, bytes, length);
        return;
    }
    case LUA_TNUMBER:
        if (lua_isinteger(L, argument)) {
            lua_Integer value = lua_tointeger(L, argument);
            snprintf(text, sizeof text, value == LUA_MININTEGER ? "0x%llx" : "%lld", (long long)value);
        } else {
            double value = lua_tonumber(L, argument);
            if (value != value) snprintf(text, sizeof text, "(0/0)");
            else if (value - value != 0) snprintf(text, sizeof text, value > 0 ? "1e9999" : "-1e9999");
            else snprintf(text, sizeof text, "%a", value);
        }
        break;
    case LUA_TBOOLEAN: strcpy(text, lua_toboolean(L, argument) ? "true" : "false"); break;
    case LUA_TNIL: snprintf(text, sizeof text, "nil"); break;
    default: luaL_argerror(L, argument, "value has no literal form"); return;
    }
    luahost_add(result, text, strlen(text));
}

static void add_conversion(lua_State *L, luahost_buffer *result, specification *s, int argument) {
    luaL_checkany(L, argument);
    switch (s->conversion) {
    case 'a': case 'A': case 'e': case 'E': case 'f': case 'g': case 'G':
        add_float(L, result, s, argument);
        return;
    case 'c': {
        char byte = (char)luaL_checkinteger(L, argument);
        add_padded(result, s, &byte, 1);
        return;
    }
    case 's': add_text(L, result, s, argument); return;
    case 'q': add_literal(L, result, s, argument); return;
    case 'p': luaL_error(L, "'%%p' is not allowed: an address differs from run to run"); return;
    default: add_integer(L, result, s, argument);
    }
}

int luahost_format(lua_State *L) {
    size_t length;
    const char *at = luaL_checklstring(L, 1, &length);
    const char *end = at + length;
    int argument = 1;
    luahost_buffer result;
    luahost_open_buffer(L, &result);
    // The slot of the buffer lies above the arguments: what is beyond them must not be taken for one.
    int arguments = result.slot - 1;
    for (;;) {
        const char *escape = memchr(at, '%', (size_t)(end - at));
        luahost_add(&result, at, (size_t)((escape ? escape : end) - at));
        if (!escape) break;
        at = escape + 1;
        luahost_charge(L, luahost_of(L), 4);
        if (at < end && *at == '%') {
            luahost_add(&result, at++, 1);
            continue;
        }
        specification s;
        at = read_specification(L, at, end, &s);
        if (++argument > arguments) luaL_argerror(L, argument, "no value");
        add_conversion(L, &result, &s, argument);
    }
    luahost_close_buffer(&result);
    return 1;
}
