// What the files of CLuaHost share.
#ifndef LUAHOST_PRIVATE_H
#define LUAHOST_PRIVATE_H

#include "CLuaHost.h"

#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <time.h>

#define LUAHOST_DEPTH 32            // how deep a table may nest that crosses the border
#define LUAHOST_MESSAGE 2048
#define LUAHOST_TRACEBACK 4096
#define LUAHOST_FRAMES 20
#define LUAHOST_WORK 4096           // steps of work between two looks at the limits
#define LUAHOST_SOURCE_BYTES (256 << 10)
#define LUAHOST_ARGUMENTS 16        // of a host function
#define LUAHOST_PATH 64             // comparisons of a row that a plan follows
#define LUAHOST_MOST (((int64_t)1 << 39) - 1)     // numerator of a small exact number
#define LUAHOST_KEPT 256            // a power of two

typedef struct {
    luahost_value *values;
    size_t count;
    size_t capacity;
} luahost_list;

typedef struct luahost_block {
    struct luahost_block *next;
    size_t size;
    size_t used;
    uint64_t words[];
} luahost_block;

typedef struct {
    const luahost_cell *cells;
    const luahost_value *texts;
    int64_t count;
} luahost_rows;

typedef struct {
    uint64_t first, second;         // what the arguments are known by
    luahost_rows rows;
    int32_t function;               // -1 where the place is free
} luahost_kept_rows;

typedef struct luahost_source {
    struct luahost_source *next;
    const char *chunk;
    const char *bytes;
    size_t length;
    char *module;
} luahost_source;

typedef struct {
    int64_t numerator;
    int64_t denominator;
} luahost_ratio;

typedef struct luahost_plan luahost_plan;
typedef struct luahost_effect luahost_effect;
typedef struct luahost_remote luahost_remote;

struct luahost_interruption {
    atomic_int is_wished;           // also set by other threads
};

struct luahost {
    lua_State *state;               // NULL where it is in a worker
    luahost_remote *remote;         // the worker, or NULL
    const luahost_library *library;
    luahost_callback callback;
    void *context;
    luahost_limits limits;
    size_t used;
    size_t crossing;                // bytes of strings that Swift reads at this moment
    int64_t fail_after;             // -1 for never
    int64_t instructions_left;
    int64_t work_left;              // steps until luahost_settle_work; see budget.c
    volatile sig_atomic_t deadline_passed;
    luahost_interruption *interruption;     // NULL where nobody interrupts
    volatile sig_atomic_t killed;   // a LUAHOST_ status once a limit has stopped the run, for good
    luahost_value result;           // of a call that gives a single plain value
    luahost_list incoming;          // tables from Lua to Swift
    luahost_list outgoing;          // tables from Swift to Lua
    luahost_block *room;            // what else is on its way to Lua
    luahost_source *sources;
    int type_tables;                // places in the registry
    int kept_texts;
    int64_t row;                    // of luahost_call_rows
    luahost_rows pending;           // what the running function gave to be kept
    luahost_kept_rows kept[LUAHOST_KEPT];
    luahost_plan *plan;             // of the function that is called for rows; NULL for none
    luahost_plan *recorder;         // the plan while a run is recorded, NULL otherwise
    const luahost_effect *effect;   // of a plan, while it takes place; NULL otherwise
    int recorded_metatable;         // a place in the registry; 0 before the first recording
    lua_CFunction next_item;        // what ipairs gives
    bool has_kept;
    bool is_constant;               // what the last call of Swift gave may be kept
    bool is_running;
    bool in_hook;                   // a function of a script is called, and not a file loaded
    volatile uint64_t calls;                 // how many there have been, for the deadline
    int64_t call_began;             // processor time at the first tick of the call
    uint64_t call_ticked;           // the call that was seen at the last tick
    bool refuses_bitwise;
    int32_t status;
    char message[LUAHOST_MESSAGE];
    size_t message_length;
    char file[LUA_IDSIZE];
    int line;
    char traceback[LUAHOST_TRACEBACK];
};

// Keys of the registry.
#define LUAHOST_LOADED "luahost.loaded"
#define LUAHOST_METATABLES "luahost.metatables"
// A field of the metatable of what stands before a read-only table.
#define LUAHOST_STANDS_IN "luahost.stands_in"

static inline luahost *luahost_of(lua_State *L) { return *(luahost **)lua_getextraspace(L); }

// memory.c
void *luahost_allocate(void *host, void *block, size_t old_size, size_t new_size);
void *luahost_grow(luahost *host, void *block, size_t old_size, size_t new_size);
void luahost_release(luahost *host, void *block, size_t size);

// remote.c: what the calls of CLuaHost.h do where the state is in a worker.
void luahost_remote_free(luahost *host);
void luahost_remote_source(
    luahost *host, const char *module, const char *chunk, const char *bytes, size_t length);
