// What scripts gave, in words that are the same in each run, and checked: all of it is read, and what could not
// have come ends the process.
#define _GNU_SOURCE
#include "library.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void find(const char *what) {
    fprintf(stderr, "FOUND: %s\n", what);
    abort();
}

void tell(run_record *run, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(run->told + run->length, sizeof run->told - run->length, format, arguments);
    va_end(arguments);
    run->length += (size_t)length;
    if (run->length >= sizeof run->told) run->length = sizeof run->told - 1;
}

uint64_t mix(uint64_t hash, uint64_t word) { return (hash ^ word) * 0x9e3779b97f4a7c15u >> 7 ^ hash << 9; }

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) hash = mix(hash, (unsigned char)bytes[i]);
    return mix(hash, length);
}

static uint64_t hash_object(const luahost_value *value) {
    if (value->type < 0 || value->type >= TYPES) find("a host value of a type that there is not");
    if (value->length != 1 && value->length != LUAHOST_WORDS) find("a host value of a wrong size");
    const uint64_t *words = value->length == 1 ? &value->content.word : value->content.words;
    uint64_t hash = mix(5, (uint64_t)value->type);
    // Its address is another in each process.
    if (value->type == COLUMN_TYPE) return mix(hash, number_of_column(words[0]));
    for (size_t i = 0; i < value->length; i++) hash = mix(hash, words[i]);
    return hash;
}

uint64_t hash_value(const luahost_value *nodes, const luahost_value *value, size_t *place) {
    switch (value->kind) {
    case LUAHOST_NIL: return 1;
    case LUAHOST_BOOLEAN:
    case LUAHOST_INTEGER:
    case LUAHOST_NUMBER: return mix((uint64_t)value->kind, value->content.word);
    case LUAHOST_STRING: return hash_bytes(4, value->content.bytes, value->length);
    case LUAHOST_OBJECT: return hash_object(value);
    case LUAHOST_FUNCTION: return 7;
    case LUAHOST_TABLE: break;
    default: find("a value of a kind that there is not");
    }
    // The order of pairs is nobody's, so that they are added up.
    uint64_t sum = 6;
    for (size_t pair = 0; pair < value->length; pair++) {
        const luahost_value *key = &nodes[(*place)++];
        uint64_t hash = hash_value(nodes, key, place);
        const luahost_value *item = &nodes[(*place)++];
        sum += mix(hash, hash_value(nodes, item, place));
    }
    return sum;
}

void look_for_order(run_record *run, const char *text, size_t length) {
    static const char said[] = "a table that is given to the host";
    if (length > sizeof said && memmem(text, length, said, sizeof said - 1)) run->has_unordered = true;
}

size_t tell_value(run_record *run, const luahost_value *nodes, const luahost_value *value, size_t place) {
    uint64_t hash = hash_value(nodes, value, &place);
    if (value->kind == LUAHOST_STRING) look_for_order(run, value->content.bytes, value->length);
    if (value->kind == LUAHOST_STRING && value->length < 60)
        tell(run, " '%.*s'", (int)value->length, value->content.bytes);
    else if (value->kind == LUAHOST_INTEGER) tell(run, " %lld", (long long)value->content.integer);
    else tell(run, " %d:%llx", value->kind, (unsigned long long)hash);
    return place;
}
