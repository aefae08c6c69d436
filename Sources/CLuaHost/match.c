// Matches a pattern at a place of a text. Each item and each eight bytes of a repetition are a step.
#include "patterns.h"

#include <string.h>

static const char *match_items(luahost_matcher *m, const luahost_item *item, const char *at);

static bool fits(const luahost_item *item, const char *at) {
    switch (item->kind) {
    case LUAHOST_ITEM_BYTE: return (unsigned char)*at == item->first;
    case LUAHOST_ITEM_ANY: return true;
    default: return luahost_in_set(item, (unsigned char)*at);
    }
}

// As many as there are, then fewer.
static const char *match_most(luahost_matcher *m, const luahost_item *item, const char *at) {
    const char *from = item->repeat == '+' ? at + 1 : at;
    const char *to = at;
    while (to < m->end && fits(item, to)) to++;
    luahost_charge(m->state, m->host, (to - at) >> 3);
    for (; to >= from; to--) {
        const char *end = match_items(m, item + 1, to);
        if (end) return end;
    }
    return NULL;
}

// As few as will do.
static const char *match_fewest(luahost_matcher *m, const luahost_item *item, const char *at) {
    for (;; at++) {
        const char *end = match_items(m, item + 1, at);
        if (end) return end;
        if (at >= m->end || !fits(item, at)) return NULL;
    }
}

static const char *match_balance(luahost_matcher *m, const luahost_item *item, const char *at) {
    if (at >= m->end || (unsigned char)*at != item->first) return NULL;
    int64_t depth = 1;
    const char *to = at + 1;
    for (; to < m->end && depth > 0; to++) {
        if ((unsigned char)*to == item->second) depth--;
        else if ((unsigned char)*to == item->first) depth++;
    }
    luahost_charge(m->state, m->host, (to - at) >> 3);
    return depth == 0 ? to : NULL;
}

static bool is_frontier(const luahost_matcher *m, const luahost_item *item, const char *at) {
    unsigned char before = at == m->text ? 0 : (unsigned char)at[-1];
    unsigned char after = at == m->end ? 0 : (unsigned char)*at;
    return !luahost_in_set(item, before) && luahost_in_set(item, after);
}

static const char *match_again(luahost_matcher *m, const luahost_item *item, const char *at) {
    const char *start = m->captures[item->capture].start;
    const char *end = m->captures[item->capture].end;
    // A place has no text that could come again.
    if (!end) luaL_error(m->state, "invalid capture index %%%d", item->capture + 1);
    size_t length = (size_t)(end - start);
    luahost_charge(m->state, m->host, (int64_t)(length >> 4));
    if ((size_t)(m->end - at) < length || memcmp(start, at, length) != 0) return NULL;
    return at + length;
}

// Only what repeats goes a level deeper, and a pattern has at most LUAHOST_CHOICES of these. Captures
// need not be put back when a way fails: the way that does not fail passes over them after.
static const char *match_items(luahost_matcher *m, const luahost_item *item, const char *at) {
    for (;; item++) {
        luahost_charge(m->state, m->host, 1);
        switch (item->kind) {
        case LUAHOST_ITEM_BYTE:
        case LUAHOST_ITEM_ANY:
        case LUAHOST_ITEM_SET:
            if (item->repeat == '*' || item->repeat == '+') return match_most(m, item, at);
            if (item->repeat == '-') return match_fewest(m, item, at);
            bool is_there = at < m->end && fits(item, at);
            if (item->repeat == '?') {
                const char *end = is_there ? match_items(m, item + 1, at + 1) : NULL;
                if (end) return end;
                break;
            }
            if (!is_there) return NULL;
            at++;
            break;
        case LUAHOST_ITEM_OPEN: m->captures[item->capture].start = at; break;
        case LUAHOST_ITEM_CLOSE: m->captures[item->capture].end = at; break;
        case LUAHOST_ITEM_PLACE:
            m->captures[item->capture].start = at;
            m->captures[item->capture].end = NULL;
            break;
        case LUAHOST_ITEM_BALANCE:
            at = match_balance(m, item, at);
            if (!at) return NULL;
            break;
        case LUAHOST_ITEM_FRONTIER:
            if (!is_frontier(m, item, at)) return NULL;
            break;
        case LUAHOST_ITEM_AGAIN:
            at = match_again(m, item, at);
            if (!at) return NULL;
            break;
        case LUAHOST_ITEM_LAST:
            if (at != m->end) return NULL;
            break;
        default: return at;
        }
    }
}

void luahost_start_matching(
    lua_State *L, const luahost_pattern *pattern, const char *text, size_t length, luahost_matcher *matcher) {
    matcher->state = L;
    matcher->host = luahost_of(L);
    matcher->pattern = pattern;
    matcher->text = text;
    matcher->end = text + length;
    matcher->last_end = NULL;
}

const char *luahost_next_match(luahost_matcher *m, const char **at) {
    const luahost_item *first = m->pattern->items;
    // A pattern that begins with a certain byte matches only where that byte is.
    bool leaps = first->kind == LUAHOST_ITEM_BYTE && (first->repeat == 0 || first->repeat == '+');
    for (const char *start = *at; start <= m->end; start++) {
        if (leaps && !m->pattern->anchored) {
            const char *next = start < m->end ? memchr(start, first->first, (size_t)(m->end - start)) : NULL;
            luahost_charge(m->state, m->host, ((next ? next : m->end) - start) >> 4);
            if (!next) return NULL;
            start = next;
        }
        const char *end = match_items(m, first, start);
        if (end && end != m->last_end) {
            *at = start;
            m->last_end = end;
            return end;
        }
        if (m->pattern->anchored) return NULL;
    }
    return NULL;
}

void luahost_push_capture(luahost_matcher *m, int capture, const char *start, const char *end) {
    if (m->pattern->captures > 0) {
        start = m->captures[capture].start;
        end = m->captures[capture].end;
    }
    if (!end) {
        lua_pushinteger(m->state, start - m->text + 1);
        return;
    }
    luahost_charge(m->state, m->host, (end - start) >> 4);
    lua_pushlstring(m->state, start, (size_t)(end - start));
}

int luahost_push_captures(luahost_matcher *m, const char *start, const char *end, bool whole) {
    int count = m->pattern->captures == 0 && whole ? 1 : m->pattern->captures;
    luaL_checkstack(m->state, count, "too many captures");
    for (int capture = 0; capture < count; capture++) luahost_push_capture(m, capture, start, end);
    return count;
}
