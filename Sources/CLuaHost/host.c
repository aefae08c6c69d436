// A state: how it is made, and how a call gets into it and out of it. Whatever may raise a Lua error
// runs inside a protected call; host functions return to Swift before anything is raised.
#define _GNU_SOURCE
#include "plan.h"

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
    if (!host || !c_locale) {
        free(host);
        return NULL;
    }
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
    luahost_free_plan(host);
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
    return lua_gettop(L);
}

// Makes the calls at the end of a path, as if the rule made them.
static void take_effects(lua_State *L, luahost *host, int32_t first, int32_t count) {
    for (int32_t i = first; i < first + count; i++) {
        const luahost_effect *effect = &host->plan->effects[i];
        host->effect = effect;
        luahost_value result = {0};
        int32_t status = host->callback(host->context, host, effect->function, effect->arguments, effect->count, &result);
        if (status == LUAHOST_MEMORY) luahost_stop(L, LUAHOST_MEMORY);
        if (status == LUAHOST_ERROR) {
            lua_pushfstring(L, "%s:%d: ", effect->file, effect->line);
            luahost_push(L, host, &result);
            lua_concat(L, 2);
            lua_error(L);
        }
        luahost_clear_outgoing(host);
        host->effect = NULL;
    }
}

// Goes the way of the plan, where the row has one; otherwise the rule is run, and learned from.
static bool take_plan(lua_State *L, luahost *host) {
    luahost_plan *plan = host->plan;
    int32_t end = luahost_follow_plan(plan, host->row);
    if (end >= 0) {
        luahost_charge(L, host, 8);
        plan->followed++;
        take_effects(L, host, plan->steps[end].first_effect, plan->steps[end].effects);
        return true;
    }
    // Nothing is learned by a rule that goes another way for each.
    bool is_of_use = plan->failures < LUAHOST_PLAN_FAILURES && plan->recorded < 64 + plan->followed / 16;
    if (!is_of_use && plan->followed < 1000 + 16 * plan->recorded) plan->is_dropped = true;
    if (!is_of_use || !host->has_kept) return false;
    plan->recorded++;
    if (!luahost_record_run(L, host)) return false;
    take_effects(L, host, plan->path_effects, plan->effect_count - plan->path_effects);
    return true;
}

