// What the files of CLuaHost share.
#ifndef LUAHOST_PRIVATE_H
#define LUAHOST_PRIVATE_H

#include "CLuaHost.h"

#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>
#include <signal.h>
#include <time.h>

#define LUAHOST_DEPTH 32            // how deep a table may nest that crosses the border
#define LUAHOST_MESSAGE 2048
#define LUAHOST_TRACEBACK 4096
#define LUAHOST_FRAMES 20
#define LUAHOST_WORK 4096           // steps of work between two looks at the limits
#define LUAHOST_SOURCE_BYTES (256 << 10)

typedef struct {
    luahost_value *values;
    size_t count;
    size_t capacity;
} luahost_list;

typedef struct luahost_arena_block {
    struct luahost_arena_block *next;
    size_t size;
    char bytes[];
} luahost_arena_block;

typedef struct luahost_source {
    struct luahost_source *next;
    const char *chunk;
    const char *bytes;
    size_t length;
    char *module;
} luahost_source;

struct luahost {
    lua_State *state;
    luahost_callback callback;
    void *context;
    luahost_limits limits;
    size_t used;
    int64_t fail_after;             // -1 for never
    int64_t instructions_left;
    int64_t work_left;              // steps until luahost_settle_work; see budget.c
    volatile sig_atomic_t deadline_passed;
    volatile sig_atomic_t killed;   // a LUAHOST_ status once a limit has stopped the run, for good
    luahost_list incoming;          // from Lua to Swift
    luahost_list outgoing;          // from Swift to Lua
    luahost_arena_block *arena;     // strings of `outgoing`
    luahost_source *sources;
    int32_t types;
    int64_t position;               // of the value that luahost_call_each is at
    timer_t timer;
    bool has_timer;
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
#define LUAHOST_TYPES "luahost.types"
#define LUAHOST_METATABLES "luahost.metatables"

static inline luahost *luahost_of(lua_State *L) { return *(luahost **)lua_getextraspace(L); }

// memory.c
void *luahost_allocate(void *host, void *block, size_t old_size, size_t new_size);
void *luahost_grow(luahost *host, void *block, size_t old_size, size_t new_size);
void luahost_release(luahost *host, void *block, size_t size);

// values.c
void luahost_read(lua_State *L, luahost *host, int index, int depth, bool keep_functions);
size_t luahost_push(lua_State *L, luahost *host, size_t node);
void luahost_clear_outgoing(luahost *host, size_t count);
void luahost_free_values(luahost *host);

// deadline.c
void luahost_arm(luahost *host);
void luahost_disarm(luahost *host);
void luahost_free_timer(luahost *host);
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
int luahost_on_error(lua_State *L);
void luahost_describe(luahost *host, int32_t status);

// libraries.c
void luahost_open_libraries(lua_State *L);
int luahost_tostring(lua_State *L);

// sources.c
int luahost_require_module(lua_State *L);

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