void luahost_remote_refuse_bitwise(luahost *host, bool refuses);
int32_t luahost_remote_require(
    luahost *host, const char *module, const luahost_value **values, int32_t *count);
int32_t luahost_remote_call(
    luahost *host, int64_t reference, const luahost_value *arguments, int32_t argument_count,
    const luahost_value **values, int32_t *count);
int32_t luahost_remote_rows(
    luahost *host, int64_t reference, const luahost_value *value, int64_t first, int64_t count);
int32_t luahost_remote_where(const luahost *host, char *file, size_t size);
void luahost_remote_forget_rows(luahost *host);
void luahost_remote_fail_allocation(luahost *host, int64_t n);
size_t luahost_remote_bytes(const luahost *host);

// objects.c
// A host value as it lies in Lua's memory.
typedef struct {
    int32_t type;
    int32_t count;                  // of words
    uint64_t words[];
} luahost_object;

// Reads the host value at an index of the stack, and returns false where there is none.
bool luahost_read_object(lua_State *L, int index, luahost_value *value);
void luahost_push_object(lua_State *L, luahost *host, const luahost_value *value);
// Pushes one that takes memory, also where it has a single word.
void luahost_push_block(lua_State *L, luahost *host, const luahost_value *value);
void luahost_open_types(lua_State *L, luahost *host);

static inline void *luahost_light(int32_t type, uint64_t word) {
    return (void *)(uintptr_t)((uint64_t)type << LUAHOST_WORD_BITS | word);
}

// calls.c
int luahost_call_swift(lua_State *L, int32_t function, int arguments);
// Pushes the kept result of a call with the arguments on the stack, and returns false where there is none.
bool luahost_push_kept(lua_State *L, luahost *host, int32_t function);
// Pushes the module of that name, and returns false where the host has none.
bool luahost_push_module(lua_State *L, luahost *host, const char *name);
// Puts a read-only stand-in before the table on top of the stack. `index` reads names that it does not have.
void luahost_make_read_only(lua_State *L, const char *name);
bool luahost_is_stand_in(lua_State *L, int index);

// True for the functions of C by which scripts get to what the host gives them.
bool luahost_is_host_function(lua_CFunction function);      // objects.c
bool luahost_is_trampoline(lua_CFunction function);

// trampolines.c
void luahost_push_function(lua_State *L, const luahost_name *name);
int luahost_function_number(lua_State *L);

// rows.c
void luahost_store_rows(lua_State *L, luahost *host, int32_t function);

// exact.c
extern const luaL_Reg luahost_arithmetic[];         // metamethods
extern const luaL_Reg luahost_asked_arithmetic[];   // those of a library that asks
// Reads a small exact number, or a number of Lua's that is as small and as exact.
bool luahost_read_small(lua_State *L, const luahost *host, int index, luahost_ratio *into);
// Calculates, by LUAHOST_ADD and so on; returns false where the result is not small. It may not be in lowest
// terms yet, as it must be to be a value in Lua.
bool luahost_calculate(int event, luahost_ratio a, luahost_ratio b, luahost_ratio *result);
void luahost_reduce(luahost_ratio *ratio);

// recording.c
// Runs the function on the stack for one row and learns its path; returns false where it must be run again.
bool luahost_record_run(lua_State *L, luahost *host);
// Looks at each function that is called, for as long as there is a plan.
void luahost_watch(lua_State *L, luahost *host, bool watches);
void luahost_push_recorded(lua_State *L, luahost *host, const luahost_rows *rows);
// Notes that the run depends on this cell, which the script sees as it is.
void luahost_record_cell(lua_State *L, luahost *host, const luahost_rows *rows);
// Notes a call that has an effect, or gives the recording up. Leaves nil on the stack.
int luahost_record_effect(lua_State *L, luahost *host, int32_t function, int arguments);
_Noreturn void luahost_spoil(lua_State *L, luahost *host);
int luahost_equal(lua_State *L);
void luahost_push_ratio(lua_State *L, luahost *host, __int128 numerator, __int128 denominator);
// Pushes one of six words, whether it needs them or not.
void luahost_push_large_ratio(lua_State *L, luahost *host, __int128 numerator, __int128 denominator);

// columns.c
int luahost_column_index(lua_State *L);
int luahost_column_length(lua_State *L);
extern const luaL_Reg luahost_column_methods[];

// Reads a value that takes no memory and raises nothing; returns false for all others.
static inline bool luahost_read_simple(lua_State *L, int index, luahost_value *value) {
    if (lua_isinteger(L, index)) {
        *value = (luahost_value){.kind = LUAHOST_INTEGER, .content.integer = lua_tointegerx(L, index, NULL)};
        return true;
    }
    switch (lua_type(L, index)) {
    case LUA_TNUMBER:
        *value = (luahost_value){.kind = LUAHOST_NUMBER, .content.number = lua_tonumberx(L, index, NULL)};
        return true;
    case LUA_TLIGHTUSERDATA: return luahost_read_object(L, index, value);
    case LUA_TBOOLEAN:
        *value = (luahost_value){.kind = LUAHOST_BOOLEAN, .content.integer = lua_toboolean(L, index)};
        return true;
    case LUA_TNIL:
        *value = (luahost_value){.kind = LUAHOST_NIL};
        return true;
    default: return false;
    }
}

