// A state: how it is made, and how a call gets into it and out of it. Whatever may raise a Lua error
// runs inside a protected call; host functions return to Swift before anything is raised.
#define _GNU_SOURCE
#include "host.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static int setup(lua_State *L) {
    static const char *const tables[] = {LUAHOST_LOADED, LUAHOST_METATABLES};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        lua_newtable(L);
        lua_setfield(L, LUA_REGISTRYINDEX, tables[i]);
    }
    luahost_open_libraries(L);
    luahost_open_types(L, luahost_of(L));
    return 0;
}

static locale_t c_locale;
static pthread_once_t locale_once = PTHREAD_ONCE_INIT;
static void make_locale(void) { c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0); }

luahost *luahost_new(
    luahost_limits limits, const luahost_library *library, luahost_callback callback, void *context) {
    pthread_once(&locale_once, make_locale);
    luahost *host = calloc(1, sizeof *host);
    if (!host) return NULL;
    host->limits = limits;
    host->library = library;
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
    if (host->remote) luahost_remote_free(host);
    else lua_close(host->state);
    luahost_free_values(host);
    while (host->sources) {
        luahost_source *source = host->sources;
        host->sources = source->next;
        free(source->module);
        free(source);
    }
    free(host);
}

typedef struct {
    luahost *host;
    const char *module;
    int64_t reference;
    const luahost_value *arguments;
    int64_t first;
    int64_t count;                  // of arguments, or rows
} call;

static int run_require(lua_State *L) {
    call *c = lua_touserdata(L, 1);
    lua_pushcfunction(L, luahost_require_module);
    lua_pushstring(L, c->module);
    lua_call(L, 1, 1);
    c->host->incoming.count = 0;
    c->host->crossing = 0;
    luahost_read_result(L, c->host, lua_gettop(L));
    return 1;
}

static int run_call(lua_State *L) {
    call *c = lua_touserdata(L, 1);
    luahost *host = c->host;
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, c->reference);
    for (int64_t i = 0; i < c->count; i++) luahost_push(L, host, &c->arguments[i]);
    if (host->outgoing.count > 0 || host->room) luahost_clear_outgoing(host);
    lua_call(L, (int)c->count, LUA_MULTRET);
    int results = lua_gettop(L);
    host->incoming.count = 0;
    host->crossing = 0;
    for (int index = 1; index <= results; index++) luahost_read_result(L, host, index);
    return results;
}

static int run_rows(lua_State *L) {
    call *c = lua_touserdata(L, 1);
    luahost *host = c->host;
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, c->reference);
    luahost_push(L, host, c->arguments);
    luahost_clear_outgoing(host);
    int64_t end = c->first + c->count;
    for (host->row = c->first; host->row < end; host->row++) {
        lua_pushvalue(L, 1);
        lua_pushvalue(L, 2);
        lua_call(L, 1, 0);
    }
    return 0;
}

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
    if (host->is_running) {                 // a host function that calls back into its own state
        host->status = LUAHOST_ERROR;
        return LUAHOST_ERROR;
    }
    locale_t previous = uselocale(c_locale);
    lua_settop(L, 0);   // lets go of the results of the call before
    host->incoming.count = 0;
    host->is_running = true;
    c->host = host;
    host->in_hook = body != run_require;
    lua_pushcfunction(L, luahost_on_error);
    lua_pushcfunction(L, body);
    lua_pushlightuserdata(L, c);
    luahost *outer = luahost_arm(host);
    int status = lua_pcall(L, 1, LUA_MULTRET, 1);
    luahost_disarm(host, outer);
    uselocale(previous);
    host->is_running = false;
    int32_t outcome = status_of(host, status);
    if (outcome == LUAHOST_OK) {
        *values = host->incoming.values;
        *count = (int32_t)host->incoming.count;
    } else {
        luahost_clear_outgoing(host);
        host->pending.cells = NULL;
        luahost_describe(host, outcome);
        if (outcome != LUAHOST_ERROR) host->killed = outcome;
        lua_settop(L, 0);
    }
    return outcome;
}

int32_t luahost_require(luahost *host, const char *module, const luahost_value **values, int32_t *count) {
    if (host->remote) return luahost_remote_require(host, module, values, count);
    call c = {.module = module};
    return run(host, run_require, &c, values, count);
}

int32_t luahost_call(
    luahost *host, int64_t reference, const luahost_value *arguments, int32_t argument_count,
    const luahost_value **values, int32_t *count) {
    if (host->remote) return luahost_remote_call(host, reference, arguments, argument_count, values, count);
    call c = {.reference = reference, .arguments = arguments, .count = argument_count};
    return run(host, run_call, &c, values, count);
}

int32_t luahost_call_rows(
    luahost *host, int64_t reference, const luahost_value *value, int64_t first, int64_t count) {
    if (host->remote) return luahost_remote_rows(host, reference, value, first, count);
    call c = {.reference = reference, .arguments = value, .first = first, .count = count};
    const luahost_value *values;
    int32_t value_count;
    return run(host, run_rows, &c, &values, &value_count);
}

int64_t luahost_row(const luahost *host) { return host->row; }

int32_t luahost_where(luahost *host, char *file, size_t size) {
    if (host->remote) return luahost_remote_where(host, file, size);
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
