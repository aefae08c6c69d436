// The worker's side of the wire.
#ifndef LUAHOST_WORKER_H
#define LUAHOST_WORKER_H

#include "wire.h"

typedef struct {
    luahost_column column;          // first: what lies in Lua is its address
    uint64_t number;
    uint64_t words[];
} lent_column;

typedef struct {
    luahost_cell *cells;
    luahost_value *texts;
    char *bytes;                    // of the texts
    int64_t count;
} lent_rows;

typedef struct {
    luahost_port port;              // first: each port of this side is one of these
    const luahost_library *library;
    int channel;
    lent_column **columns;          // by number, from 1
    size_t column_count;
    lent_rows *rows;
    size_t row_count;
} luahost_work;

// Ends the process: what came is no frame that could come. The host program says so.
_Noreturn void luahost_give_up(void);

// borrowed.c
// Of a port.
bool luahost_borrow(luahost_port *port, luahost_value *value);
void luahost_put_borrowed(luahost_port *port, const luahost_value *value);
// Takes results for all rows, which the running host function gave to be kept.
void luahost_borrow_rows(luahost_work *self);
void luahost_return_rows(luahost_work *self);

#endif
