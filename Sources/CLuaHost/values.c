// Plain values across the border. What comes from Lua is read into `incoming`, what goes to Lua is
// gathered in `outgoing`; both count against the memory of the state.
#include "host.h"

#include <string.h>

static luahost_value *append(luahost *host, luahost_list *list) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 16;
        luahost_value *grown = luahost_grow(
            host, list->values, list->capacity * sizeof(luahost_value), capacity * sizeof(luahost_value));
        if (!grown) return NULL;
        list->values = grown;
        list->capacity = capacity;
    }
    luahost_value *value = &list->values[list->count++];
    memset(value, 0, sizeof *value);
    return value;
}

static luahost_value *append_or_fail(lua_State *L, luahost *host) {
    luahost_value *value = append(host, &host->incoming);
    if (!value) luahost_stop(L, LUAHOST_MEMORY);
    return value;
}

// Keys are 1…n and strings; what has no order for everybody does not cross.
static void read_table(lua_State *L, luahost *host, int index, int depth, bool keep_functions) {
    if (depth >= LUAHOST_DEPTH) luaL_error(L, "a table nests more than %d deep, or contains itself", LUAHOST_DEPTH);
    luaL_checkstack(L, 8, "too many values");
    size_t header = host->incoming.count;
    append_or_fail(L, host)->kind = LUAHOST_TABLE;
    int64_t pairs = 0;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        luahost_charge(L, host, 4);
        int kind = lua_type(L, -2);
        if (kind != LUA_TSTRING && !lua_isinteger(L, -2))
            luaL_error(L, "a table that is given to the host has a key of type %s; keys are 1, 2, 3 … or names",
                       lua_typename(L, kind));
        luahost_read(L, host, lua_gettop(L) - 1, depth + 1, false);
        luahost_read(L, host, lua_gettop(L), depth + 1, keep_functions);
        lua_pop(L, 1);
        pairs++;
    }
    host->incoming.values[header].content.integer = pairs;
}

void luahost_read(lua_State *L, luahost *host, int index, int depth, bool keep_functions) {
    int kind = lua_type(L, index);
    if (kind == LUA_TTABLE) {
        read_table(L, host, index, depth, keep_functions);
        return;
    }
    luahost_value *value = append_or_fail(L, host);
    switch (kind) {
    case LUA_TBOOLEAN:
        value->kind = LUAHOST_BOOLEAN;
        value->content.integer = lua_toboolean(L, index);
        break;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) {
            value->kind = LUAHOST_INTEGER;
            value->content.integer = lua_tointeger(L, index);
        } else {
            value->kind = LUAHOST_NUMBER;
            value->content.number = lua_tonumber(L, index);
        }
        break;
    case LUA_TSTRING:
        value->kind = LUAHOST_STRING;
        value->content.string.bytes = lua_tolstring(L, index, &value->content.string.length);
        break;
    case LUA_TUSERDATA:
        value->kind = LUAHOST_OBJECT;
        lua_getiuservalue(L, index, 1);
        value->type = (int32_t)lua_tointeger(L, -1);
        lua_pop(L, 1);
        memcpy(&value->content.payload, lua_touserdata(L, index), sizeof(luahost_payload));
        break;
    case LUA_TFUNCTION:
        value->kind = LUAHOST_FUNCTION;
        value->content.integer = LUA_NOREF;
        if (keep_functions) {
            size_t place = host->incoming.count - 1;
            lua_pushvalue(L, index);
            int reference = luaL_ref(L, LUA_REGISTRYINDEX);
            host->incoming.values[place].content.integer = reference;
        }
        break;
    default:
        value->kind = LUAHOST_NIL;
    }
}

static void push_object(lua_State *L, const luahost_value *value) {
    luahost_payload *payload = lua_newuserdatauv(L, sizeof *payload, 1);
    *payload = value->content.payload;
    lua_pushinteger(L, value->type);
    lua_setiuservalue(L, -2, 1);
    lua_getfield(L, LUA_REGISTRYINDEX, LUAHOST_TYPES);
    lua_rawgeti(L, -1, value->type + 1);
    lua_remove(L, -2);
    lua_setmetatable(L, -2);
}

// Pushes the value that starts at `node` and returns the node after it.
size_t luahost_push(lua_State *L, luahost *host, size_t node) {
    luaL_checkstack(L, 6, "too many values");
    const luahost_value *value = &host->outgoing.values[node];
    switch (value->kind) {
    case LUAHOST_BOOLEAN: lua_pushboolean(L, value->content.integer != 0); break;
    case LUAHOST_INTEGER: lua_pushinteger(L, value->content.integer); break;
    case LUAHOST_NUMBER: lua_pushnumber(L, value->content.number); break;
    case LUAHOST_STRING: lua_pushlstring(L, value->content.string.bytes, value->content.string.length); break;
    case LUAHOST_OBJECT: push_object(L, value); break;
    case LUAHOST_FUNCTION: lua_rawgeti(L, LUA_REGISTRYINDEX, value->content.integer); break;
    case LUAHOST_TABLE: {
        int64_t pairs = value->content.integer;
        lua_createtable(L, 0, 0);
        size_t next = node + 1;
        for (int64_t pair = 0; pair < pairs; pair++) {
            next = luahost_push(L, host, next);
            next = luahost_push(L, host, next);
            lua_rawset(L, -3);
        }
        return next;
    }
    default: lua_pushnil(L);
    }
    return node + 1;
}

static char *keep(luahost *host, const char *bytes, size_t length) {
    luahost_arena_block *block = luahost_grow(host, NULL, 0, sizeof *block + length);
    if (!block) return NULL;
    block->next = host->arena;
    block->size = sizeof *block + length;
    memcpy(block->bytes, bytes, length);
    host->arena = block;
    return block->bytes;
}

int32_t luahost_give(luahost *host, const luahost_value *value) {
    luahost_value copy = *value;
    if (copy.kind == LUAHOST_STRING) {
        copy.content.string.bytes = keep(host, value->content.string.bytes, value->content.string.length);
        if (!copy.content.string.bytes) return 1;
    }
    luahost_value *node = append(host, &host->outgoing);
    if (!node) return 1;
    *node = copy;
    return 0;
}

void luahost_clear_outgoing(luahost *host, size_t count) {
    host->outgoing.count = count;
    if (count > 0) return;
    while (host->arena) {
        luahost_arena_block *block = host->arena;
        host->arena = block->next;
        luahost_release(host, block, block->size);
    }
}

void luahost_free_values(luahost *host) {
    luahost_clear_outgoing(host, 0);
    luahost_release(host, host->incoming.values, host->incoming.capacity * sizeof(luahost_value));
    luahost_release(host, host->outgoing.values, host->outgoing.capacity * sizeof(luahost_value));
}
