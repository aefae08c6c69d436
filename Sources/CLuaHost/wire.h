// What crosses between a host program and its worker process: frames, each a header of one word and more
// words. A word has 64 bits and comes lowest byte first; bytes of texts are filled up to whole words.
#ifndef LUAHOST_WIRE_H
#define LUAHOST_WIRE_H

#include "host.h"

#define LUAHOST_WIRE_VERSION 1
#define LUAHOST_WIRE_MAGIC 0x6c6c61667475u     // "utfall"

// The kinds of frame. A call is one frame, and ends with one; host functions are asked for in between.
enum {
    LUAHOST_FRAME_BAD = -1,     // too long, or no memory for it
    LUAHOST_FRAME_NONE = 0,     // the other side is gone
    // From the host program: what to run, and what changes before that.
    LUAHOST_FRAME_OPEN = 1,     // limits and library, once
    LUAHOST_FRAME_SOURCE = 2,
    LUAHOST_FRAME_REFUSE_BITWISE = 3,
    LUAHOST_FRAME_FORGET_ROWS = 4,
    LUAHOST_FRAME_FAIL_ALLOCATION = 5,
    LUAHOST_FRAME_REQUIRE = 6,
    LUAHOST_FRAME_CALL = 7,
    LUAHOST_FRAME_CALL_ROWS = 8,
    LUAHOST_FRAME_RESULT = 9,   // of a host function
    // From the worker.
    LUAHOST_FRAME_READY = 32,   // once
    LUAHOST_FRAME_ASK = 33,     // for a host function
    LUAHOST_FRAME_DONE = 34
};

typedef struct {
    uint8_t *bytes;
    size_t capacity;
    size_t length;              // of what is there
    size_t at;                  // where the frame that is written begins, or what is taken next
    size_t end;                 // of the frame that is read
    bool failed;                // memory ran out, or the frame ended before what it should contain
} luahost_wire;

// wire.c
void luahost_begin_frame(luahost_wire *out, int kind);
void luahost_end_frame(luahost_wire *out);
void luahost_put(luahost_wire *out, uint64_t word);
void luahost_put_words(luahost_wire *out, const uint64_t *words, size_t count);
void luahost_put_bytes(luahost_wire *out, const void *bytes, size_t length);

// Gives more bytes, as many as there are; 0 or less where no more come.
typedef int64_t (*luahost_reader)(void *context, void *bytes, size_t size);
// Waits for a frame of at most `limit` bytes and returns its kind. What was taken of the one before is gone.
int luahost_take_frame(luahost_wire *in, size_t limit, luahost_reader reader, void *context);
// Takes from the frame; 0, or NULL, where it has no more.
uint64_t luahost_take(luahost_wire *in);
// The words lie in the frame, which is aligned for them.
const uint64_t *luahost_take_words(luahost_wire *in, size_t count);
const char *luahost_take_bytes(luahost_wire *in, size_t *length);
// Takes a text that ends with a zero byte; "" where there is none.
const char *luahost_take_text(luahost_wire *in);
static inline size_t luahost_left(const luahost_wire *in) { return in->end - in->at; }
// Returns true where the whole frame was taken, and nothing was missing.
static inline bool luahost_is_taken(const luahost_wire *in) { return !in->failed && in->at == in->end; }
// Lets go of what is there.
void luahost_clear_wire(luahost_wire *wire);
void luahost_free_wire(luahost_wire *wire);

// One side's end of the wire.
typedef struct luahost_port luahost_port;
struct luahost_port {
    luahost *host;
    luahost_wire in;
    luahost_wire out;
    luahost_list *list;         // takes the nodes of tables that come
    bool copies;                // texts that come are laid in the room of the host, and not read in the frame
    int depth;                  // of tables that come
    bool is_short;              // the memory of the state was used up by what came
    // A host value's words; columns have another name on the wire. The second checks what came.
    void (*put_object)(luahost_port *port, const luahost_value *value);
    bool (*take_object)(luahost_port *port, luahost_value *value);
};

// wired.c
// Puts a value; the pairs of a table are found among the nodes.
void luahost_put_value(luahost_port *port, const luahost_value *nodes, const luahost_value *value);
void luahost_put_nodes(luahost_port *port, const luahost_value *nodes, size_t count);
// Return false where what came is malformed, or `is_short`.
bool luahost_take_value(luahost_port *port, luahost_value *value);
bool luahost_take_nodes(luahost_port *port);
void luahost_put_library(luahost_wire *out, const luahost_library *library);
// Texts of the library stay in the frame, which must be kept; NULL where it is malformed.
luahost_library *luahost_take_library(luahost_wire *in);

#endif
