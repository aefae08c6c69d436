// Frames in memory: how they are written, waited for, and taken apart. Whatever is read was written by the
// other side, which may lie: no length is believed before the bytes are there.
#include "wire.h"

#include <stdlib.h>

#define WORD sizeof(uint64_t)
#define FIRST_CAPACITY ((size_t)64 << 10)
#define KEPT_CAPACITY ((size_t)1 << 20)     // a larger buffer is given back once it is empty
#define KIND_BITS 56

static bool grow(luahost_wire *wire, size_t capacity) {
    if (capacity <= wire->capacity) return true;
    uint8_t *grown = realloc(wire->bytes, capacity);
    if (!grown) return false;
    wire->bytes = grown;
    wire->capacity = capacity;
    return true;
}

void luahost_clear_wire(luahost_wire *wire) {
    wire->failed = false;
    wire->length = wire->at = wire->end = 0;
    if (wire->capacity > KEPT_CAPACITY) luahost_free_wire(wire);
}

void luahost_free_wire(luahost_wire *wire) {
    free(wire->bytes);
    *wire = (luahost_wire){0};
}

static void store(uint8_t *bytes, uint64_t word) {
    for (size_t i = 0; i < WORD; i++) bytes[i] = (uint8_t)(word >> 8 * i);
}

static uint64_t load(const uint8_t *bytes) {
    uint64_t word = 0;
    for (size_t i = 0; i < WORD; i++) word |= (uint64_t)bytes[i] << 8 * i;
    return word;
}

// Returns room for more bytes of the frame, or NULL, and then the frame has failed.
static uint8_t *extend(luahost_wire *out, size_t by) {
    if (out->failed || by > SIZE_MAX / 4 - out->length) {
        out->failed = true;
        return NULL;
    }
    size_t wanted = out->length + by;
    if (wanted > out->capacity) {
        size_t capacity = out->capacity ? out->capacity * 2 : FIRST_CAPACITY;
        if (!grow(out, capacity > wanted ? capacity : wanted)) {
            out->failed = true;
            return NULL;
        }
    }
    uint8_t *room = out->bytes + out->length;
    out->length = wanted;
    return room;
}

void luahost_begin_frame(luahost_wire *out, int kind) {
    out->at = out->length;
    luahost_put(out, (uint64_t)kind << KIND_BITS);
}

void luahost_end_frame(luahost_wire *out) {
    if (out->failed) return;
    uint8_t *header = out->bytes + out->at;
    store(header, load(header) | (out->length - out->at - WORD));
}

void luahost_put(luahost_wire *out, uint64_t word) {
    uint8_t *room = extend(out, WORD);
    if (room) store(room, word);
}

void luahost_put_words(luahost_wire *out, const uint64_t *words, size_t count) {
    uint8_t *room = extend(out, count * WORD);
    for (size_t i = 0; room && i < count; i++) store(room + i * WORD, words[i]);
}

void luahost_put_bytes(luahost_wire *out, const void *bytes, size_t length) {
    luahost_put(out, length);
    if (length == 0) return;
    size_t whole = length > SIZE_MAX / 8 ? SIZE_MAX : (length + WORD - 1) / WORD * WORD;
    uint8_t *room = extend(out, whole);
    if (!room) return;
    memset(room + whole - WORD, 0, WORD);
    memcpy(room, bytes, length);
}

// Waits until so many bytes are there, counted from `at`. The buffer grows when it is full, and not before.
static bool await_bytes(luahost_wire *in, size_t wanted, luahost_reader reader, void *context) {
    while (in->length - in->at < wanted) {
        if (in->length == in->capacity) {
            size_t capacity = in->capacity ? in->capacity * 2 : FIRST_CAPACITY;
            if (!grow(in, capacity)) {
                in->failed = true;
                return false;
            }
        }
        int64_t got = reader(context, in->bytes + in->length, in->capacity - in->length);
        if (got <= 0) return false;
        in->length += (size_t)got;
    }
    return true;
}

int luahost_take_frame(luahost_wire *in, size_t limit, luahost_reader reader, void *context) {
    in->failed = false;
    if (in->end == in->length) {
        luahost_clear_wire(in);
    } else {
        memmove(in->bytes, in->bytes + in->end, in->length - in->end);
        in->length -= in->end;
        in->at = in->end = 0;
    }
    if (!await_bytes(in, WORD, reader, context)) return in->failed ? LUAHOST_FRAME_BAD : LUAHOST_FRAME_NONE;
    uint64_t header = load(in->bytes);
    uint64_t size = header & (((uint64_t)1 << KIND_BITS) - 1);
    if (size > limit || size % WORD != 0) return LUAHOST_FRAME_BAD;
    if (!await_bytes(in, WORD + (size_t)size, reader, context))
        return in->failed ? LUAHOST_FRAME_BAD : LUAHOST_FRAME_NONE;
    in->at = WORD;
    in->end = WORD + (size_t)size;
    int kind = (int)(header >> KIND_BITS);
    return kind == LUAHOST_FRAME_NONE ? LUAHOST_FRAME_BAD : kind;
}

// Returns the next bytes of the frame, or NULL where it has not so many.
static uint8_t *take(luahost_wire *in, uint64_t size) {
    if (in->failed || size > luahost_left(in)) {
        in->failed = true;
        return NULL;
    }
    uint8_t *bytes = in->bytes + in->at;
    in->at += (size_t)size;
    return bytes;
}

uint64_t luahost_take(luahost_wire *in) {
    const uint8_t *bytes = take(in, WORD);
    return bytes ? load(bytes) : 0;
}

const uint64_t *luahost_take_words(luahost_wire *in, size_t count) {
    uint8_t *bytes = take(in, count > SIZE_MAX / WORD ? SIZE_MAX : count * WORD);
    if (!bytes) return NULL;
    uint64_t *words = (uint64_t *)(void *)bytes;    // all that is in a frame has whole words
    for (size_t i = 0; i < count; i++) words[i] = load(bytes + i * WORD);
    return words;
}

const char *luahost_take_bytes(luahost_wire *in, size_t *length) {
    uint64_t size = luahost_take(in);
    bool fits = size <= luahost_left(in);
    const uint8_t *bytes = take(in, fits ? (size + WORD - 1) / WORD * WORD : UINT64_MAX);
    *length = bytes ? (size_t)size : 0;
    return (const char *)bytes;
}

const char *luahost_take_text(luahost_wire *in) {
    size_t length;
    const char *bytes = luahost_take_bytes(in, &length);
    if (bytes && length > 0 && memchr(bytes, 0, length) == bytes + length - 1) return bytes;
    in->failed = true;
    return "";
}
