// Exact numbers that fit in a word: whatever is larger, or is not a number, is Swift's.
#include "host.h"

#include <math.h>

typedef __int128 wide;

#define MOST_NUMERATOR LUAHOST_MOST
#define MOST_DENOMINATOR 65535

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
    luahost_push_large_ratio(L, host, numerator, denominator);
}

void luahost_push_large_ratio(lua_State *L, luahost *host, wide numerator, wide denominator) {
    uint64_t words[LUAHOST_WORDS] = {
        (uint64_t)numerator, (uint64_t)(numerator >> 64), (uint64_t)denominator, (uint64_t)(denominator >> 64)};
    luahost_value value = {.kind = LUAHOST_OBJECT, .type = host->library->exact_type, .length = LUAHOST_WORDS};
    value.content.words = words;
    luahost_push_object(L, host, &value);
}

// A float that is what somebody typed, of at most four decimals: so few digits are nobody else's.
static bool read_typed(double number, luahost_ratio *into) {
    double scaled = nearbyint(number * 10000);
    if (!(fabs(scaled) <= (double)MOST_NUMERATOR) || scaled / 10000 != number) return false;
    int64_t top = (int64_t)scaled;
    int64_t divisor = (int64_t)common_divisor(magnitude(top), 10000);
    *into = (luahost_ratio){top / divisor, 10000 / divisor};
    return true;
}

bool luahost_read_small(lua_State *L, const luahost *host, int index, luahost_ratio *into) {
    if (lua_islightuserdata(L, index)) {
        uint64_t bits = (uint64_t)(uintptr_t)lua_touserdata(L, index);
        if ((int32_t)(bits >> LUAHOST_WORD_BITS) != host->library->exact_type) return false;
        into->numerator = (int64_t)(bits << 8) >> 24;
        into->denominator = (int64_t)(bits & 0xffff);
        return true;
    }
    if (lua_isinteger(L, index)) {
        into->numerator = lua_tointegerx(L, index, NULL);
        into->denominator = 1;
        return magnitude(into->numerator) <= MOST_NUMERATOR;
    }
    return lua_type(L, index) == LUA_TNUMBER && read_typed(lua_tonumberx(L, index, NULL), into);
}

// Small operands never overflow 64 bits but in a product of numerators.
bool luahost_calculate(int event, luahost_ratio a, luahost_ratio b, luahost_ratio *result) {
    int64_t top, bottom = a.denominator * b.denominator;
    if (a.denominator == b.denominator && event <= LUAHOST_SUBTRACT) {
        top = event == LUAHOST_ADD ? a.numerator + b.numerator : a.numerator - b.numerator;
        *result = (luahost_ratio){top, a.denominator};
        return is_small(top, 1);
    }
    switch (event) {
    case LUAHOST_ADD: top = a.numerator * b.denominator + b.numerator * a.denominator; break;
    case LUAHOST_SUBTRACT: top = a.numerator * b.denominator - b.numerator * a.denominator; break;
    case LUAHOST_MULTIPLY:
        if (__builtin_mul_overflow(a.numerator, b.numerator, &top)) return false;
        break;
    case LUAHOST_DIVIDE:
        if (b.numerator == 0) return false;
        top = a.numerator * b.denominator * (b.numerator < 0 ? -1 : 1);
        bottom = (int64_t)magnitude(b.numerator) * a.denominator;
        break;
    case LUAHOST_NEGATE:
        *result = (luahost_ratio){-a.numerator, a.denominator};
        return true;
    default: return false;
    }
    *result = (luahost_ratio){top, bottom};
    return is_small(top, bottom) || (luahost_reduce(result), is_small(result->numerator, result->denominator));
}

void luahost_reduce(luahost_ratio *ratio) {
    if (ratio->denominator == 1) return;
    int64_t divisor = (int64_t)common_divisor(magnitude(ratio->numerator), (uint64_t)ratio->denominator);
    ratio->numerator /= divisor;
    ratio->denominator /= divisor;
}

static const char *const symbols[] = {"+", "-", "*", "/", "-", "<", "<="};

static const char *named(lua_State *L, luahost *host, int index) {
    luahost_value value;
    return luahost_read_object(L, index, &value) ? host->library->types[value.type].name : luaL_typename(L, index);
}

