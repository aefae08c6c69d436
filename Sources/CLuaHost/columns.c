// Columns: what a script reads of many values that lie in Swift's memory. They are read-only, and their
// folds run here.
#include "host.h"

static const luahost_column *column_at(lua_State *L, int index) {
    luahost *host = luahost_of(L);
    luahost_value value;
    if (!luahost_read_object(L, index, &value) || value.type != host->library->column_type)
        luaL_error(L, "a column is wanted, and not a %s", luaL_typename(L, index));
    return (const luahost_column *)(uintptr_t)value.content.word;
}

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

// In a library that asks all exact numbers are large, so that `==` finds the equal ones.
static void push_ratio(lua_State *L, __int128 numerator, __int128 denominator) {
    luahost *host = luahost_of(L);
    if (host->library->asks) luahost_push_large_ratio(L, host, numerator, denominator);
    else luahost_push_ratio(L, host, numerator, denominator);
}

// Pushes units of the column's denominator, over a count of values.
static void push_exact(lua_State *L, __int128 units, int64_t denominator, int64_t count) {
    __int128 bottom = (__int128)denominator * count;
    unsigned __int128 a = units < 0 ? -(unsigned __int128)units : (unsigned __int128)units;
    unsigned __int128 b = (unsigned __int128)bottom;
    while (b) {
        if (a <= UINT64_MAX && b <= UINT64_MAX) {
            a = common_divisor((uint64_t)a, (uint64_t)b);
            break;
        }
        unsigned __int128 rest = a % b;
        a = b;
        b = rest;
    }
    push_ratio(L, units / (__int128)a, bottom / (__int128)a);
}

static void push_element(lua_State *L, const luahost_column *column, int64_t place) {
    if (column->numbers) {
        lua_pushnumber(L, column->numbers[place]);
    } else if (column->denominator == 1) {
        push_ratio(L, column->units[place], 1);
    } else {
        push_exact(L, column->units[place], column->denominator, 1);
    }
}

int luahost_column_index(lua_State *L) {
    int is_integer;
    lua_Integer place = lua_tointegerx(L, 2, &is_integer);
    if (is_integer && lua_type(L, 2) == LUA_TNUMBER) {
        const luahost_column *column = column_at(L, 1);
        if ((uint64_t)place - 1 < (uint64_t)column->count) push_element(L, column, place - 1);
        else lua_pushnil(L);
        return 1;
    }
    lua_settop(L, 2);
    if (lua_type(L, 2) != LUA_TSTRING) {
        lua_pushnil(L);
        return 1;
    }
    lua_rawget(L, lua_upvalueindex(1));
    return 1;
}

int luahost_column_length(lua_State *L) {
    lua_pushinteger(L, column_at(L, 1)->count);
    return 1;
}

static bool push_nothing(lua_State *L, const luahost_column *column) {
    if (column->count == 0) lua_pushnil(L);
    return column->count == 0;
}

// Charged in steps, so that a fold over many values can be stopped.
static void charge(lua_State *L, int64_t place) {
    if ((place & 1023) == 0) luahost_charge(L, luahost_of(L), 256);
}

static double sum_of_numbers(lua_State *L, const luahost_column *column) {
    double sum = 0;
    for (int64_t i = 0; i < column->count; i++) {
        charge(L, i);
        sum += column->numbers[i];
    }
    return sum;
}

static __int128 sum_of_units(lua_State *L, const luahost_column *column) {
    __int128 sum = 0;   // 64 bits of values, 63 bits of them: it always fits
    for (int64_t i = 0; i < column->count; i++) {
        charge(L, i);
        sum += column->units[i];
    }
    return sum;
}

static int column_sum(lua_State *L) {
    const luahost_column *column = column_at(L, 1);
    if (column->numbers) lua_pushnumber(L, sum_of_numbers(L, column));
    else push_exact(L, sum_of_units(L, column), column->denominator, 1);
    return 1;
}

static int column_mean(lua_State *L) {
    const luahost_column *column = column_at(L, 1);
    if (push_nothing(L, column)) return 1;
    if (column->numbers) lua_pushnumber(L, sum_of_numbers(L, column) / (double)column->count);
    else push_exact(L, sum_of_units(L, column), column->denominator, column->count);
    return 1;
}

static int extreme(lua_State *L, bool greatest) {
    const luahost_column *column = column_at(L, 1);
    if (push_nothing(L, column)) return 1;
    int64_t best = 0;
    for (int64_t i = 1; i < column->count; i++) {
        charge(L, i);
        bool less = column->numbers ? column->numbers[i] < column->numbers[best]
                                    : column->units[i] < column->units[best];
        bool greater = column->numbers ? column->numbers[i] > column->numbers[best]
                                       : column->units[i] > column->units[best];
        if (greatest ? greater : less) best = i;
    }
    push_element(L, column, best);
    return 1;
}

static int column_minimum(lua_State *L) { return extreme(L, false); }
static int column_maximum(lua_State *L) { return extreme(L, true); }

static int column_totable(lua_State *L) {
    const luahost_column *column = column_at(L, 1);
    lua_createtable(L, column->count < 1 << 20 ? (int)column->count : 1 << 20, 0);
    for (int64_t i = 0; i < column->count; i++) {
        charge(L, i);
        push_element(L, column, i);
        lua_rawseti(L, -2, i + 1);
    }
    return 1;
}

// The control variable of `for place, value in column:each()`.
static int next_element(lua_State *L) {
    const luahost_column *column = column_at(L, 1);
    lua_Integer place = lua_tointeger(L, 2);
    if ((uint64_t)place >= (uint64_t)column->count) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, place + 1);
    push_element(L, column, place);
    return 2;
}

static int column_each(lua_State *L) {
    column_at(L, 1);
    lua_settop(L, 1);
    lua_pushcfunction(L, next_element);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

// `for first, chunk in column:chunks(100)`: tables of at most so many elements, with the first one's place.
static int next_chunk(lua_State *L) {
    const luahost_column *column = column_at(L, 1);
    lua_Integer size = lua_tointeger(L, lua_upvalueindex(1));
    lua_Integer place = lua_tointeger(L, lua_upvalueindex(2));
    if (place >= column->count) {
        lua_pushnil(L);
        return 1;
    }
    lua_Integer end = column->count - place < size ? column->count : place + size;
    lua_pushinteger(L, end);
    lua_copy(L, -1, lua_upvalueindex(2));
    lua_pop(L, 1);
    lua_pushinteger(L, place + 1);
    lua_createtable(L, (int)(end - place < 4096 ? end - place : 4096), 0);
    for (lua_Integer i = place; i < end; i++) {
        charge(L, i);
        push_element(L, column, i);
        lua_rawseti(L, -2, i - place + 1);
    }
    return 2;
}

static int column_chunks(lua_State *L) {
    column_at(L, 1);
    lua_Integer size = luaL_checkinteger(L, 2);
    luaL_argcheck(L, size >= 1, 2, "a chunk has at least one element");
    lua_settop(L, 1);
    lua_pushinteger(L, size);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_chunk, 2);
    lua_insert(L, 1);
    return 2;
}

const luaL_Reg luahost_column_methods[] = {
    {"sum", column_sum},         {"mean", column_mean}, {"minimum", column_minimum},
    {"maximum", column_maximum}, {"each", column_each}, {"chunks", column_chunks},
    {"totable", column_totable}, {NULL, NULL}};
