// A string in the making. Lua's own buffers report a refused allocation as an ordinary error, which a
// script can catch; these live in a userdata, and so end the run as any other want of memory does.
#include "host.h"

#include <string.h>

// Takes one slot of the stack, which stays where it is until the buffer is closed.
void luahost_open_buffer(lua_State *L, luahost_buffer *buffer) {
    lua_pushnil(L);
    buffer->state = L;
    buffer->slot = lua_gettop(L);
    buffer->bytes = buffer->first;
    buffer->length = 0;
    buffer->capacity = sizeof buffer->first;
}

// Returns room for `length` bytes more, which the caller fills and then adds to the length.
char *luahost_reserve(luahost_buffer *buffer, size_t length) {
    lua_State *L = buffer->state;
    if (length <= buffer->capacity - buffer->length) return buffer->bytes + buffer->length;
    luahost *host = luahost_of(L);
    if (length > host->limits.bytes || buffer->length > host->limits.bytes - length)
        luahost_stop(L, LUAHOST_MEMORY);
    size_t wanted = buffer->length + length;
    size_t capacity = wanted > 2 * buffer->capacity ? wanted : 2 * buffer->capacity;
    luaL_checkstack(L, 1, "too many values");
    char *bytes = lua_newuserdatauv(L, capacity, 0);
    memcpy(bytes, buffer->bytes, buffer->length);
    lua_replace(L, buffer->slot);
    luahost_charge(L, host, (int64_t)(buffer->length >> 4));
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return bytes + buffer->length;
}

void luahost_add(luahost_buffer *buffer, const char *bytes, size_t length) {
    char *room = luahost_reserve(buffer, length);
    if (length > 0) memcpy(room, bytes, length);
    buffer->length += length;
    luahost_charge(buffer->state, luahost_of(buffer->state), (int64_t)(length >> 4));
}

// Pushes the string and lets go of the bytes.
void luahost_close_buffer(luahost_buffer *buffer) {
    lua_pushlstring(buffer->state, buffer->bytes, buffer->length);
    lua_pushnil(buffer->state);
    lua_replace(buffer->state, buffer->slot);
}
