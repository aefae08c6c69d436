// How a plan is learned: a rule is run for a row with figures that note what is done with them. That stands
// for the rule only where it depends on nothing else, so that each function which is called is looked at:
// one that can change something, or compares what is not noted, is not recorded, and the rule is run for
// each row as it stands. See docs/design/010-plans.md.
#include "plan.h"

// Opcodes of Lua 5.4 that a recorded function may not have; luahost_can_record tries them.
enum {
    OPCODE_SETUPVAL = 10, OPCODE_GETTABLE = 12, OPCODE_SETTABUP = 15, OPCODE_SETTABLE = 16, OPCODE_SETI = 17,
    OPCODE_SETFIELD = 18, OPCODE_EQ = 57
};

static const int refused[] = {OPCODE_SETUPVAL, OPCODE_GETTABLE, OPCODE_SETTABUP, OPCODE_SETTABLE, OPCODE_SETI,
                              OPCODE_SETFIELD, OPCODE_EQ};

void luahost_spoil(lua_State *L, luahost *host) {
    host->recorder->is_spoiled = true;
    lua_pushnil(L);
    lua_error(L);
    __builtin_unreachable();
}

// What is read of a dumped function: all up to its code, and the code itself as it comes.
typedef struct {
    unsigned char bytes[1 << 16];
    size_t length;
} dumped;

static int take_bytes(lua_State *L, const void *bytes, size_t length, void *into) {
    (void)L;
    dumped *d = into;
    if (length > sizeof d->bytes - d->length) return 1;
    memcpy(d->bytes + d->length, bytes, length);
    d->length += length;
    return 0;
}

static bool read_size(const dumped *d, size_t *place, size_t *size) {
    *size = 0;
    while (*place < d->length) {
        unsigned char byte = d->bytes[(*place)++];
        *size = *size << 7 | (byte & 0x7f);
        if (byte & 0x80) return true;
        if (*size > SIZE_MAX >> 8) return false;
    }
    return false;
}

// Marks the opcodes that the function on top of the stack has, without those of functions in it.
static bool read_opcodes(lua_State *L, dumped *d, bool opcodes[128]) {
    memset(opcodes, 0, 128 * sizeof *opcodes);
    d->length = 0;
    if (lua_dump(L, take_bytes, d, 1) != 0) return false;
    size_t place = 4 + 1 + 1 + 6 + 3 + 8 + 8 + 1;   // the header, and the count of upvalues
    size_t size;
    if (!read_size(d, &place, &size)) return false;
    if (size > 1) place += size - 1;                // the source, which is stripped
    if (!read_size(d, &place, &size) || !read_size(d, &place, &size)) return false;
    place += 3;
    if (!read_size(d, &place, &size) || size > d->length / 4 || place + size * 4 > d->length) return false;
    for (size_t i = 0; i < size; i++) opcodes[d->bytes[place + i * 4] & 0x7f] = true;
    return true;
}

static bool changes_nothing(const bool opcodes[128]) {
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (opcodes[refused[i]]) return false;
    return true;
}

// True where the linked Lua numbers its opcodes as this file thinks: each is made by a line that must use it.
static int try_opcodes(lua_State *L) {
    static const char *const lines[] = {
        "local u return function() u = 1 end", "return function(t, k) return t[k] end",
        "return function() g = 1 end", "return function(t, k) t[k] = 1 end", "return function(t) t[1] = 1 end",
        "return function(t) t.x = 1 end", "return function(a, b) return a == b end"};
    dumped *d = lua_newuserdatauv(L, sizeof *d, 0);
    bool opcodes[128];
    bool right = lua_version(L) == 504;
    for (size_t i = 0; right && i < sizeof lines / sizeof *lines; i++) {
        right = luaL_loadbufferx(L, lines[i], strlen(lines[i]), "=", "t") == LUA_OK;
        if (!right) break;
        lua_call(L, 0, 1);
        right = read_opcodes(L, d, opcodes);
        for (size_t j = 0; j < sizeof refused / sizeof *refused; j++)
            right = right && opcodes[refused[j]] == (i == j);
        lua_pop(L, 1);
    }
    lua_settop(L, 0);
    lua_pushboolean(L, right);
    return 1;
}

