// What the scripts of the target `lua` find: something of all that can cross, and what they did with it.
#ifndef FUZZING_LIBRARY_H
#define FUZZING_LIBRARY_H

#include "host.h"

#define ROWS 230        // that rules are called for; columns end before, so that the last ones are asked for

// One run of a script, and the context of its state.
typedef struct {
    bool keeps;                 // functions by row keep their results, as they do in the program
    int64_t asked;
    size_t length;
    bool has_unordered;         // it was told of the first thing that is wrong in a table, which has no order
    bool was_stopped;           // by a limit, or by an allocation that failed
    char told[1 << 16];         // what the script did that can be seen, in words
} run_record;

enum { EXACT_TYPE, TOKEN_TYPE, OWN_TYPE, PERSON_TYPE, LARGE_TYPE, COLUMN_TYPE, FEW_TYPE, TYPES };

const luahost_library *fuzzing_library(void);
int32_t answer_script(
    void *context, luahost *host, int32_t function, const luahost_value *arguments, int32_t count,
    luahost_value *result);

// Values as Swift would lay them; false where the memory of the state is used up.
bool give_text(luahost *host, const char *bytes, size_t length, luahost_value *into);
bool give_large(luahost *host, int32_t type, uint64_t seed, luahost_value *into);
bool give_nested(luahost *host, luahost_value *into);
luahost_value small_object(int32_t type, uint64_t word);

// told.c
__attribute__((format(printf, 2, 3))) void tell(run_record *run, const char *format, ...);
// Tells a value that came from Lua. Its pairs begin at a place among the nodes; returns the place behind them.
size_t tell_value(run_record *run, const luahost_value *nodes, const luahost_value *value, size_t place);
uint64_t mix(uint64_t hash, uint64_t word);
// The same for equal values. The pairs of a table begin at a place among the nodes, which is moved behind them.
uint64_t hash_value(const luahost_value *nodes, const luahost_value *value, size_t *place);
// The number of a column that was lent, from 1.
uint64_t number_of_column(uint64_t address);
void look_for_order(run_record *run, const char *text, size_t length);
_Noreturn void find(const char *what);

#endif
