// Plain values across the border. Both what comes from Lua and what goes to it count against the memory of
// the state.
#include "host.h"

luahost_value *luahost_append(luahost *host, luahost_list *list) {
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

static void read_node(lua_State *L, luahost *host, int index, int depth, bool keep_functions);

// Keys are 1…n and strings; what has no order for everybody does not cross. Returns the count of pairs.
static size_t read_pairs(lua_State *L, luahost *host, int index, int depth, bool keep_functions) {
    if (depth >= LUAHOST_DEPTH) luaL_error(L, "a table nests more than %d deep, or contains itself", LUAHOST_DEPTH);
    luaL_checkstack(L, 8, "too many values");
    size_t pairs = 0;
    lua_pushnil(L);
    while (lua_next(L, index)) {
        luahost_charge(L, host, 4);
        // Not of which type: another order may come to another first.
        if (lua_type(L, -2) != LUA_TSTRING && !lua_isinteger(L, -2))
            luaL_error(L, "a table that is given to the host has a key that is neither 1, 2, 3 … nor a name");
        read_node(L, host, lua_gettop(L) - 1, depth + 1, false);
        read_node(L, host, lua_gettop(L), depth + 1, keep_functions);
        lua_pop(L, 1);
        pairs++;
    }
    return pairs;
}

// A string is kept by Lua and copied by Swift, so that a thousand references to it are a thousand copies.
static void read_string(lua_State *L, luahost *host, int index, luahost_value *value) {
    value->kind = LUAHOST_STRING;
    value->content.bytes = lua_tolstring(L, index, &value->length);
    host->crossing += value->length;
    if (host->crossing > host->limits.bytes) luahost_stop(L, LUAHOST_MEMORY);
}

static void read_plain(lua_State *L, luahost *host, int index, luahost_value *value) {
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN:
        value->kind = LUAHOST_BOOLEAN;
        value->content.integer = lua_toboolean(L, index);
        return;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) {
            value->kind = LUAHOST_INTEGER;
            value->content.integer = lua_tointeger(L, index);
        } else {
            value->kind = LUAHOST_NUMBER;
            value->content.number = lua_tonumber(L, index);
        }
        return;
    case LUA_TSTRING: read_string(L, host, index, value); return;
    case LUA_TLIGHTUSERDATA:
    case LUA_TUSERDATA: luahost_read_object(L, index, value); return;
    case LUA_TFUNCTION:
        value->kind = LUAHOST_FUNCTION;
        value->content.integer = LUA_NOREF;
        return;
    default: value->kind = LUAHOST_NIL;
    }
}

static void read_node(lua_State *L, luahost *host, int index, int depth, bool keep_functions) {
    size_t place = host->incoming.count;
    luahost_value *node = luahost_append(host, &host->incoming);
    if (!node) luahost_stop(L, LUAHOST_MEMORY);
    if (lua_type(L, index) == LUA_TTABLE) {
        size_t pairs = read_pairs(L, host, index, depth, keep_functions);
        node = &host->incoming.values[place];   // the list may have moved
        node->kind = LUAHOST_TABLE;
        node->length = pairs;
    } else {
        read_plain(L, host, index, node);
        if (node->kind != LUAHOST_FUNCTION || !keep_functions) return;
        lua_pushvalue(L, index);
        node->content.integer = luaL_ref(L, LUA_REGISTRYINDEX);
    }
}

void luahost_read(lua_State *L, luahost *host, int index, luahost_value *value) {
    memset(value, 0, sizeof *value);
    if (lua_type(L, index) != LUA_TTABLE) {
        read_plain(L, host, index, value);
        return;
    }
    size_t begin = host->incoming.count;
    size_t pairs = read_pairs(L, host, index, 0, false);
    *value = (luahost_value){.kind = LUAHOST_TABLE, .content.integer = (int64_t)begin, .length = pairs};
}

void luahost_read_result(lua_State *L, luahost *host, int index) {
    luaL_checkstack(L, 4, "too many values");
    read_node(L, host, index, 0, true);
}

// Pushes the node, with the nodes of a table that follow it, and returns the place after them.
static size_t push_node(lua_State *L, luahost *host, size_t place);

static size_t push_pairs(lua_State *L, luahost *host, size_t place, size_t pairs) {
    lua_createtable(L, 0, 0);
    for (size_t pair = 0; pair < pairs; pair++) {
        place = push_node(L, host, place);
        place = push_node(L, host, place);
        lua_rawset(L, -3);
    }
    return place;
}

static void push_plain(lua_State *L, luahost *host, const luahost_value *value) {
    switch (value->kind) {
    case LUAHOST_BOOLEAN: lua_pushboolean(L, value->content.integer != 0); break;
    case LUAHOST_INTEGER: lua_pushinteger(L, value->content.integer); break;
    case LUAHOST_NUMBER: lua_pushnumber(L, value->content.number); break;
    case LUAHOST_STRING: lua_pushlstring(L, value->content.bytes, value->length); break;
    case LUAHOST_OBJECT: luahost_push_object(L, host, value); break;
    case LUAHOST_FUNCTION: lua_rawgeti(L, LUA_REGISTRYINDEX, value->content.integer); break;
    default: lua_pushnil(L);
    }
}

static size_t push_node(lua_State *L, luahost *host, size_t place) {
    luaL_checkstack(L, 8, "too many values");
    luahost_value node = host->outgoing.values[place];
    if (node.kind == LUAHOST_TABLE) return push_pairs(L, host, place + 1, node.length);
    push_plain(L, host, &node);
    return place + 1;
}

void luahost_push(lua_State *L, luahost *host, const luahost_value *value) {
    luaL_checkstack(L, 8, "too many values");
    if (value->kind == LUAHOST_TABLE) push_pairs(L, host, (size_t)value->content.integer, value->length);
    else push_plain(L, host, value);
}

void *luahost_room(luahost *host, size_t bytes) {
    if (bytes > SIZE_MAX - 4096) return NULL;
    size_t wanted = (bytes + 7) / 8 * 8;
    luahost_block *block = host->room;
    if (!block || block->size - block->used < wanted) {
        size_t size = wanted > 4096 ? wanted : 4096;
        block = luahost_grow(host, NULL, 0, sizeof *block + size);
        if (!block) return NULL;
        *block = (luahost_block){.next = host->room, .size = size};
        host->room = block;
    }
    void *room = (char *)block->words + block->used;
    block->used += wanted;
    return room;
}

int64_t luahost_give(luahost *host, const luahost_value *value) {
    luahost_value *node = luahost_append(host, &host->outgoing);
    if (!node) return -1;
    *node = *value;
    return (int64_t)host->outgoing.count - 1;
}

const luahost_value *luahost_nodes(const luahost *host) { return host->incoming.values; }

static void release_room(luahost *host, luahost_block *block) {
    luahost_release(host, block, sizeof *block + block->size);
}

// A small room is kept, since it is wanted again in the next call.
void luahost_clear_outgoing(luahost *host) {
    host->outgoing.count = 0;
    while (host->room && (host->room->next || host->room->size > 4096)) {
        luahost_block *block = host->room;
        host->room = block->next;
        release_room(host, block);
    }
    if (host->room) host->room->used = 0;
}

void luahost_free_values(luahost *host) {
    luahost_clear_outgoing(host);
    if (host->room) release_room(host, host->room);
    host->room = NULL;
    luahost_release(host, host->incoming.values, host->incoming.capacity * sizeof(luahost_value));
    luahost_release(host, host->outgoing.values, host->outgoing.capacity * sizeof(luahost_value));
}