static int run_rows(lua_State *L) {
    call *c = lua_touserdata(L, 1);
    luahost *host = c->host;
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, c->reference);
    luahost_push(L, host, c->arguments);
    luahost_clear_outgoing(host);
    // A verdict by instructions counts those of each row.
    bool may_plan = host->limits.instructions <= 0 && host->library->has_effect;
    if (host->plan && host->plan->reference != c->reference) luahost_free_plan(host);
    if (may_plan && !host->plan && c->count >= LUAHOST_PLAN_ROWS) luahost_new_plan(host, c->reference);
    int64_t end = c->first + c->count;
    for (host->row = c->first; host->row < end; host->row++) {
        if (host->plan && !host->plan->is_dropped && take_plan(L, host)) continue;
        bool watches = host->plan && !host->plan->is_dropped && host->has_kept;
        if (watches) luahost_watch(L, host, true);
        lua_pushvalue(L, 1);
        lua_pushvalue(L, 2);
        lua_call(L, 1, 0);
        if (watches) luahost_watch(L, host, false);
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

// Returns LUAHOST_OK where a call may begin.
static int32_t begin(luahost *host, bool in_hook) {
    if (host->killed) return host->killed;  // a state that was stopped never runs again
    if (host->is_running) {                 // a host function that calls back into its own state
        host->status = LUAHOST_ERROR;
        return LUAHOST_ERROR;
    }
    host->message_length = 0;
    host->line = 0;
    host->traceback[0] = 0;
    if (host->interruption) host->interruption->is_wished = 0;
    lua_settop(host->state, 0);     // lets go of the results of the call before
    host->incoming.count = 0;
    host->is_running = true;
    host->in_hook = in_hook;
    lua_pushcfunction(host->state, luahost_on_error);
    return LUAHOST_OK;
}

// Calls what is on the stack, above the message handler.
static int call_protected(luahost *host, int arguments) {
    locale_t previous = uselocale(c_locale);
    luahost *outer = luahost_arm(host);
    int status = lua_pcall(host->state, arguments, LUA_MULTRET, 1);
    luahost_disarm(host, outer);
    uselocale(previous);
    return status;
}

static int32_t finish(luahost *host, int status) {
    host->is_running = false;
    if (host->plan && !host->killed) luahost_count_instructions(host);     // lets go of what watched the rule
    int32_t outcome = status_of(host, status);
    if (outcome == LUAHOST_OK) return outcome;
    luahost_clear_outgoing(host);
    host->pending.cells = NULL;
    host->effect = NULL;
    luahost_describe(host, outcome);
    // Who interrupts wants to go on: pcall has not swallowed it, and what watched the call is taken away.
    host->killed = outcome == LUAHOST_ERROR || outcome == LUAHOST_INTERRUPTED ? 0 : outcome;
    if (outcome == LUAHOST_INTERRUPTED) luahost_count_instructions(host);
    lua_settop(host->state, 0);
    return outcome;
}

static int32_t run(luahost *host, lua_CFunction body, call *c) {
    int32_t outcome = begin(host, body != run_require);
    if (outcome != LUAHOST_OK) return outcome;
    c->host = host;
    lua_pushcfunction(host->state, body);
    lua_pushlightuserdata(host->state, c);
    return finish(host, call_protected(host, 1));
}

int32_t luahost_require(luahost *host, const char *module, const luahost_value **values, int32_t *count) {
    if (host->remote) return luahost_remote_require(host, module, values, count);
    call c = {.module = module};
    int32_t outcome = run(host, run_require, &c);
    *values = host->incoming.values;
    *count = outcome == LUAHOST_OK ? (int32_t)host->incoming.count : 0;
    return outcome;
}

typedef struct {
    luahost *host;
    const char *chunk;
    const char *bytes;
    size_t length;
    int64_t reference;
} evaluation;

static int run_evaluation(lua_State *L) {
    evaluation *e = lua_touserdata(L, 1);
    luahost *host = e->host;
    lua_settop(L, 0);
    lua_rawgeti(L, LUA_REGISTRYINDEX, e->reference);
    lua_pushcfunction(L, luahost_first_keys);
    lua_pushcfunction(L, luahost_function_number);
    luahost_load(L, host, e->chunk, e->bytes, e->length);
    lua_call(L, 0, LUA_MULTRET);
    lua_call(L, lua_gettop(L) - 1, 1);
    host->incoming.count = 0;
    host->crossing = 0;
    luahost_read_result(L, host, lua_gettop(L));
    return 1;
}

int32_t luahost_evaluate(
    luahost *host, int64_t reference, const char *chunk, const char *bytes, size_t length,
    const luahost_value **values, int32_t *count) {
    *values = NULL;
    *count = 0;
    if (host->remote) return LUAHOST_ERROR;
    int32_t outcome = begin(host, false);
    if (outcome != LUAHOST_OK) return outcome;
    evaluation e = {host, chunk, bytes, length, reference};
    lua_pushcfunction(host->state, run_evaluation);
    lua_pushlightuserdata(host->state, &e);
    outcome = finish(host, call_protected(host, 1));
    *values = host->incoming.values;
    *count = outcome == LUAHOST_OK ? (int32_t)host->incoming.count : 0;
    return outcome;
}

static int read_results(lua_State *L) {
    luahost *host = luahost_of(L);
    host->incoming.count = 0;
    host->crossing = 0;
    int results = lua_gettop(L);
    for (int index = 1; index <= results; index++) luahost_read_result(L, host, index);
    return 0;
}

// Pushes the function and plain arguments; returns false, with nothing pushed, where one takes memory.
static bool push_simple_call(luahost *host, int64_t reference, const luahost_value *arguments, int32_t count) {
    lua_State *L = host->state;
    if (count > 8) return false;
    lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
    for (int32_t i = 0; i < count; i++) {
        if (luahost_push_simple(L, host, &arguments[i])) continue;
        lua_settop(L, 1);
        return false;
    }
    return true;
}

// Plain arguments and results, which is the rule, need no function of C around the call.
int32_t luahost_call(
    luahost *host, int64_t reference, const luahost_value *arguments, int32_t argument_count,
    const luahost_value **values, int32_t *count) {
    if (host->remote) return luahost_remote_call(host, reference, arguments, argument_count, values, count);
    lua_State *L = host->state;
    *values = NULL;
    *count = 0;
    int32_t outcome = begin(host, true);
    if (outcome != LUAHOST_OK) return outcome;
    int status;
    if (push_simple_call(host, reference, arguments, argument_count)) {
        status = call_protected(host, argument_count);
    } else {
        call c = {.host = host, .reference = reference, .arguments = arguments, .count = argument_count};
        lua_pushcfunction(L, run_call);
        lua_pushlightuserdata(L, &c);
        status = call_protected(host, 1);
    }
    if (status != LUA_OK) return finish(host, status);
    if (lua_gettop(L) == 2 && luahost_read_simple(L, 2, &host->result)) {
        host->is_running = false;
        *values = &host->result;
        *count = 1;
        return LUAHOST_OK;
    }
    // What was returned stays on the stack, so that its strings live until the next call.
    int results = lua_gettop(L) - 1;
    if (!lua_checkstack(L, results + 2)) return finish(host, LUA_ERRMEM);
    lua_pushcfunction(L, read_results);
    for (int i = 0; i < results; i++) lua_pushvalue(L, 2 + i);
    outcome = finish(host, call_protected(host, results));
    *values = host->incoming.values;
    *count = outcome == LUAHOST_OK ? (int32_t)host->incoming.count : 0;
    return outcome;
}

int32_t luahost_call_rows(
    luahost *host, int64_t reference, const luahost_value *value, int64_t first, int64_t count) {
    if (host->remote) return luahost_remote_rows(host, reference, value, first, count);
    call c = {.reference = reference, .arguments = value, .first = first, .count = count};
    return run(host, run_rows, &c);
}

int64_t luahost_row(const luahost *host) { return host->row; }

int32_t luahost_where(luahost *host, char *file, size_t size) {
    if (host->remote) return luahost_remote_where(host, file, size);
    if (host->effect) {
        strncpy(file, host->effect->file, size - 1);
        file[size - 1] = 0;
        return host->effect->line;
    }
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
