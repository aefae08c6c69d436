// Reads a pattern as section 6.4.1 of the manual describes it. All that is wrong with one is said here,
// whether or not the text would have led there.
#include "patterns.h"

#include <string.h>

typedef struct {
    lua_State *state;
    const unsigned char *at;
    const unsigned char *end;
    luahost_pattern *pattern;
    int choices;
    bool closed[LUAHOST_CAPTURES];
} reader;

static void add_byte(luahost_item *item, unsigned char byte) {
    item->set[byte >> 6] |= UINT64_C(1) << (byte & 63);
}

// The members of a class among the bytes below 128; of the others, none is a letter or anything else.
static bool find_class(unsigned char name, uint64_t *low, uint64_t *high) {
    static const struct {
        char name;
        uint64_t low, high;
    } classes[] = {
        {'a', 0, 0x07FFFFFE07FFFFFE},
        {'c', 0x00000000FFFFFFFF, 0x8000000000000000},
        {'d', 0x03FF000000000000, 0},
        {'g', 0xFFFFFFFE00000000, 0x7FFFFFFFFFFFFFFF},
        {'l', 0, 0x07FFFFFE00000000},
        {'p', 0xFC00FFFE00000000, 0x78000001F8000001},
        {'s', 0x0000000100003E00, 0},
        {'u', 0, 0x0000000007FFFFFE},
        {'w', 0x03FF000000000000, 0x07FFFFFE07FFFFFE},
        {'x', 0x03FF000000000000, 0x0000007E0000007E},
    };
    for (size_t place = 0; place < sizeof classes / sizeof *classes; place++) {
        if (classes[place].name != (name | 32)) continue;
        *low = classes[place].low;
        *high = classes[place].high;
        return true;
    }
    return false;
}

// A capital is the complement; what is no class stands for itself.
static bool add_class(luahost_item *item, unsigned char name) {
    uint64_t low, high;
    if (!find_class(name, &low, &high)) return false;
    bool complement = !(name & 32);
    item->set[0] |= complement ? ~low : low;
    item->set[1] |= complement ? ~high : high;
    if (complement) item->set[2] = item->set[3] = ~UINT64_C(0);
    return true;
}

// Reads what follows `[`.
static void read_set(reader *r, luahost_item *item) {
    bool complement = r->at < r->end && *r->at == '^';
    if (complement) r->at++;
    bool is_first = true;
    for (;; is_first = false) {
        if (r->at >= r->end) luaL_error(r->state, "malformed pattern (missing ']')");
        unsigned char byte = *r->at++;
        if (byte == ']' && !is_first) break;
        if (byte == '%') {
            if (r->at >= r->end) luaL_error(r->state, "malformed pattern (ends with '%%')");
            unsigned char name = *r->at++;
            if (!add_class(item, name)) add_byte(item, name);
        } else if (r->end - r->at >= 2 && r->at[0] == '-' && r->at[1] != ']') {
            for (int member = byte; member <= r->at[1]; member++) add_byte(item, (unsigned char)member);
            r->at += 2;
        } else {
            add_byte(item, byte);
        }
    }
    if (complement)
        for (int word = 0; word < 4; word++) item->set[word] = ~item->set[word];
}

static void open_capture(reader *r, luahost_item *item) {
    if (r->pattern->captures >= LUAHOST_CAPTURES) luaL_error(r->state, "too many captures");
    item->capture = r->pattern->captures++;
    if (r->at < r->end && *r->at == ')') {
        r->at++;
        item->kind = LUAHOST_ITEM_PLACE;
        r->closed[item->capture] = true;
    } else {
        item->kind = LUAHOST_ITEM_OPEN;
    }
}

static void close_capture(reader *r, luahost_item *item) {
    int capture = r->pattern->captures - 1;
    while (capture >= 0 && r->closed[capture]) capture--;
    if (capture < 0) luaL_error(r->state, "invalid pattern capture");
    item->kind = LUAHOST_ITEM_CLOSE;
    item->capture = capture;
    r->closed[capture] = true;
}

// Reads what follows `%`.
static void read_escape(reader *r, luahost_item *item) {
    if (r->at >= r->end) luaL_error(r->state, "malformed pattern (ends with '%%')");
    unsigned char byte = *r->at++;
    if (byte == 'b') {
        if (r->end - r->at < 2) luaL_error(r->state, "malformed pattern (missing arguments to '%%b')");
        item->kind = LUAHOST_ITEM_BALANCE;
        item->first = *r->at++;
        item->second = *r->at++;
    } else if (byte == 'f') {
        if (r->at >= r->end || *r->at != '[') luaL_error(r->state, "missing '[' after '%%f' in pattern");
        r->at++;
        item->kind = LUAHOST_ITEM_FRONTIER;
        read_set(r, item);
    } else if (byte >= '0' && byte <= '9') {
        item->kind = LUAHOST_ITEM_AGAIN;
        item->capture = byte - '1';
        if (item->capture < 0 || item->capture >= r->pattern->captures || !r->closed[item->capture])
            luaL_error(r->state, "invalid capture index %%%d", byte - '0');
    } else if (add_class(item, byte)) {
        item->kind = LUAHOST_ITEM_SET;
    } else {
        item->kind = LUAHOST_ITEM_BYTE;
        item->first = byte;
    }
}

static void read_item(reader *r, luahost_item *item) {
    unsigned char byte = *r->at++;
    switch (byte) {
    case '(': open_capture(r, item); return;
    case ')': close_capture(r, item); return;
    case '%': read_escape(r, item); break;
    case '[':
        item->kind = LUAHOST_ITEM_SET;
        read_set(r, item);
        break;
    case '.': item->kind = LUAHOST_ITEM_ANY; break;
    case '$':
        if (r->at == r->end) {
            item->kind = LUAHOST_ITEM_LAST;
            return;
        }
        // Elsewhere it is itself.
        item->first = byte;
        break;
    default: item->first = byte;
    }
    if (item->kind > LUAHOST_ITEM_SET || r->at >= r->end || !*r->at || !strchr("*+-?", *r->at)) return;
    item->repeat = *r->at++;
    if (++r->choices > LUAHOST_CHOICES) luaL_error(r->state, "pattern too complex");
}

void luahost_read_pattern(
    lua_State *L, const char *bytes, size_t length, bool may_anchor, luahost_pattern *pattern) {
    reader r = {.state = L, .at = (const unsigned char *)bytes, .pattern = pattern};
    r.end = r.at + length;
    pattern->captures = 0;
    pattern->anchored = may_anchor && length > 0 && *bytes == '^';
    if (pattern->anchored) r.at++;
    luahost_item *items = pattern->few;
    if (length < LUAHOST_FEW_ITEMS) lua_pushnil(L);
    else items = lua_newuserdatauv(L, (length + 1) * sizeof *items, 0);
    luahost_item *item = items;
    for (; r.at < r.end; item++) {
        luahost_charge(L, luahost_of(L), 2);
        memset(item, 0, sizeof *item);
        read_item(&r, item);
    }
    item->kind = LUAHOST_ITEM_DONE;
    for (int capture = 0; capture < pattern->captures; capture++)
        if (!r.closed[capture]) luaL_error(L, "unfinished capture");
    pattern->items = items;
}
