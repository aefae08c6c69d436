// A state: how it is made, and how a call gets into it and out of it. Whatever may raise a Lua error
// runs inside a protected call; host functions return to Swift before anything is raised.
#define _GNU_SOURCE
#include "host.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static int setup(lua_State *L) {
    static const char *const tables[] = {LUAHOST_LOADED, LUAHOST_TYPES, LUAHOST_METATABLES};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        lua_newtable(L);
        lua_setfield(L, LUA_REGISTRYINDEX, tables[i]);
    }
    luahost_open_libraries(L);
    return 0;
}

luahost *luahost_new(luahost_limits limits, luahost_callback callback, void *context) {
    luahost *host = calloc(1, sizeof *host);
    if (!host) return NULL;
    host->limits = limits;
    host->callback = callback;
    host->context = context;
    host->fail_after = -1;
    host->instructions_left = limits.instructions;
    host->work_left = LUAHOST_WORK;
    host->state = lua_newstate(luahost_allocate, host);
    if (!host->state) {
        free(host);
        return NULL;
    }
    *(luahost **)lua_getextraspace(host->state) = host;
    lua_pushcfunction(host->state, setup);
    if (lua_pcall(host->state, 0, 0, 0) != LUA_OK) {
        luahost_free(host);
        return NULL;
    }
    luahost_count_instructions(host);
    return host;
}

void luahost_free(luahost *host) {
    if (!host) return;
    luahost_free_timer(host);
    lua_close(host->state);
    luahost_free_values(host);
    while (host->sources) {
        luahost_source *source = host->sources;
        host->sources = source->next;
        free(source->module);
        free(source);
    }
    free(host);
}

// Hands the arguments to Swift, waits for it to return, and only then pushes or raises.
static int call_swift(lua_State *L, int32_t function, int arguments) {
    luahost *host = luahost_of(L);
    size_t read = host->incoming.count;
    size_t given = host->outgoing.count;
    for (int index = 1; index <= arguments; index++) luahost_read(L, host, index, 0, false);
    int32_t failed = host->callback(host->context, host, function, host->incoming.values + read,
                                    (int32_t)(host->incoming.count - read), arguments);
    host->incoming.count = read;
    if (host->killed) return lua_error(L);
    size_t end = host->outgoing.count;
    int results = 0;
    for (size_t node = given; node < end; results++) node = luahost_push(L, host, node);
    luahost_clear_outgoing(host, given);
    if (!failed) return results;
    if (results == 0) luahost_stop(L, LUAHOST_MEMORY);
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
    return lua_error(L);
}

static int host_function(lua_State *L) {
    return call_swift(L, (int32_t)lua_tointeger(L, lua_upvalueindex(1)), lua_gettop(L));
}

// Methods are found without leaving Lua; only other fields are asked of Swift.
static int host_index(lua_State *L) {
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) return 1;
    lua_settop(L, 2);
    return call_swift(L, (int32_t)lua_tointeger(L, lua_upvalueindex(1)), 2);
}

static int host_new_index(lua_State *L) {
    return luaL_error(L, "%s is read-only: '%s' cannot be set", lua_tostring(L, lua_upvalueindex(1)),
                      lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2));
}

typedef struct {
    luahost *host;
    int32_t type;
    int32_t function;
    const char *module;
    const char *name;
    const int32_t *operators;
} definition;

