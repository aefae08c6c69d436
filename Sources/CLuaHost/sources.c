// The scripts of a pack, and how `require` finds, reads and runs one.
#define _GNU_SOURCE
#include "host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// How much the compiler reads between two looks at the limits: some sources take it long.
#define PIECE 256

static int32_t refuse(luahost *host, const char *chunk, const char *reason) {
    int length = snprintf(host->message, sizeof host->message, "%s:1: %s", chunk + 1, reason);
    host->message_length = (size_t)length < sizeof host->message ? (size_t)length : sizeof host->message - 1;
    host->status = LUAHOST_ERROR;
    return LUAHOST_ERROR;
}

int32_t luahost_define_source(
    luahost *host, const char *module, const char *chunk, const char *bytes, size_t length) {
    if (length > LUAHOST_SOURCE_BYTES)
        return refuse(host, chunk, "a source may have 256 KB, and this has more");
    if (length > 0 && *bytes == *LUA_SIGNATURE)
        return refuse(host, chunk, "a source is text, and this is compiled Lua");
    if (host->remote) {
        luahost_remote_source(host, module, chunk, bytes, length);
        return LUAHOST_OK;
    }
    luahost_source *source = calloc(1, sizeof *source);
    char *module_copy = malloc(strlen(module) + strlen(chunk) + 2);
    if (!source || !module_copy) {
        free(source);
        free(module_copy);
        return LUAHOST_MEMORY;
    }
    char *chunk_copy = stpcpy(module_copy, module) + 1;
    strcpy(chunk_copy, chunk);
    *source = (luahost_source){host->sources, chunk_copy, bytes, length, module_copy};
    host->sources = source;
    return LUAHOST_OK;
}

void luahost_refuse_bitwise(luahost *host, bool refuses) {
    if (host->remote) luahost_remote_refuse_bitwise(host, refuses);
    else host->refuses_bitwise = refuses;
}

static void check_operators(lua_State *L, const char *chunk, const char *bytes, size_t length) {
    luahost_operator found = luahost_find_bitwise(bytes, length);
    if (!found.at) return;
    lua_pushlstring(L, found.at, found.size);
    lua_pushfstring(L, "%s:%d: the operator '%s' is not allowed here: " LUA_RELEASE
                    " may compute bitwise operators wrongly; use //, %% and math",
                    chunk + 1, found.line, lua_tostring(L, -1));
    lua_error(L);
}

typedef struct {
    const char *at;
    size_t left;
} pieces;

static const char *read_piece(lua_State *L, void *data, size_t *size) {
    pieces *source = data;
    luahost *host = luahost_of(L);
    const char *piece = source->at;
    *size = source->left < PIECE ? source->left : PIECE;
    source->at += *size;
    source->left -= *size;
    if (host->deadline_passed) luahost_stop(L, LUAHOST_TIME);
    luahost_charge(L, host, (int64_t)*size);
    return piece;
}

int luahost_require_module(lua_State *L) {
    luahost *host = luahost_of(L);
    const char *name = luaL_checkstring(L, 1);
    lua_settop(L, 1);
    lua_getfield(L, LUA_REGISTRYINDEX, LUAHOST_LOADED);
    switch (lua_getfield(L, 2, name)) {
    case LUA_TNIL: break;
    case LUA_TLIGHTUSERDATA: return luaL_error(L, "'%s' requires itself, directly or by way of others", name);
    default: return 1;
    }
    if (luahost_push_module(L, host, name)) {
        lua_pushvalue(L, -1);
        lua_setfield(L, 2, name);
        return 1;
    }
    luahost_source *source = host->sources;
    while (source && strcmp(source->module, name) != 0) source = source->next;
    if (!source) return luaL_error(L, "there is no module '%s' in this pack or in what it uses", name);
    if (host->refuses_bitwise) check_operators(L, source->chunk, source->bytes, source->length);
    lua_pushlightuserdata(L, host);
    lua_setfield(L, 2, name);
    pieces reader = {source->bytes, source->length};
    int status = lua_load(L, read_piece, &reader, source->chunk, "t");
    if (status != LUA_OK) {
        if (host->killed) return lua_error(L);
        if (status == LUA_ERRMEM) luahost_stop(L, LUAHOST_MEMORY);
        lua_pushnil(L);
        lua_setfield(L, 2, name);
        return lua_error(L);
    }
    lua_pushstring(L, name);
    lua_call(L, 1, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
    }
    lua_pushvalue(L, -1);
    lua_setfield(L, 2, name);
    return 1;
}

void luahost_load(lua_State *L, luahost *host, const char *chunk, const char *bytes, size_t length) {
    if (length > LUAHOST_SOURCE_BYTES) luaL_error(L, "a text may have 256 KB, and this has more");
    if (host->refuses_bitwise) check_operators(L, chunk, bytes, length);
    pieces reader = {bytes, length};
    int status = lua_load(L, read_piece, &reader, chunk, "t");
    if (status == LUA_OK) return;
    if (status == LUA_ERRMEM && !host->killed) luahost_stop(L, LUAHOST_MEMORY);
    lua_error(L);
}
