// The state's memory: counted, capped, and never given to a run that was stopped.
#include "host.h"

#include <stdlib.h>

static bool may_grow(luahost *host, size_t by) {
    if (host->fail_after == 0) return false;
    if (host->fail_after > 0 && --host->fail_after == 0) return false;
    if (host->killed && !host->remote) return false;
    return by <= host->limits.bytes && host->used <= host->limits.bytes - by;
}

void *luahost_grow(luahost *host, void *block, size_t old_size, size_t new_size) {
    if (!may_grow(host, new_size - old_size)) return NULL;
    void *grown = realloc(block, new_size);
    if (grown) host->used += new_size - old_size;
    return grown;
}

void luahost_release(luahost *host, void *block, size_t size) {
    if (!block) return;
    free(block);
    host->used -= size;
}

// Lua counts on it that shrinking never fails.
void *luahost_allocate(void *context, void *block, size_t old_size, size_t new_size) {
    luahost *host = context;
    if (!block) old_size = 0;
    if (new_size == 0) {
        luahost_release(host, block, old_size);
        return NULL;
    }
    if (new_size > old_size) {
        void *grown = luahost_grow(host, block, old_size, new_size);
        // Where it was is told now: no message handler of Lua's runs when memory is short.
        if (!grown && host->is_running && !host->killed) luahost_trace(host->state, host);
        return grown;
    }
    void *shrunk = realloc(block, new_size);
    host->used -= old_size - new_size;
    return shrunk ? shrunk : block;
}

void luahost_fail_allocation(luahost *host, int64_t n) {
    if (host->remote) luahost_remote_fail_allocation(host, n);
    else host->fail_after = n > 0 ? n : -1;
}

size_t luahost_bytes(const luahost *host) { return host->remote ? luahost_remote_bytes(host) : host->used; }