// Of Lua's own functions, those that give the same for the same and change nothing. What they do with a
// recorded figure goes through its metatable.
static bool is_pure(lua_State *L, lua_CFunction function) {
    static const char *const names[] = {"type", "select", "ipairs", "assert"};
    static const char *const libraries[] = {"math", "string"};
    bool found = false;
    lua_pushglobaltable(L);
    for (size_t i = 0; !found && i < sizeof names / sizeof *names; i++) {
        lua_pushstring(L, names[i]);
        lua_rawget(L, -2);
        found = lua_tocfunction(L, -1) == function;
        lua_pop(L, 1);
    }
    for (size_t i = 0; !found && i < sizeof libraries / sizeof *libraries; i++) {
        lua_pushstring(L, libraries[i]);
        lua_rawget(L, -2);
        if (luaL_getmetafield(L, -1, "__index") == LUA_TTABLE) {
            lua_pushnil(L);
            while (lua_next(L, -2)) {
                found = found || lua_tocfunction(L, -1) == function;
                lua_pop(L, 1);
            }
            lua_pop(L, 1);
        }
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
    return found;
}

static int calculate(lua_State *L);
static int compare(lua_State *L);
static int escape(lua_State *L);

static bool is_recorder(lua_CFunction function) {
    return function == calculate || function == compare || function == escape;
}

// True where the function on top of the stack can change nothing that another call would see.
static bool is_allowed(lua_State *L, luahost *host) {
    lua_CFunction function = lua_tocfunction(L, -1);
    if (function)
        return is_recorder(function) || luahost_is_host_function(function) || function == host->next_item ||
               is_pure(L, function);
    static __thread dumped code;
    bool opcodes[128];
    return read_opcodes(L, &code, opcodes) && changes_nothing(opcodes);
}

// Comes before each function that a rule calls while there is a plan for it. One that is not allowed ends
// the plan for good: what was decided by it until now was decided before anything could change.
static void on_call(lua_State *L, lua_Debug *activation) {
    luahost *host = luahost_of(L);
    if (!host->plan || host->plan->is_dropped) return;
    lua_getinfo(L, "f", activation);
    bool allowed = is_allowed(L, host);
    lua_pop(L, 1);
    if (allowed) return;
    host->plan->is_dropped = true;
    if (host->recorder) luahost_spoil(L, host);
}

void luahost_watch(lua_State *L, luahost *host, bool watches) {
    // A deadline that passes meanwhile sets its own hook, and at its next tick again.
    if (!host->deadline_passed) lua_sethook(L, watches ? on_call : NULL, watches ? LUA_MASKCALL : 0, 0);
}

// MARK: recorded figures

static void push_figure(lua_State *L, luahost *host, int32_t place) {
    if (place < 0) luahost_spoil(L, host);
    luahost_object *object = lua_newuserdatauv(L, sizeof *object + sizeof(uint64_t), 0);
    *object = (luahost_object){.type = LUAHOST_TYPES, .count = 1};
    object->words[0] = (uint64_t)place;
    lua_rawgeti(L, LUA_REGISTRYINDEX, host->recorded_metatable);
    lua_setmetatable(L, -2);
}

// Returns the figure at an index of the stack: a recorded one, or a constant.
static int32_t figure_at(lua_State *L, luahost *host, int index) {
    if (lua_type(L, index) == LUA_TUSERDATA) {
        const luahost_object *object = lua_touserdata(L, index);
        if (object->type == LUAHOST_TYPES) return (int32_t)object->words[0];
    }
    plan_figure figure = {.kind = PLAN_CONSTANT};
    if (!luahost_read_small(L, host, index, &figure.value)) luahost_spoil(L, host);
    int32_t place = luahost_plan_figure(host->recorder, figure);
    if (place < 0) luahost_spoil(L, host);
    return place;
}

static int calculate(lua_State *L) {
    luahost *host = luahost_of(L);
    if (!host->recorder) return luaL_error(L, "a figure of a recorded run is used behind it");
    int event = (int)lua_tointeger(L, lua_upvalueindex(1));
    plan_figure figure = {.kind = event - LUAHOST_ADD + PLAN_ADD, .first = figure_at(L, host, 1)};
    if (event != LUAHOST_NEGATE) figure.second = figure_at(L, host, 2);
    int32_t place = luahost_plan_figure(host->recorder, figure);
    if (place < 0 || !luahost_plan_value(host->recorder, place, host->row)) luahost_spoil(L, host);
    push_figure(L, host, place);
    return 1;
}

static void note_test(lua_State *L, luahost *host, plan_test test, luahost_cell answer) {
    luahost_plan *plan = host->recorder;
    int32_t place = luahost_plan_test(plan, test);
    if (place < 0 || plan->path_length == LUAHOST_PATH) luahost_spoil(L, host);
    plan->path_tests[plan->path_length] = place;
    plan->path_answers[plan->path_length++] = answer;
}

static int compare(lua_State *L) {
    luahost *host = luahost_of(L);
    if (!host->recorder) return luaL_error(L, "a figure of a recorded run is used behind it");
    bool or_equal = lua_tointeger(L, lua_upvalueindex(1)) == LUAHOST_LESS_OR_EQUAL;
    plan_test test = {.kind = or_equal ? TEST_LESS_OR_EQUAL : TEST_LESS,
                      .first = figure_at(L, host, 1), .second = figure_at(L, host, 2)};
    luahost_plan *plan = host->recorder;
    if (!luahost_plan_value(plan, test.first, host->row) || !luahost_plan_value(plan, test.second, host->row))
        luahost_spoil(L, host);
    luahost_ratio a = plan->figures[test.first].value;
    luahost_ratio b = plan->figures[test.second].value;
    int64_t left = a.numerator * b.denominator;
    int64_t right = b.numerator * a.denominator;
    bool holds = or_equal ? left <= right : left < right;
    note_test(L, host, test, (luahost_cell){.value = holds});
    lua_pushboolean(L, holds);
    return 1;
}

// Whatever else is done with a figure, a plan cannot say.
static int escape(lua_State *L) {
    luahost *host = luahost_of(L);
    if (!host->recorder) return luaL_error(L, "a figure of a recorded run is used behind it");
    luahost_spoil(L, host);
}

void luahost_push_recorded(lua_State *L, luahost *host, const luahost_rows *rows) {
    plan_figure figure = {.kind = PLAN_COLUMN, .cells = rows->cells, .count = rows->count};
    int32_t place = luahost_plan_figure(host->recorder, figure);
    if (place < 0 || !luahost_plan_value(host->recorder, place, host->row)) luahost_spoil(L, host);
    push_figure(L, host, place);
}

void luahost_record_cell(lua_State *L, luahost *host, const luahost_rows *rows) {
    plan_test test = {.kind = TEST_CELL, .cells = rows->cells, .count = rows->count};
    note_test(L, host, test, rows->cells[host->row]);
}

int luahost_record_effect(lua_State *L, luahost *host, int32_t function, int arguments) {
    luahost_plan *plan = host->recorder;
    if (!host->library->has_effect[function] || arguments > 4 || plan->effect_count == LUAHOST_PLAN_EFFECTS)
        luahost_spoil(L, host);
    luahost_effect effect = {.function = function, .count = arguments};
    size_t bytes = 0;
    for (int i = 0; i < arguments; i++) {
        host->crossing = 0;
        luahost_read(L, host, i + 1, &effect.arguments[i]);
        bool is_own = effect.arguments[i].kind == LUAHOST_OBJECT &&
                      (effect.arguments[i].type >= LUAHOST_TYPES || effect.arguments[i].length != 1);
        if (effect.arguments[i].kind >= LUAHOST_TABLE || is_own) luahost_spoil(L, host);
        if (effect.arguments[i].kind == LUAHOST_STRING) bytes += effect.arguments[i].length;
    }
    if (bytes > 0 && !(effect.texts = luahost_grow(host, NULL, 0, bytes))) luahost_stop(L, LUAHOST_MEMORY);
    effect.text_bytes = bytes;
    char *next = effect.texts;
    for (int i = 0; i < arguments; i++) {
        luahost_value *argument = &effect.arguments[i];
        if (argument->kind != LUAHOST_STRING || argument->length == 0) continue;
        memcpy(next, argument->content.bytes, argument->length);
        argument->content.bytes = next;
        next += argument->length;
    }
    luahost_trace(L, host);
    memcpy(effect.file, host->file, sizeof effect.file);
    effect.line = host->line;
    memcpy(effect.traceback, host->traceback, sizeof effect.traceback - 1);
    plan->effects[plan->effect_count++] = effect;
    lua_pushnil(L);
    return 1;
}

// Made when the first run is recorded.
static void make_metatable(lua_State *L, luahost *host) {
    static const char *const events[] = {"__add", "__sub", "__mul", "__div", "__unm", "__lt", "__le"};
    static const char *const others[] = {"__index", "__newindex", "__eq", "__len", "__tostring", "__call", "__mod",
                                         "__idiv", "__pow"};
    lua_newtable(L);
    for (int event = 0; event <= LUAHOST_LESS_OR_EQUAL; event++) {
        lua_pushinteger(L, event);
        lua_pushcclosure(L, event >= LUAHOST_LESS ? compare : calculate, 1);
        lua_setfield(L, -2, events[event]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        lua_pushcfunction(L, escape);
        lua_setfield(L, -2, others[i]);
    }
    lua_pushliteral(L, "value");
    lua_setfield(L, -2, "__metatable");
    host->recorded_metatable = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_getglobal(L, "ipairs");
    lua_newtable(L);
    lua_call(L, 1, 1);
    host->next_item = lua_tocfunction(L, -1);
    lua_pop(L, 1);
}

// Expects the function and its argument at the indices 1 and 2.
bool luahost_record_run(lua_State *L, luahost *host) {
    luahost_plan *plan = host->plan;
    if (!host->recorded_metatable) {
        lua_pushcfunction(L, try_opcodes);
        lua_call(L, 0, 1);
        bool can = lua_toboolean(L, -1);
        lua_pop(L, 1);
        if (!can) {
            plan->is_dropped = true;
            return false;
        }
        make_metatable(L, host);
    }
    plan->path_length = 0;
    plan->path_effects = plan->effect_count;
    plan->is_spoiled = false;
    host->recorder = plan;
    luahost_watch(L, host, true);
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    int status = lua_pcall(L, 1, 0, 0);
    host->recorder = NULL;
    luahost_watch(L, host, false);
    if (status == LUA_ERRMEM && !host->killed) host->killed = LUAHOST_MEMORY;
    if (host->killed) {
        lua_pushnil(L);
        lua_error(L);
    }
    if (status == LUA_OK && !plan->is_spoiled) {
        luahost_plan_path(plan);
        return true;
    }
    if (status != LUA_OK) lua_pop(L, 1);
    for (int32_t i = plan->path_effects; i < plan->effect_count; i++)
        luahost_release(host, plan->effects[i].texts, plan->effects[i].text_bytes);
    plan->effect_count = plan->path_effects;
    plan->failures++;
    return false;
}