// Whatever is not small is Swift's.
static int ask_swift(lua_State *L, luahost *host, int event) {
    // A recorded figure, which may be the other operand, is of no type.
    if (host->recorder) luahost_spoil(L, host);
    luahost_value value;
    int32_t function = -1;
    if (luahost_read_object(L, 1, &value)) function = host->library->types[value.type].operators[event];
    if (function < 0 && luahost_read_object(L, 2, &value))
        function = host->library->types[value.type].operators[event];
    if (function < 0) {
        const char *left = named(L, host, 1), *right = named(L, host, 2);
        // Lua asks `b < a` for `a > b`: which of the two was written nobody can tell.
        if (event == LUAHOST_LESS || event == LUAHOST_LESS_OR_EQUAL)
            return luaL_error(L, "a %s and a %s cannot be compared", left, right);
        if (event == LUAHOST_NEGATE) return luaL_error(L, "a %s cannot be negated", left);
        return luaL_error(L, "'%s' means nothing for a %s and a %s", symbols[event], left, right);
    }
    return luahost_call_swift(L, function, event == LUAHOST_NEGATE ? 1 : 2);
}

static inline int calculate(lua_State *L, int event) {
    luahost *host = luahost_of(L);
    luahost_ratio a, b, result;
    if (host->library->exact_type < 0 || !luahost_read_small(L, host, 1, &a) ||
        !luahost_read_small(L, host, 2, &b) || !luahost_calculate(event, a, b, &result))
        return ask_swift(L, host, event);
    luahost_reduce(&result);
    push_small(L, host, result.numerator, result.denominator);
    return 1;
}

static inline int compare(lua_State *L, int event) {
    luahost *host = luahost_of(L);
    luahost_ratio a, b;
    if (host->library->exact_type < 0 || !luahost_read_small(L, host, 1, &a) || !luahost_read_small(L, host, 2, &b))
        return ask_swift(L, host, event);
    int64_t left = a.numerator * b.denominator;     // at most 39 and 16 bits
    int64_t right = b.numerator * a.denominator;
    lua_pushboolean(L, event == LUAHOST_LESS ? left < right : left <= right);
    return 1;
}

static int add(lua_State *L) { return calculate(L, LUAHOST_ADD); }
static int subtract(lua_State *L) { return calculate(L, LUAHOST_SUBTRACT); }
static int multiply(lua_State *L) { return calculate(L, LUAHOST_MULTIPLY); }
static int divide(lua_State *L) { return calculate(L, LUAHOST_DIVIDE); }
static int negate(lua_State *L) { return calculate(L, LUAHOST_NEGATE); }
static int less(lua_State *L) { return compare(L, LUAHOST_LESS); }
static int less_or_equal(lua_State *L) { return compare(L, LUAHOST_LESS_OR_EQUAL); }

const luaL_Reg luahost_arithmetic[] = {
    {"__add", add},    {"__sub", subtract}, {"__mul", multiply},     {"__div", divide},
    {"__unm", negate}, {"__lt", less},      {"__le", less_or_equal}, {NULL, NULL}};

static int ask_add(lua_State *L) { return ask_swift(L, luahost_of(L), LUAHOST_ADD); }
static int ask_subtract(lua_State *L) { return ask_swift(L, luahost_of(L), LUAHOST_SUBTRACT); }
static int ask_multiply(lua_State *L) { return ask_swift(L, luahost_of(L), LUAHOST_MULTIPLY); }
static int ask_divide(lua_State *L) { return ask_swift(L, luahost_of(L), LUAHOST_DIVIDE); }
static int ask_negate(lua_State *L) { return ask_swift(L, luahost_of(L), LUAHOST_NEGATE); }
static int ask_less(lua_State *L) { return ask_swift(L, luahost_of(L), LUAHOST_LESS); }
static int ask_less_or_equal(lua_State *L) { return ask_swift(L, luahost_of(L), LUAHOST_LESS_OR_EQUAL); }

const luaL_Reg luahost_asked_arithmetic[] = {
    {"__add", ask_add},    {"__sub", ask_subtract}, {"__mul", ask_multiply},     {"__div", ask_divide},
    {"__unm", ask_negate}, {"__lt", ask_less},      {"__le", ask_less_or_equal}, {NULL, NULL}};

// Comes for two blocks only; light values are compared by Lua. Equal values have equal words, but for the last
// of six.
int luahost_equal(lua_State *L) {
    const luahost_object *a = lua_touserdata(L, 1);
    const luahost_object *b = lua_touserdata(L, 2);
    size_t count = a && a->count == LUAHOST_WORDS ? LUAHOST_WORDS - 1 : 1;
    bool equal = a && b && lua_type(L, 1) == LUA_TUSERDATA && lua_type(L, 2) == LUA_TUSERDATA &&
                 a->type == b->type && a->count == b->count &&
                 memcmp(a->words, b->words, count * sizeof(uint64_t)) == 0;
    lua_pushboolean(L, equal);
    return 1;
}
