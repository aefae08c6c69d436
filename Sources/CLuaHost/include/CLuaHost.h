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
    LUAHOST_NO_STATE = 6,       // the state could not be made
    LUAHOST_CONSTANT = 7,       // of a callback: done, and a shared type may keep the result as its field
    LUAHOST_NO_WORKER = 8,      // the process of the state could not be started
    LUAHOST_INTERRUPTED = 9     // somebody asked for an end of what runs; the state goes on
};

// The kinds of value that cross. Values are never renumbered.
enum {
    LUAHOST_NIL = 0,
    LUAHOST_BOOLEAN = 1,
    LUAHOST_INTEGER = 2,
    LUAHOST_NUMBER = 3,
    LUAHOST_STRING = 4,
    LUAHOST_OBJECT = 5,     // a host value: a type number and one word or six, with no owner and no finalizer
    LUAHOST_TABLE = 6,      // followed by `length` pairs of key and value
    LUAHOST_FUNCTION = 7    // a Lua function; `reference` where it may be called
};

enum {
    LUAHOST_WORDS = 6,      // of a large host value
    LUAHOST_WORD_BITS = 56, // of a small one, which has one word
    LUAHOST_TYPES = 200     // type numbers are below it
};

typedef struct {
    int32_t kind;
    int32_t type;           // of a host value
    union {
        int64_t integer;    // also: boolean, reference of a function, and where in the nodes a table's pairs begin
        double number;
        const char *bytes;
        uint64_t word;          // of a small host value
        const uint64_t *words;  // of a large one
    } content;
    size_t length;          // bytes of a string, pairs of a table, words of a host value
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

// Called for each host function with its arguments, valid until it returns. Sets the result, or the
// message as a string, and returns LUAHOST_OK, LUAHOST_CONSTANT, LUAHOST_ERROR or LUAHOST_MEMORY.
typedef int32_t (*luahost_callback)(
    void *context, luahost *host, int32_t function, const luahost_value *arguments, int32_t count,
    luahost_value *result);

// Metamethods that a host type may have.
enum {
    LUAHOST_ADD = 0,
    LUAHOST_SUBTRACT,
    LUAHOST_MULTIPLY,
    LUAHOST_DIVIDE,
    LUAHOST_NEGATE,
    LUAHOST_LESS,
    LUAHOST_LESS_OR_EQUAL,
    LUAHOST_LENGTH,
    LUAHOST_TEXT,
    LUAHOST_INDEX,
    LUAHOST_OPERATORS
};

// How values of a type lie in Lua.
enum {
    LUAHOST_OWN_FIELDS = 0,     // each has fields of its own
    LUAHOST_SHARED_FIELDS = 1,  // all values of the type have the same fields, which are kept once read
    LUAHOST_VALUE = 2           // has no identity: a small one takes no memory, and `==` compares words
};

typedef struct {
    const char *name;
    int32_t function;
    // The result depends on the row that luahost_call_rows is at and on the first two arguments alone, so
    // that a column of results may stand for the calls.
    bool by_row;
} luahost_name;

typedef struct {
    const char *name;
    const luahost_name *methods;
    int32_t method_count;
    int32_t form;
    int32_t operators[LUAHOST_OPERATORS];   // functions; -1 for none
    bool index_by_row;
} luahost_type;

typedef struct {
    const char *name;
    const luahost_name *functions;
    int32_t function_count;
} luahost_module;

// What scripts find; it must outlive every host that is made with it.
typedef struct {
    const luahost_type *types;
    int32_t type_count;
    const luahost_module *modules;
    int32_t module_count;
    int32_t unknown_name;   // called with the module, or nil for a global, and the name that is not there
    int32_t exact_type;     // the type of exact numbers, see LUAHOST_EXACT_WORD; -1 for none
    const bool *has_effect; // of each function: gives nothing, and may be noted and made later; see plan.h
    int32_t column_type;    // the type of columns, see luahost_column; -1 for none
    bool asks;              // Swift is asked for all arithmetic, and notes it; exact numbers are large then
} luahost_library;

// An exact number in lowest terms, with a positive denominator. A small one has 40 bits of numerator, in
// two's complement, above 16 of denominator; a large one has two words of each, the lower first. The last of
// six words says where a value came from, and is no part of what it is: two that differ in it alone are equal.
#define LUAHOST_EXACT_WORD(numerator, denominator) \
    ((((uint64_t)(numerator) & 0xffffffffffu) << 16) | (uint64_t)(denominator))

// Values that a script reads one by one and folds natively: read-only, owned by Swift.
typedef struct {
    const double *numbers;      // one of the two
    const int64_t *units;
    int64_t count;
    int64_t denominator;        // of the units: 10 where each is a tenth
} luahost_column;

// One row's result of a function that is called by row.
enum {
    LUAHOST_CELL_ASK = 0,       // the host is to be asked
    LUAHOST_CELL_NIL,
    LUAHOST_CELL_EXACT,         // value over denominator; 0 < denominator < 65536
    LUAHOST_CELL_OBJECT,        // a small value of type `denominator`
    LUAHOST_CELL_TEXT           // a place in the texts that were kept with the cells
};

typedef struct {
    int64_t value;
    int32_t denominator;
    int32_t kind;
} luahost_cell;

luahost *luahost_new(
    luahost_limits limits, const luahost_library *library, luahost_callback callback, void *context);
void luahost_free(luahost *host);

// Makes a state in a worker process, which runs the program `worker`. All else is as in this process, but for
// what no process can stop in itself; and a worker that ends, or says what it may not, is an ordinary error.
// Time is that of the worker: none that host functions take. Where the process cannot be started the last
// failure is LUAHOST_NO_WORKER and says why, and nothing runs. Returns NULL as luahost_new does.
luahost *luahost_new_isolated(
    luahost_limits limits, const luahost_library *library, luahost_callback callback, void *context,
    const char *worker);
// The whole of a worker: runs what the host program sends, until that closes the channel. The process is
// confined once it can do without the system, and before any script is read. Returns its exit status.
int luahost_serve(int channel, void (*confine)(void));
// The process of the worker, 0 where there is none; for tests.
int32_t luahost_worker(const luahost *host);
// Finds a program in the folder of the running one; returns false where its path does not fit.
bool luahost_beside_executable(const char *name, char *path, size_t size);

// Before anything runs. The bytes must outlive the host. At most 256 KB, and text; what else is wrong is
// told when it is required.
int32_t luahost_define_source(
    luahost *host, const char *module, const char *chunk, const char *bytes, size_t length);
// Makes sources that use bitwise operators fail when they are required.
void luahost_refuse_bitwise(luahost *host, bool refuses);

// Room for the bytes of a result, or the words of a large host value, until it has been handed over; NULL
// where the memory of the state is used up.
void *luahost_room(luahost *host, size_t bytes);
// Appends a node of a table that is on its way to Lua; returns its place, or -1 where memory is used up.
int64_t luahost_give(luahost *host, const luahost_value *value);
// The nodes of tables that came from Lua.
const luahost_value *luahost_nodes(const luahost *host);

// Runs a source as `require` would, and gives what it returns: values one after the other, each table
// followed by its pairs. Results are valid until the next call.
int32_t luahost_require(luahost *host, const char *module, const luahost_value **values, int32_t *count);
// Calls a function that came as a result.
int32_t luahost_call(
    luahost *host, int64_t reference, const luahost_value *arguments, int32_t argument_count,
    const luahost_value **values, int32_t *count);
// Calls a function with the same value for each row from `first`, all in one protected call, and throws
// away what it returns.
int32_t luahost_call_rows(
    luahost *host, int64_t reference, const luahost_value *value, int64_t first, int64_t count);
// Runs a text as a chunk of its own, and gives what the function makes of its results: it is called with two functions
// of C, that which lists keys, see look.c, and that which numbers host functions, and with each result. The bytes must live until it returns. Not in a worker.
int32_t luahost_evaluate(
    luahost *host, int64_t reference, const char *chunk, const char *bytes, size_t length,
    const luahost_value **values, int32_t *count);

// A wish that what runs may end, which any thread and any signal handler may make.
typedef struct luahost_interruption luahost_interruption;
luahost_interruption *luahost_new_interruption(void);
void luahost_free_interruption(luahost_interruption *interruption);
void luahost_request_interruption(luahost_interruption *interruption);
// The calls of this state end where it is wished for; it must outlive the host. A wish that was made while nothing ran
// is forgotten when the next call begins.
void luahost_heed_interruption(luahost *host, luahost_interruption *interruption);

// Which row it is at, or failed at.
int64_t luahost_row(const luahost *host);
// Keeps the results of the running function, with its arguments, for the rows from 0: until they are
// forgotten, calls do not come to the host. Cells and texts must live as long.
void luahost_keep_rows(luahost *host, const luahost_cell *cells, int64_t count, const luahost_value *texts);
void luahost_forget_rows(luahost *host);

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
