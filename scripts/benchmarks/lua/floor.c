// What a C program that embeds the same liblua pays, with none of the host's protection: the figures that
// `scripts/bench lua` sets the host's own beside. Prints a name and nanoseconds a line.
#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void fail(lua_State *L) {
    fprintf(stderr, "%s\n", lua_tostring(L, -1));
    exit(1);
}

static void run(lua_State *L, const char *script) {
    if (luaL_dostring(L, script) != LUA_OK) fail(L);
}

// Calls the function that a script returns once, and prints nanoseconds for each of `count` steps in it.
static void measure(lua_State *L, const char *name, const char *script, double count) {
    run(L, script);
    double start = now();
    if (lua_pcall(L, 0, 0, 0) != LUA_OK) fail(L);
    printf("%s %.1f\n", name, (now() - start) / count);
    lua_settop(L, 0);
}

static int add(lua_State *L) {
    lua_pushinteger(L, luaL_checkinteger(L, 1) + luaL_checkinteger(L, 2));
    return 1;
}

typedef struct {
    size_t count;
    double values[1000];
} column;

static int column_index(lua_State *L) {
    column *c = luaL_checkudata(L, 1, "column");
    if (lua_type(L, 2) == LUA_TSTRING) {
        lua_pushvalue(L, 2);
        lua_rawget(L, lua_upvalueindex(1));
        return 1;
    }
    lua_Integer place = luaL_checkinteger(L, 2);
    if (place < 1 || (size_t)place > c->count) lua_pushnil(L);
    else lua_pushnumber(L, c->values[place - 1]);
    return 1;
}

static int column_sum(lua_State *L) {
    column *c = luaL_checkudata(L, 1, "column");
    double sum = 0;
    for (size_t i = 0; i < c->count; i++) sum += c->values[i];
    lua_pushnumber(L, sum);
    return 1;
}

static void open_column(lua_State *L) {
    column *c = lua_newuserdatauv(L, sizeof *c, 0);
    c->count = 1000;
    for (size_t i = 0; i < c->count; i++) c->values[i] = (double)(i + 1) * 0.5;
    luaL_newmetatable(L, "column");
    lua_newtable(L);
    lua_pushcfunction(L, column_sum);
    lua_setfield(L, -2, "sum");
    lua_pushcclosure(L, column_index, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_setglobal(L, "col");
}

static void host_to_lua(lua_State *L) {
    run(L, "return function(a, b) return a + b end");
    int reference = luaL_ref(L, LUA_REGISTRYINDEX);
    enum { COUNT = 3000000 };
    double start = now();
    lua_Integer sum = 0;
    for (int i = 0; i < COUNT; i++) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
        lua_pushinteger(L, i);
        lua_pushinteger(L, 2);
        if (lua_pcall(L, 2, 1, 0) != LUA_OK) fail(L);
        sum += lua_tointeger(L, -1);
        lua_pop(L, 1);
    }
    printf("host_to_lua %.1f\n", (now() - start) / COUNT);
    if (sum == 0) exit(1);
}

static long long claims;
static int claim(lua_State *L) {
    luaL_checkstring(L, 1);
    claims++;
    return 0;
}

static int value_of(int person, int indicator, int month) {
    return (person * 7919 + indicator * 104729 + month * 1299709) % 1000;
}

static const char *const indicators[] = {"attendance", "grades", "wellbeing", "contact", "housing"};

static int people(int fallback) {
    const char *text = getenv("PEOPLE");
    return text ? atoi(text) : fallback;
}

