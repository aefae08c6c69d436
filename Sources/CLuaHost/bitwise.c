// Looks for bitwise operators in a source, for where the linked Lua gets them wrong.
#include "host.h"

#include <string.h>

typedef struct {
    const char *at;
    const char *end;
    int line;
} scanner;

static char peek(const scanner *s, ptrdiff_t ahead) { return s->end - s->at > ahead ? s->at[ahead] : 0; }

// Steps over one byte, and counts lines as Lua does: `\r\n` and `\n\r` are one.
static void skip(scanner *s) {
    char byte = *s->at++;
    if (byte != '\n' && byte != '\r') return;
    if (s->at < s->end && (*s->at == '\n' || *s->at == '\r') && *s->at != byte) s->at++;
    s->line++;
}

static void skip_count(scanner *s, ptrdiff_t count) {
    while (count-- > 0 && s->at < s->end) skip(s);
}

// Returns the number of `=` in the bracket that opens here, or -1 where none does.
static int level_of_bracket(const scanner *s) {
    if (peek(s, 0) != '[') return -1;
    int level = 0;
    while (peek(s, 1 + level) == '=') level++;
    return peek(s, 1 + level) == '[' ? level : -1;
}

static void skip_long(scanner *s, int level) {
    skip_count(s, level + 2);
    while (s->at < s->end) {
        if (*s->at == ']') {
            int equals = 0;
            while (peek(s, 1 + equals) == '=') equals++;
            if (equals == level && peek(s, 1 + equals) == ']') {
                skip_count(s, level + 2);
                return;
            }
        }
        skip(s);
    }
}

// A string that is not closed is for the compiler to complain of.
static void skip_string(scanner *s) {
    char quote = *s->at;
    skip(s);
    while (s->at < s->end && *s->at != quote && *s->at != '\n' && *s->at != '\r') {
        if (*s->at == '\\' && peek(s, 1) == 'z') {
            skip_count(s, 2);
            while (s->at < s->end && strchr(" \t\n\v\f\r", *s->at) && *s->at) skip(s);
        } else if (*s->at == '\\') {
            skip_count(s, 2);
        } else {
            skip(s);
        }
    }
    if (s->at < s->end && *s->at == quote) skip(s);
}

static void skip_comment(scanner *s) {
    skip_count(s, 2);
    int level = level_of_bracket(s);
    if (level >= 0) {
        skip_long(s, level);
        return;
    }
    while (s->at < s->end && *s->at != '\n' && *s->at != '\r') s->at++;
}

static size_t operator_size(const scanner *s) {
    switch (peek(s, 0)) {
    case '&':
    case '|': return 1;
    case '~': return peek(s, 1) == '=' ? 0 : 1;
    case '<':
    case '>': return peek(s, 1) == *s->at ? 2 : 0;
    default: return 0;
    }
}

luahost_operator luahost_find_bitwise(const char *bytes, size_t length) {
    scanner s = {bytes, bytes + length, 1};
    while (s.at < s.end) {
        size_t size = operator_size(&s);
        if (size > 0) return (luahost_operator){s.at, size, s.line};
        int level = level_of_bracket(&s);
        if (level >= 0) skip_long(&s, level);
        else if (*s.at == '"' || *s.at == '\'') skip_string(&s);
        else if (*s.at == '-' && peek(&s, 1) == '-') skip_comment(&s);
        else if (*s.at == '~') skip_count(&s, 2);
        else skip(&s);
    }
    return (luahost_operator){NULL, 0, 0};
}