// Pushes a value that takes no memory, onto a stack that has room; returns false for all others.
static inline bool luahost_push_simple(lua_State *L, const luahost *host, const luahost_value *value) {
    switch (value->kind) {
    case LUAHOST_NIL: lua_pushnil(L); return true;
    case LUAHOST_BOOLEAN: lua_pushboolean(L, value->content.integer != 0); return true;
    case LUAHOST_INTEGER: lua_pushinteger(L, value->content.integer); return true;
    case LUAHOST_NUMBER: lua_pushnumber(L, value->content.number); return true;
    case LUAHOST_OBJECT:
        if (value->length != 1 || host->library->types[value->type].form != LUAHOST_VALUE) return false;
        lua_pushlightuserdata(L, luahost_light(value->type, value->content.word));
        return true;
    default: return false;
    }
}

// values.c
// Appends an empty value; NULL where the memory of the state is used up.
luahost_value *luahost_append(luahost *host, luahost_list *list);
// Reads the value at an index of the stack; the pairs of a table come to the end of `incoming`.
void luahost_read(lua_State *L, luahost *host, int index, luahost_value *value);
// Appends the value and what is in it to `incoming`; functions at the first depth can be called later.
void luahost_read_result(lua_State *L, luahost *host, int index);
void luahost_push(lua_State *L, luahost *host, const luahost_value *value);
void luahost_clear_outgoing(luahost *host);
void luahost_free_values(luahost *host);

// deadline.c
// Returns the host whose call this one interrupts, to be given back.
luahost *luahost_arm(luahost *host);
void luahost_disarm(luahost *host, luahost *outer);
void luahost_count_instructions(luahost *host);
// Ends the run for good, with a LUAHOST_ status. Takes no memory.
_Noreturn void luahost_stop(lua_State *L, int32_t status);

// budget.c
void luahost_settle_work(lua_State *L, luahost *host);

// Charges steps of work that loops in C: about as long as an instruction of Lua's each.
static inline void luahost_charge(lua_State *L, luahost *host, int64_t steps) {
    host->work_left -= steps;
    if (host->work_left < 0) luahost_settle_work(L, host);
}

// buffer.c
typedef struct {
    lua_State *state;
    char *bytes;
    size_t length;
    size_t capacity;
    int slot;                       // of the stack, which holds the bytes
    char first[512];
} luahost_buffer;

void luahost_open_buffer(lua_State *L, luahost_buffer *buffer);
char *luahost_reserve(luahost_buffer *buffer, size_t length);
void luahost_add(luahost_buffer *buffer, const char *bytes, size_t length);
void luahost_close_buffer(luahost_buffer *buffer);

// failure.c
void luahost_set_message(luahost *host, const char *bytes, size_t length);
int luahost_on_error(lua_State *L);
void luahost_trace(lua_State *L, luahost *host);
void luahost_describe(luahost *host, int32_t status);

// libraries.c
void luahost_open_libraries(lua_State *L);
int luahost_tostring(lua_State *L);

// sources.c
int luahost_require_module(lua_State *L);
// Pushes the text as a function, or raises what is wrong with it.
void luahost_load(lua_State *L, luahost *host, const char *chunk, const char *bytes, size_t length);

// look.c
int luahost_first_keys(lua_State *L);

// bitwise.c
typedef struct {
    const char *at;                 // NULL where there is none
    size_t size;
    int line;
} luahost_operator;

luahost_operator luahost_find_bitwise(const char *bytes, size_t length);

// What the host does in its own way, as functions of Lua's.
int luahost_pairs(lua_State *L);            // pairs.c
int luahost_pcall(lua_State *L);            // protected.c
int luahost_xpcall(lua_State *L);
int luahost_setmetatable(lua_State *L);
int luahost_print(lua_State *L);
int luahost_error(lua_State *L);
int luahost_tonumber(lua_State *L);         // numbers.c
int luahost_sort(lua_State *L);             // sort.c
int luahost_format(lua_State *L);           // format.c
int luahost_find(lua_State *L);             // search.c
int luahost_match(lua_State *L);
int luahost_gmatch(lua_State *L);
int luahost_gsub(lua_State *L);
extern const luaL_Reg luahost_string_functions[];   // strings.c
size_t luahost_start_place(lua_Integer place, size_t length);
extern const luaL_Reg luahost_table_functions[];    // tables.c
void luahost_open_utf8(lua_State *L);               // unicode.c

#endif
