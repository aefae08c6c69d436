// string.find, match, gmatch and gsub.
#define _GNU_SOURCE
#include "patterns.h"

#include <string.h>

static bool is_plain(const char *pattern, size_t length) {
    for (size_t place = 0; place < length; place++)
        if (pattern[place] && strchr("^$*+?.()[]%-", pattern[place])) return false;
    return true;
}

static int find_plain(
    lua_State *L, const char *text, size_t length, size_t first, const char *what, size_t size) {
    // In linear time, as glibc promises.
    const char *found = memmem(text + first - 1, length - first + 1, what, size);
    const char *end = found ? found + size : text + length;
    luahost_charge(L, luahost_of(L), (end - text - (ptrdiff_t)first + 1) >> 3);
    if (!found) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushinteger(L, found - text + 1);
    lua_pushinteger(L, end - text);
    return 2;
}

static int search(lua_State *L, bool finds) {
    size_t length, size;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *bytes = luaL_checklstring(L, 2, &size);
    size_t first = luahost_start_place(luaL_optinteger(L, 3, 1), length);
    if (first > length + 1) {
        lua_pushnil(L);
        return 1;
    }
    if (finds && (lua_toboolean(L, 4) || is_plain(bytes, size)))
        return find_plain(L, text, length, first, bytes, size);
    luahost_pattern pattern;
    luahost_matcher matcher;
    luahost_read_pattern(L, bytes, size, true, &pattern);
    luahost_start_matching(L, &pattern, text, length, &matcher);
    const char *start = text + first - 1;
    const char *end = luahost_next_match(&matcher, &start);
    if (!end) {
        lua_pushnil(L);
        return 1;
    }
    if (!finds) return luahost_push_captures(&matcher, start, end, true);
    lua_pushinteger(L, start - text + 1);
    lua_pushinteger(L, end - text);
    return luahost_push_captures(&matcher, start, end, false) + 2;
}

int luahost_find(lua_State *L) { return search(L, true); }
int luahost_match(lua_State *L) { return search(L, false); }

// What gmatch keeps between two steps; the text and the items are upvalues beside it.
typedef struct {
    luahost_pattern pattern;
    luahost_matcher matcher;
    const char *at;
} walk;

static int next_of_walk(lua_State *L) {
    walk *w = lua_touserdata(L, lua_upvalueindex(1));
    const char *end = luahost_next_match(&w->matcher, &w->at);
    if (!end) {
        w->at = w->matcher.end + 1;
        return 0;
    }
    const char *start = w->at;
    w->at = end;
    return luahost_push_captures(&w->matcher, start, end, true);
}

int luahost_gmatch(lua_State *L) {
    size_t length, size;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *bytes = luaL_checklstring(L, 2, &size);
    size_t first = luahost_start_place(luaL_optinteger(L, 3, 1), length);
    lua_settop(L, 2);
    walk *w = lua_newuserdatauv(L, sizeof *w, 0);
    // An anchor would end the walk at its first step: `^` is a byte here.
    luahost_read_pattern(L, bytes, size, false, &w->pattern);
    luahost_start_matching(L, &w->pattern, text, length, &w->matcher);
    w->at = text + (first > length + 1 ? length + 1 : first - 1);
    lua_pushvalue(L, 1);
    lua_pushcclosure(L, next_of_walk, 3);
    return 1;
}

static void add_template(luahost_matcher *m, luahost_buffer *result, const char *start, const char *end) {
    lua_State *L = m->state;
    size_t length;
    const char *template = lua_tolstring(L, 3, &length);
    const char *stop = template + length;
    for (;;) {
        const char *escape = memchr(template, '%', (size_t)(stop - template));
        luahost_add(result, template, (size_t)((escape ? escape : stop) - template));
        if (!escape) return;
        template = escape + 2;
        char byte = escape + 1 < stop ? escape[1] : 0;
        if (byte == '%') {
            luahost_add(result, "%", 1);
        } else if (byte == '0') {
            luahost_add(result, start, (size_t)(end - start));
        } else if (byte >= '1' && byte <= '9') {
            int capture = byte - '1';
            if (capture >= m->pattern->captures && capture != 0)
                luaL_error(L, "invalid capture index %%%d in replacement string", capture + 1);
            luahost_push_capture(m, capture, start, end);
            const char *bytes = lua_tolstring(L, -1, &length);
            luahost_add(result, bytes, length);
            lua_pop(L, 1);
        } else {
            luaL_error(L, "invalid use of '%%' in replacement string");
        }
    }
}

static void add_replacement(luahost_matcher *m, luahost_buffer *result, const char *start, const char *end) {
    lua_State *L = m->state;
    size_t length;
    switch (lua_type(L, 3)) {
    case LUA_TFUNCTION:
        lua_pushvalue(L, 3);
        lua_call(L, luahost_push_captures(m, start, end, true), 1);
        break;
    case LUA_TTABLE:
        luahost_push_capture(m, 0, start, end);
        lua_gettable(L, 3);
        break;
    default: add_template(m, result, start, end); return;
    }
    if (!lua_toboolean(L, -1)) {
        luahost_add(result, start, (size_t)(end - start));
    } else if (lua_isstring(L, -1)) {
        const char *bytes = lua_tolstring(L, -1, &length);
        luahost_add(result, bytes, length);
    } else {
        luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
    }
    lua_pop(L, 1);
}

int luahost_gsub(lua_State *L) {
    size_t length, size;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *bytes = luaL_checklstring(L, 2, &size);
    int kind = lua_type(L, 3);
    bool is_text = kind == LUA_TNUMBER || kind == LUA_TSTRING;
    luaL_argexpected(L, is_text || kind == LUA_TFUNCTION || kind == LUA_TTABLE, 3, "string/function/table");
    lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
    luahost_pattern pattern;
    luahost_matcher matcher;
    luahost_buffer result;
    luahost_read_pattern(L, bytes, size, true, &pattern);
    luahost_start_matching(L, &pattern, text, length, &matcher);
    luahost_open_buffer(L, &result);
    const char *at = text;
    lua_Integer count = 0;
    while (count < most) {
        const char *start = at;
        const char *end = luahost_next_match(&matcher, &start);
        if (!end) break;
        count++;
        luahost_add(&result, at, (size_t)(start - at));
        add_replacement(&matcher, &result, start, end);
        at = end;
        if (pattern.anchored) break;
    }
    luahost_add(&result, at, (size_t)(matcher.end - at));
    luahost_close_buffer(&result);
    lua_pushinteger(L, count);
    return 2;
}
