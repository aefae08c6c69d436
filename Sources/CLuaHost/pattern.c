// Reads a pattern as section 6.4.1 of the manual describes it. All that is wrong with one is said here,
// whether or not the text would have led there.
#include "patterns.h"

#include <ctype.h>
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

static bool in_class(int byte, int name) {
    switch (name) {
    case 'a': return isalpha(byte);
    case 'c': return iscntrl(byte);
    case 'd': return isdigit(byte);
    case 'g': return isgraph(byte);
    case 'l': return islower(byte);
    case 'p': return ispunct(byte);
    case 's': return isspace(byte);
    case 'u': return isupper(byte);
    case 'w': return isalnum(byte);
    default: return isxdigit(byte);
    }
}

static bool is_class(int byte) { return byte && strchr("acdglpsuwx", tolower(byte)); }

// A capital is the complement; what is no class stands for itself.
static void add_class(luahost_item *item, int name) {
    if (!is_class(name)) {
        add_byte(item, (unsigned char)name);
        return;
    }
    // 0-127 suffices for the classes themselves: in the C locale nothing else is a letter.
    for (int byte = 0; byte < 256; byte++) {
        bool member = byte < 128 && in_class(byte, tolower(name));
        if (member != (isupper(name) != 0)) add_byte(item, (unsigned char)byte);
    }
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
            add_class(item, *r->at++);
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
    } else if (isdigit(byte)) {
        item->kind = LUAHOST_ITEM_AGAIN;
        item->capture = byte - '1';
        if (item->capture < 0 || item->capture >= r->pattern->captures || !r->closed[item->capture])
            luaL_error(r->state, "invalid capture index %%%d", byte - '0');
    } else if (is_class(byte)) {
        item->kind = LUAHOST_ITEM_SET;
        add_class(item, byte);
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
