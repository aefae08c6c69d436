// The only way from Swift to Lua. Swift gives and takes plain values; it never holds a lua_State, so
// that neither an error nor an out-of-memory jump of Lua's can cross a Swift frame.
#ifndef CLUAHOST_H
#define CLUAHOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct luahost luahost;

// What a call came to. Values are never renumbered.
enum {
    LUAHOST_OK = 0,
    LUAHOST_ERROR = 1,          // the script failed
    LUAHOST_SYNTAX = 2,         // the script cannot be read
    LUAHOST_MEMORY = 3,         // it wanted more memory than it may have
    LUAHOST_TIME = 4,           // it ran longer than it may
    LUAHOST_INSTRUCTIONS = 5,   // it ran more instructions than it may
    LUAHOST_NO_STATE = 6        // the state could not be made
};

// The kinds of value that cross. Values are never renumbered.
enum {
    LUAHOST_NIL = 0,
    LUAHOST_BOOLEAN = 1,
    LUAHOST_INTEGER = 2,
    LUAHOST_NUMBER = 3,
    LUAHOST_STRING = 4,
    LUAHOST_OBJECT = 5,     // a host value: a type number and six words, with no owner and no finalizer
    LUAHOST_TABLE = 6,      // followed by `count` pairs of key and value
    LUAHOST_FUNCTION = 7    // a Lua function; `reference` where it may be called
};

typedef struct {
    uint64_t word[6];
} luahost_payload;

typedef struct {
    int32_t kind;
    int32_t type;           // of an object
    union {
        int64_t integer;    // also: boolean, count of pairs, reference of a function
        double number;
        struct {
            const char *bytes;
            size_t length;
        } string;
        luahost_payload payload;
    } content;
} luahost_value;

typedef struct {
    size_t bytes;           // all memory of the state, and of the values on their way
    int64_t milliseconds;   // processor time of the calling thread per call; 0 for none
    int64_t instructions;   // per state; 0 for none, which is twice as fast
} luahost_limits;

typedef struct {
    int32_t status;
    const char *message;    // not terminated by what it contains; see length
    size_t length;
    const char *file;       // "" where the place is not known
    int32_t line;
    const char *traceback;  // one "file:line in name" a line
} luahost_failure;

// Called for each host function. `values` holds `count` nodes that make up `arguments` arguments; they
// are valid until the next call into the host. Gives its results, or its message, by `luahost_give`,
// and returns 0, or 1 if it failed.
typedef int32_t (*luahost_callback)(
    void *context, luahost *host, int32_t function, const luahost_value *values, int32_t count,
    int32_t arguments);

// Metamethods that a host type may have.
enum {
    LUAHOST_ADD = 0,
    LUAHOST_SUBTRACT,
    LUAHOST_MULTIPLY,
    LUAHOST_DIVIDE,
    LUAHOST_NEGATE,
    LUAHOST_EQUAL,
    LUAHOST_LESS,
    LUAHOST_LESS_OR_EQUAL,
    LUAHOST_LENGTH,
    LUAHOST_TEXT,
    LUAHOST_INDEX,
    LUAHOST_OPERATORS
};

luahost *luahost_new(luahost_limits limits, luahost_callback callback, void *context);
void luahost_free(luahost *host);

// Definitions, before anything runs. A type's number is its place in the order of definition, from 0.
int32_t luahost_define_type(luahost *host, const char *name, const int32_t *operators);
int32_t luahost_define_method(luahost *host, int32_t type, const char *name, int32_t function);
int32_t luahost_define_function(luahost *host, const char *module, const char *name, int32_t function);
// Called with the name when a script reads a global that is not there.
int32_t luahost_define_unknown_global(luahost *host, int32_t function);
// Called with the module and the name when a script reads what a module does not have.
int32_t luahost_define_unknown_field(luahost *host, const char *module, int32_t function);
// The bytes must outlive the host. At most 256 KB, and text; what else is wrong is told when it is required.
int32_t luahost_define_source(
    luahost *host, const char *module, const char *chunk, const char *bytes, size_t length);

// Makes sources that use bitwise operators fail when they are required.
void luahost_refuse_bitwise(luahost *host, bool refuses);

// Appends a node to what the next call, or the running callback, hands to Lua. Strings are copied.
// Returns 0, or 1 where the memory of the state is used up.
int32_t luahost_give(luahost *host, const luahost_value *value);

// Runs a source as `require` would, and gives what it returns. Results are valid until the next call.
int32_t luahost_require(luahost *host, const char *module, const luahost_value **values, int32_t *count);
// Calls a function that came as a result, with what was given before.
int32_t luahost_call(luahost *host, int64_t reference, const luahost_value **values, int32_t *count);
// Calls a function once for each value that was given before, all in one protected call, and throws
// away what it returns.
int32_t luahost_call_each(luahost *host, int64_t reference);
// Which of the values it is at, or failed at, from 0.
int64_t luahost_position(const luahost *host);

// What the last call failed of.
luahost_failure luahost_last_failure(const luahost *host);
// The line of Lua that called the running host function. Returns 0 where there is none.
int32_t luahost_where(luahost *host, char *file, size_t size);

size_t luahost_bytes(const luahost *host);
const char *luahost_lua_release(void);
// Makes the n-th allocation from now fail, and all after it; for tests. 0 turns it off.
void luahost_fail_allocation(luahost *host, int64_t n);
// Returns true where bitwise operators go wrong in functions of more than 255 constants, as in Lua 5.4.4.
bool luahost_has_bitwise_fault(void);

#endif
