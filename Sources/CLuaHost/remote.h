// The host program's side of a worker: the process, and what it may say.
#ifndef LUAHOST_REMOTE_H
#define LUAHOST_REMOTE_H

#include "wire.h"

#include <sys/types.h>

// given.c
// Words by words, neither of them 0.
typedef struct {
    uint64_t (*entries)[2];
    size_t capacity;
    size_t count;
} luahost_map;

uint64_t luahost_map_get(const luahost_map *map, uint64_t key);    // 0 where it is not there
bool luahost_map_set(luahost_map *map, uint64_t key, uint64_t value);
void luahost_map_free(luahost_map *map);

// The host values that the worker was given. One that it sends and was not given is forged: nothing that
// reads its words need be prepared for that.
typedef struct {
    luahost_map marks;
    uint64_t key[2];
} luahost_given;

bool luahost_open_given(luahost_given *given);
bool luahost_remember(luahost_given *given, int32_t type, const uint64_t *words, size_t count);
bool luahost_was_given(const luahost_given *given, int32_t type, const uint64_t *words, size_t count);
// Returns true for the words of an exact number in the one form that it may have.
bool luahost_is_exact(const uint64_t *words, size_t count, bool always_large);

// process.c
typedef struct {
    pid_t pid;                  // 0 where none runs
    int channel;
    clockid_t clock;            // processor time of the worker
    int64_t milliseconds;       // of processor time per call; 0 for none
    int64_t began;              // processor time at the first look of the call; -1 before
    int64_t waited;             // nanoseconds, in this call
    int64_t looked;             // when
    int64_t prolonged;          // when the kernel was last told how long it may run
    size_t memory;              // that the state may take
    size_t lent;                // memory for what the host program lent it
    uint64_t most_seconds;      // as this process may have, which a child cannot pass
    uint64_t most_memory;
    int32_t status;             // LUAHOST_OK while it runs, then what it ended with
    char ending[256];           // how, where it is LUAHOST_ERROR
} luahost_process;

bool luahost_start_process(luahost_process *process, const char *path, size_t memory);
void luahost_begin_call(luahost_process *process);
// Is a luahost_reader. Ends the worker, and returns 0, where it ran too long or is gone.
int64_t luahost_hear(void *process, void *bytes, size_t size);
bool luahost_tell(luahost_process *process, luahost_wire *out);
// Says how much there is beyond the state: sources, columns, and results for all rows.
void luahost_lend(luahost_process *process, size_t bytes);
// Ends the worker, at once; the first reason is kept.
void luahost_end_process(luahost_process *process, int32_t status, const char *reason);

// remote.c
struct luahost_remote {
    luahost_port port;          // first: each port of this side is one of a remote
    luahost_process process;
    size_t frame_limit;
    int32_t functions;          // their numbers are below it
    luahost_given given;
    luahost_map columns;        // numbers, from 1, by address
    luahost_map column_places;  // and the other way round
    luahost_map rows;           // the same for results for all rows
    size_t lent_for_good;       // sources and columns
    size_t lent_rows;
    size_t bytes;               // what the rest was when the worker said something last
    int32_t line;
    char file[LUA_IDSIZE];
};

// lent.c
void luahost_put_rows(luahost_remote *remote, const luahost_rows *rows);
// Of a port.
void luahost_put_object(luahost_port *port, const luahost_value *value);
bool luahost_take_object(luahost_port *port, luahost_value *value);

#endif