// The bare loop over ready tables: each person is a table with five figures.
static void figures_rule(void) {
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_register(L, "claim", claim);
    run(L, "return function(p)\n"
           "  local score = p.attendance + p.grades + p.wellbeing + p.contact + p.housing\n"
           "  if score >= 320 then claim 'large_gain' elseif score >= 310 then claim 'small_gain' end\n"
           "end");
    int rule = luaL_ref(L, LUA_REGISTRYINDEX);
    int count = people(1000000);
    lua_createtable(L, count, 0);
    for (int person = 0; person < count; person++) {
        lua_createtable(L, 0, 5);
        for (int i = 0; i < 5; i++) {
            lua_pushnumber(L, value_of(person, i, 11) / 10.0);
            lua_setfield(L, -2, indicators[i]);
        }
        lua_rawseti(L, -2, person + 1);
    }
    double start = now();
    for (int person = 0; person < count; person++) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, rule);
        lua_rawgeti(L, 1, person + 1);
        if (lua_pcall(L, 1, 0, 0) != LUA_OK) fail(L);
    }
    printf("rule_on_figures %.1f\n", (now() - start) / count);
    lua_close(L);
}

// Each person is a table of five series of twelve values, which the rule folds.
static void series_rule(void) {
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_register(L, "claim", claim);
    run(L, "local function mean(series, first, last)\n"
           "  local sum = 0\n"
           "  for i = first, last do sum = sum + series[i] end\n"
           "  return sum / (last - first + 1)\n"
           "end\n"
           "return function(p)\n"
           "  local gain = mean(p.attendance, 10, 12) - mean(p.attendance, 1, 3)\n"
           "    + mean(p.grades, 10, 12) - mean(p.grades, 1, 3)\n"
           "    + mean(p.wellbeing, 10, 12) - mean(p.wellbeing, 1, 3)\n"
           "    + mean(p.contact, 10, 12) - mean(p.contact, 1, 3)\n"
           "    + mean(p.housing, 10, 12) - mean(p.housing, 1, 3)\n"
           "  if gain >= 80 then claim 'large_gain' elseif gain >= 70 then claim 'small_gain' end\n"
           "end");
    int rule = luaL_ref(L, LUA_REGISTRYINDEX);
    int count = people(1000000) / 5;
    lua_createtable(L, count, 0);
    for (int person = 0; person < count; person++) {
        lua_createtable(L, 0, 5);
        for (int i = 0; i < 5; i++) {
            lua_createtable(L, 12, 0);
            for (int month = 0; month < 12; month++) {
                lua_pushnumber(L, value_of(person, i, month) / 10.0);
                lua_rawseti(L, -2, month + 1);
            }
            lua_setfield(L, -2, indicators[i]);
        }
        lua_rawseti(L, -2, person + 1);
    }
    double start = now();
    for (int person = 0; person < count; person++) {
        lua_rawgeti(L, LUA_REGISTRYINDEX, rule);
        lua_rawgeti(L, 1, person + 1);
        if (lua_pcall(L, 1, 0, 0) != LUA_OK) fail(L);
    }
    printf("rule_on_series %.1f\n", (now() - start) / count);
    lua_close(L);
}

static void states(void) {
    enum { COUNT = 2000 };
    double start = now();
    for (int i = 0; i < COUNT; i++) {
        lua_State *L = luaL_newstate();
        luaL_openlibs(L);
        lua_close(L);
    }
    printf("state %.1f\n", (now() - start) / COUNT);
}

int main(void) {
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_register(L, "add", add);
    open_column(L);
    measure(L, "lua_to_host",
            "local add = add return function() local s = 0 for i = 1, 5000000 do s = add(s, i) end end", 5e6);
    host_to_lua(L);
    measure(L, "column_element",
            "return function() local s = 0 for n = 1, 5000 do for i = 1, 1000 do s = s + col[i] end end end", 5e6);
    measure(L, "fold_of_1000",
            "return function() local s = 0 for n = 1, 20000 do s = s + col:sum() end end", 20000);
    measure(L, "plain_loop",
            "return function() local s = 0 for i = 1, 50000000 do s = s + i % 7 end end", 5e7);
    lua_close(L);
    figures_rule();
    series_rule();
    states();
    return 0;
}