static int define_type(lua_State *L) {
    static const char *const events[LUAHOST_OPERATORS] = {
        "__add", "__sub", "__mul", "__div", "__unm", "__eq", "__lt", "__le", "__len", "__tostring", "__index"};
    definition *d = lua_touserdata(L, 1);
    lua_newtable(L);
    lua_newtable(L);    // its methods
    for (int event = 0; event < LUAHOST_OPERATORS; event++) {
        if (d->operators[event] < 0) continue;
        lua_pushinteger(L, d->operators[event]);
        if (event == LUAHOST_INDEX) {
            lua_pushvalue(L, -2);
            lua_pushcclosure(L, host_index, 2);
        } else {
            lua_pushcclosure(L, host_function, 1);
        }
        lua_setfield(L, -3, events[event]);
    }
    lua_setfield(L, -2, "luahost.methods");
    lua_pushstring(L, d->name);
    lua_pushcclosure(L, host_new_index, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushstring(L, d->name);
    lua_setfield(L, -2, "__name");
    lua_pushstring(L, d->name);
    lua_setfield(L, -2, "__metatable");
    lua_getfield(L, LUA_REGISTRYINDEX, LUAHOST_TYPES);
    lua_insert(L, -2);
    lua_rawseti(L, -2, d->type + 1);
    return 0;
}

static int define_method(lua_State *L) {
    definition *d = lua_touserdata(L, 1);
    lua_getfield(L, LUA_REGISTRYINDEX, LUAHOST_TYPES);
    lua_rawgeti(L, -1, d->type + 1);
    lua_getfield(L, -1, "luahost.methods");
    lua_pushinteger(L, d->function);
    lua_pushcclosure(L, host_function, 1);
    lua_setfield(L, -2, d->name);
    return 0;
}

static int define_function(lua_State *L) {
    definition *d = lua_touserdata(L, 1);
    if (d->module) {
        lua_getfield(L, LUA_REGISTRYINDEX, LUAHOST_LOADED);
        if (lua_getfield(L, -1, d->module) != LUA_TTABLE) {
            lua_pop(L, 1);
            lua_newtable(L);
            lua_pushvalue(L, -1);
            lua_setfield(L, -3, d->module);
        }
    } else {
        lua_pushglobaltable(L);
    }
    lua_pushinteger(L, d->function);
    lua_pushcclosure(L, host_function, 1);
    lua_setfield(L, -2, d->name);
    return 0;
}

static int unknown_global(lua_State *L) {
    lua_remove(L, 1);
    return call_swift(L, (int32_t)lua_tointeger(L, lua_upvalueindex(1)), 1);
}

static int define_unknown_global(lua_State *L) {
    definition *d = lua_touserdata(L, 1);
    lua_pushglobaltable(L);
    lua_newtable(L);
    lua_pushinteger(L, d->function);
    lua_pushcclosure(L, unknown_global, 1);
    lua_setfield(L, -2, "__index");
    lua_pushliteral(L, "globals");
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    return 0;
}

static int unknown_field(lua_State *L) {
    lua_pushvalue(L, lua_upvalueindex(2));
    lua_replace(L, 1);
    return call_swift(L, (int32_t)lua_tointeger(L, lua_upvalueindex(1)), 2);
}

static int define_unknown_field(lua_State *L) {
    definition *d = lua_touserdata(L, 1);
    lua_getfield(L, LUA_REGISTRYINDEX, LUAHOST_LOADED);
    lua_getfield(L, -1, d->module);
    lua_newtable(L);
    lua_pushinteger(L, d->function);
    lua_pushstring(L, d->module);
    lua_pushcclosure(L, unknown_field, 2);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, d->module);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    return 0;
}

static int32_t define(luahost *host, lua_CFunction function, definition *d) {
    lua_State *L = host->state;
    d->host = host;
    // Neither push takes memory: a C function without upvalues and a pointer are plain values.
    lua_pushcfunction(L, function);
    lua_pushlightuserdata(L, d);
    if (lua_pcall(L, 1, 0, 0) == LUA_OK) return LUAHOST_OK;
    lua_settop(L, 0);
    return LUAHOST_MEMORY;
}

int32_t luahost_define_type(luahost *host, const char *name, const int32_t *operators) {
    definition d = {.type = host->types++, .name = name, .operators = operators};
    return define(host, define_type, &d);
}

int32_t luahost_define_method(luahost *host, int32_t type, const char *name, int32_t function) {
    definition d = {.type = type, .name = name, .function = function};
    return define(host, define_method, &d);
}

int32_t luahost_define_function(luahost *host, const char *module, const char *name, int32_t function) {
    definition d = {.module = module, .name = name, .function = function};
    return define(host, define_function, &d);
}

int32_t luahost_define_unknown_field(luahost *host, const char *module, int32_t function) {
    definition d = {.module = module, .function = function};
    return define(host, define_unknown_field, &d);
}

int32_t luahost_define_unknown_global(luahost *host, int32_t function) {
    definition d = {.function = function};
    return define(host, define_unknown_global, &d);
}

