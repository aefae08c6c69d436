// Which host values a worker was given. Each leaves a mark of 64 bits, made with a key that the worker
// does not know; one wrong guess ends it.
#include "remote.h"

#include <stdlib.h>
#include <sys/random.h>

static size_t place_of(const luahost_map *map, uint64_t key) {
    size_t place = (size_t)(key * 0x9e3779b97f4a7c15u >> 20) & (map->capacity - 1);
    while (map->entries[place][0] && map->entries[place][0] != key) place = (place + 1) & (map->capacity - 1);
    return place;
}

uint64_t luahost_map_get(const luahost_map *map, uint64_t key) {
    return map->capacity ? map->entries[place_of(map, key)][1] : 0;
}

static bool grow(luahost_map *map) {
    luahost_map larger = {.capacity = map->capacity ? map->capacity * 2 : 64, .count = map->count};
    larger.entries = calloc(larger.capacity, sizeof *larger.entries);
    if (!larger.entries) return false;
    for (size_t i = 0; i < map->capacity; i++) {
        if (!map->entries[i][0]) continue;
        memcpy(larger.entries[place_of(&larger, map->entries[i][0])], map->entries[i], sizeof *map->entries);
    }
    free(map->entries);
    *map = larger;
    return true;
}

bool luahost_map_set(luahost_map *map, uint64_t key, uint64_t value) {
    if (map->count >= map->capacity / 2 && !grow(map)) return false;
    uint64_t *entry = map->entries[place_of(map, key)];
    if (!entry[0]) map->count++;
    entry[0] = key;
    entry[1] = value;
    return true;
}

void luahost_map_free(luahost_map *map) {
    free(map->entries);
    *map = (luahost_map){0};
}

bool luahost_open_given(luahost_given *given) {
    return getrandom(given->key, sizeof given->key, 0) == (ssize_t)sizeof given->key;
}

static uint64_t fold(uint64_t a, uint64_t b) {
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t mark_of(const luahost_given *given, int32_t type, const uint64_t *words, size_t count) {
    uint64_t mark = fold(given->key[0] ^ (uint64_t)type, given->key[1] ^ count);
    for (size_t i = 0; i < count; i++) mark = fold(mark ^ words[i], given->key[i & 1] | 1);
    mark = fold(mark ^ given->key[1], given->key[0] | 1);
    return mark ? mark : 1;
}

bool luahost_remember(luahost_given *given, int32_t type, const uint64_t *words, size_t count) {
    return luahost_map_set(&given->marks, mark_of(given, type, words, count), 1);
}

bool luahost_was_given(const luahost_given *given, int32_t type, const uint64_t *words, size_t count) {
    return luahost_map_get(&given->marks, mark_of(given, type, words, count)) != 0;
}

static bool have_no_common_divisor(unsigned __int128 a, unsigned __int128 b) {
    while (b) {
        unsigned __int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a == 1;
}

bool luahost_is_exact(const uint64_t *words, size_t count, bool always_large) {
    bool is_large = count == LUAHOST_WORDS;
    __int128 top = (int64_t)(words[0] << 8) >> 24;
    __int128 bottom = words[0] & 0xffff;
    if (is_large) {
        top = (__int128)((unsigned __int128)words[1] << 64 | words[0]);
        bottom = (__int128)((unsigned __int128)words[3] << 64 | words[2]);
        if (words[4] || words[5]) return false;
    } else if (words[0] >> LUAHOST_WORD_BITS) {
        return false;
    }
    unsigned __int128 magnitude = top < 0 ? -(unsigned __int128)top : (unsigned __int128)top;
    if (bottom <= 0 || magnitude >> 127) return false;
    bool fits = !always_large && bottom <= 65535 && magnitude <= ((uint64_t)1 << 39) - 1;
    return fits != is_large && have_no_common_divisor(magnitude, (unsigned __int128)bottom);
}
