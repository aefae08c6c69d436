// Exact numbers that fit in a word: whatever is larger, or is not a number, is Swift's.
#include "host.h"

typedef __int128 wide;

#define MOST_NUMERATOR (((int64_t)1 << 39) - 1)
#define MOST_DENOMINATOR 65535

typedef struct {
    int64_t numerator;
    int64_t denominator;
} ratio;

static uint64_t magnitude(int64_t x) { return x < 0 ? 0 - (uint64_t)x : (uint64_t)x; }

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static void push_small(lua_State *L, luahost *host, int64_t numerator, int64_t denominator) {
    lua_pushlightuserdata(
        L, luahost_light(host->library->exact_type, LUAHOST_EXACT_WORD(numerator, denominator)));
}

static bool is_small(wide numerator, wide denominator) {
    return denominator <= MOST_DENOMINATOR && numerator <= MOST_NUMERATOR && numerator >= -MOST_NUMERATOR;
}

// Takes a ratio in lowest terms, of at most 127 bits each.
void luahost_push_ratio(lua_State *L, luahost *host, wide numerator, wide denominator) {
    if (is_small(numerator, denominator)) {
        push_small(L, host, (int64_t)numerator, (int64_t)denominator);
        return;
    }
    uint64_t words[LUAHOST_WORDS] = {
        (uint64_t)numerator, (uint64_t)(numerator >> 64), (uint64_t)denominator, (uint64_t)(denominator >> 64)};
    luahost_value value = {.kind = LUAHOST_OBJECT, .type = host->library->exact_type, .length = LUAHOST_WORDS};
    value.content.words = words;
    luahost_push_object(L, host, &value);
}

// Reads a small exact number, or a whole number of Lua's that is as small.
static bool read_small(lua_State *L, luahost *host, int index, ratio *into) {
    if (lua_islightuserdata(L, index)) {
        uint64_t bits = (uint64_t)(uintptr_t)lua_touserdata(L, index);
        if ((int32_t)(bits >> LUAHOST_WORD_BITS) != host->library->exact_type) return false;
        into->numerator = (int64_t)(bits << 8) >> 24;
        into->denominator = (int64_t)(bits & 0xffff);
        return true;
    }
    int is_integer;
    if (lua_type(L, index) != LUA_TNUMBER) return false;
    into->numerator = lua_tointegerx(L, index, &is_integer);
    into->denominator = 1;
    return is_integer && lua_isinteger(L, index) && magnitude(into->numerator) <= MOST_NUMERATOR;
}

// Pushes the result where it is small again, too; with such operands nothing overflows 64 bits but for a
// product with the denominators.
static bool push_reduced(lua_State *L, luahost *host, int64_t numerator, int64_t denominator) {
    if (denominator > 1) {
        int64_t divisor = (int64_t)common_divisor(magnitude(numerator), (uint64_t)denominator);
        numerator /= divisor;
        denominator /= divisor;
    }
    if (!is_small(numerator, denominator)) return false;
    push_small(L, host, numerator, denominator);
    return true;
}

static bool push_result(lua_State *L, luahost *host, int event, ratio a, ratio b) {
    int64_t top, bottom, left, right;
    switch (event) {
    case LUAHOST_ADD:
    case LUAHOST_SUBTRACT:
        left = a.numerator * b.denominator;     // at most 39 and 16 bits
        right = b.numerator * a.denominator;
        top = event == LUAHOST_ADD ? left + right : left - right;
        return push_reduced(L, host, top, a.denominator * b.denominator);
    case LUAHOST_MULTIPLY:
        if (__builtin_mul_overflow(a.numerator, b.numerator, &top)) return false;
        return push_reduced(L, host, top, a.denominator * b.denominator);
    case LUAHOST_DIVIDE:
        if (b.numerator == 0) return false;
        top = a.numerator * b.denominator;
        bottom = b.numerator * a.denominator;
        return push_reduced(L, host, bottom < 0 ? -top : top, bottom < 0 ? -bottom : bottom);
    case LUAHOST_LESS:
        lua_pushboolean(L, a.numerator * b.denominator < b.numerator * a.denominator);
        return true;
    case LUAHOST_LESS_OR_EQUAL:
        lua_pushboolean(L, a.numerator * b.denominator <= b.numerator * a.denominator);
        return true;
    default: return false;
    }
}

static const char *const symbols[] = {"+", "-", "*", "/", "-", "<", "<="};

int luahost_arithmetic(lua_State *L) {
    luahost *host = luahost_of(L);
    int event = (int)lua_tointeger(L, lua_upvalueindex(1));
    ratio a, b;
    if (host->library->exact_type >= 0 && event != LUAHOST_NEGATE && read_small(L, host, 1, &a) &&
        read_small(L, host, 2, &b) && push_result(L, host, event, a, b))
        return 1;
    luahost_value value;
    int32_t function = -1;
    if (luahost_read_object(L, 1, &value)) function = host->library->types[value.type].operators[event];
    if (function < 0 && luahost_read_object(L, 2, &value))
        function = host->library->types[value.type].operators[event];
    if (function < 0)
        return luaL_error(L, "'%s' means nothing for a %s and a %s", symbols[event],
                          luaL_typename(L, 1), luaL_typename(L, 2));
    return luahost_call_swift(L, function, event == LUAHOST_NEGATE ? 1 : 2);
}

// Comes for two blocks only; light values are compared by Lua. Equal values have equal words.
int luahost_equal(lua_State *L) {
    const luahost_object *a = lua_touserdata(L, 1);
    const luahost_object *b = lua_touserdata(L, 2);
    bool equal = a && b && lua_type(L, 1) == LUA_TUSERDATA && lua_type(L, 2) == LUA_TUSERDATA &&
                 a->type == b->type && a->count == b->count &&
                 memcmp(a->words, b->words, (size_t)a->count * sizeof(uint64_t)) == 0;
    lua_pushboolean(L, equal);
    return 1;
}
