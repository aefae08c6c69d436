// Patterns, read once into a list of items.
#ifndef LUAHOST_PATTERNS_H
#define LUAHOST_PATTERNS_H

#include "host.h"

#define LUAHOST_CAPTURES 32
#define LUAHOST_CHOICES 200         // items that repeat; each may take a level of the C stack
#define LUAHOST_FEW_ITEMS 24

typedef struct {
    uint8_t kind;
    uint8_t repeat;                 // '*', '+', '-', '?', or 0 for once
    uint8_t first;                  // the byte; of a balance, what opens
    uint8_t second;                 // of a balance, what closes
    int32_t capture;
    uint64_t set[4];                // a bit for each byte
} luahost_item;

typedef struct {
    const luahost_item *items;
    int captures;
    bool anchored;
    // The next field is used where the pattern is short; otherwise the items are in a userdata.
    luahost_item few[LUAHOST_FEW_ITEMS];
} luahost_pattern;

typedef struct {
    lua_State *state;
    luahost *host;
    const luahost_pattern *pattern;
    const char *text;
    const char *end;
    const char *last_end;           // of the match before; an empty one does not match there again
    struct {
        const char *start;
        const char *end;            // NULL for a place
    } captures[LUAHOST_CAPTURES];
} luahost_matcher;

// pattern.c: reads a pattern, and leaves one value on the stack that keeps its items.
void luahost_read_pattern(
    lua_State *L, const char *bytes, size_t length, bool may_anchor, luahost_pattern *pattern);
// match.c
void luahost_start_matching(
    lua_State *L, const luahost_pattern *pattern, const char *text, size_t length, luahost_matcher *matcher);
// Looks for a match from `*at` on; returns its end and sets `*at` to its start, or returns NULL.
const char *luahost_next_match(luahost_matcher *matcher, const char **at);
// Pushes a capture; without captures, the first is the whole match.
void luahost_push_capture(luahost_matcher *matcher, int capture, const char *start, const char *end);
int luahost_push_captures(luahost_matcher *matcher, const char *start, const char *end, bool whole);

enum {
    LUAHOST_ITEM_BYTE = 0,
    LUAHOST_ITEM_ANY,
    LUAHOST_ITEM_SET,               // up to here: one byte, and may repeat
    LUAHOST_ITEM_OPEN,
    LUAHOST_ITEM_CLOSE,
    LUAHOST_ITEM_PLACE,
    LUAHOST_ITEM_BALANCE,
    LUAHOST_ITEM_FRONTIER,
    LUAHOST_ITEM_AGAIN,             // what a capture caught
    LUAHOST_ITEM_LAST,              // the end of the text
    LUAHOST_ITEM_DONE
};

static inline bool luahost_in_set(const luahost_item *item, unsigned char byte) {
    return item->set[byte >> 6] >> (byte & 63) & 1;
}

#endif