typedef struct {
    luahost *host;
    const char *module;
    int64_t reference;
} call;

static int run_require(lua_State *L) {
    call *c = lua_touserdata(L, 1);
    lua_pushcfunction(L, luahost_require_module);
    lua_pushstring(L, c->module);
    lua_call(L, 1, 1);
    luahost_read(L, c->host, lua_gettop(L), 0, true);
    return 1;
}

static int run_call(lua_State *L) {
    call *c = lua_touserdata(L, 1);
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, c->reference);
    size_t end = c->host->outgoing.count;
    int arguments = 0;
    for (size_t node = 0; node < end; arguments++) node = luahost_push(L, c->host, node);
    luahost_clear_outgoing(c->host, 0);
    lua_call(L, arguments, LUA_MULTRET);
    int results = lua_gettop(L);
    for (int index = 1; index <= results; index++) luahost_read(L, c->host, index, 0, true);
    return results;
}

static int run_each(lua_State *L) {
    call *c = lua_touserdata(L, 1);
    luahost *host = c->host;
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, c->reference);
    host->position = 0;
    size_t end = host->outgoing.count;
    for (size_t node = 0; node < end; host->position++) {
        lua_pushvalue(L, 1);
        node = luahost_push(L, host, node);
        lua_call(L, 1, 0);
    }
    luahost_clear_outgoing(host, 0);
    return 0;
}

static locale_t c_locale;
static pthread_once_t locale_once = PTHREAD_ONCE_INIT;
static void make_locale(void) { c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0); }

static int32_t status_of(const luahost *host, int status) {
    if (host->killed) return host->killed;
    switch (status) {
    case LUA_OK: return LUAHOST_OK;
    case LUA_ERRMEM: return LUAHOST_MEMORY;
    default: return LUAHOST_ERROR;
    }
}

static int32_t run(luahost *host, lua_CFunction body, call *c, const luahost_value **values, int32_t *count) {
    lua_State *L = host->state;
    *values = NULL;
    *count = 0;
    host->message_length = 0;
    host->line = 0;
    host->traceback[0] = 0;
    if (host->killed) return host->killed;  // a state that was stopped never runs again
    pthread_once(&locale_once, make_locale);
    locale_t previous = uselocale(c_locale);
    lua_settop(L, 0);   // lets go of the results of the call before
    host->incoming.count = 0;
    lua_pushcfunction(L, luahost_on_error);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, c);
    luahost_arm(host);
    int status = lua_pcall(L, 1, LUA_MULTRET, 1);
    luahost_disarm(host);
    uselocale(previous);
    int32_t outcome = status_of(host, status);
    if (outcome == LUAHOST_OK) {
        *values = host->incoming.values;
        *count = (int32_t)host->incoming.count;
    } else {
        luahost_clear_outgoing(host, 0);
        luahost_describe(host, outcome);
        if (outcome != LUAHOST_ERROR) host->killed = outcome;
        lua_settop(L, 0);
    }
    return outcome;
}

int32_t luahost_require(luahost *host, const char *module, const luahost_value **values, int32_t *count) {
    call c = {.host = host, .module = module};
    return run(host, run_require, &c, values, count);
}

int32_t luahost_call(luahost *host, int64_t reference, const luahost_value **values, int32_t *count) {
    call c = {.host = host, .reference = reference};
    return run(host, run_call, &c, values, count);
}

int32_t luahost_call_each(luahost *host, int64_t reference) {
    call c = {.host = host, .reference = reference};
    const luahost_value *values;
    int32_t count;
    return run(host, run_each, &c, &values, &count);
}

int64_t luahost_position(const luahost *host) { return host->position; }

int32_t luahost_where(luahost *host, char *file, size_t size) {
    lua_Debug frame;
    for (int level = 0; lua_getstack(host->state, level, &frame); level++) {
        lua_getinfo(host->state, "Sl", &frame);
        if (frame.currentline <= 0) continue;
        strncpy(file, frame.short_src, size - 1);
        file[size - 1] = 0;
        return frame.currentline;
    }
    return 0;
}

const char *luahost_lua_release(void) { return LUA_RELEASE; }
