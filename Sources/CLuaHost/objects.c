// Host values in Lua. One that is small and has no identity is a light userdata: its type in the upper
// bits and its word in the lower, which takes no memory; all others are blocks of their type and words.
#include "host.h"

bool luahost_read_object(lua_State *L, int index, luahost_value *value) {
    switch (lua_type(L, index)) {
    case LUA_TLIGHTUSERDATA: {
        uint64_t bits = (uint64_t)(uintptr_t)lua_touserdata(L, index);
        value->kind = LUAHOST_OBJECT;
        value->type = (int32_t)(bits >> LUAHOST_WORD_BITS);
        value->content.word = bits & (((uint64_t)1 << LUAHOST_WORD_BITS) - 1);
        value->length = 1;
        return true;
    }
    case LUA_TUSERDATA: {
        const luahost_object *object = lua_touserdata(L, index);
        value->kind = LUAHOST_OBJECT;
        value->type = object->type;
        value->length = (size_t)object->count;
        if (object->count == 1) value->content.word = object->words[0];
        else value->content.words = object->words;
        return true;
    }
    default: return false;
    }
}

static void push_metatable(lua_State *L, luahost *host, int32_t type);

void luahost_push_block(lua_State *L, luahost *host, const luahost_value *value) {
    luahost_object *object = lua_newuserdatauv(L, sizeof *object + value->length * sizeof(uint64_t), 0);
    object->type = value->type;
    object->count = (int32_t)value->length;
    if (value->length == 1) object->words[0] = value->content.word;
    else memcpy(object->words, value->content.words, value->length * sizeof(uint64_t));
    push_metatable(L, host, value->type);
    lua_setmetatable(L, -2);
}

void luahost_push_object(lua_State *L, luahost *host, const luahost_value *value) {
    bool is_light = value->length == 1 && host->library->types[value->type].form == LUAHOST_VALUE;
    if (is_light) lua_pushlightuserdata(L, luahost_light(value->type, value->content.word));
    else luahost_push_block(L, host, value);
}

static int new_index(lua_State *L) {
    luahost_value value;
    const char *name = "a host value";
    if (luahost_read_object(L, 1, &value)) name = luahost_of(L)->library->types[value.type].name;
    return luaL_error(L, "%s is read-only: '%s' cannot be set", name,
                      lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2));
}

// Methods are found without leaving Lua; only other fields are asked of Swift.
static int own_index(lua_State *L) {
    luahost_value value;
    if (!luahost_read_object(L, 1, &value)) return luaL_error(L, "a host value is wanted");
    luahost *host = luahost_of(L);
    lua_settop(L, 2);
    lua_rawgeti(L, LUA_REGISTRYINDEX, host->type_tables);
    lua_rawgeti(L, 3, LUAHOST_TYPES + value.type);
    if (lua_isnil(L, 4)) {      // a light value's type that was not used before
        push_metatable(L, host, value.type);
        lua_pop(L, 2);
        lua_rawgeti(L, 3, LUAHOST_TYPES + value.type);
    }
    lua_pushvalue(L, 2);
    if (lua_rawget(L, 4) != LUA_TNIL) return 1;
    lua_settop(L, 2);
    int32_t function = host->library->types[value.type].operators[LUAHOST_INDEX];
    if (function < 0) {
        lua_pushnil(L);
        return 1;
    }
    return luahost_call_swift(L, function, 2);
}

// Comes only where the shared fields, at index 1, do not have the name yet.
static int shared_index(lua_State *L) {
    luahost *host = luahost_of(L);
    const luahost_type *type = &host->library->types[lua_tointeger(L, lua_upvalueindex(1))];
    int32_t function = type->operators[LUAHOST_INDEX];
    lua_settop(L, 2);
    if (function < 0) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushnil(L);
    lua_replace(L, 1);
    if (type->index_by_row && luahost_push_kept(L, host, function)) return 1;
    luahost_call_swift(L, function, 2);
    if (host->is_constant) {
        lua_pushvalue(L, 2);
        lua_pushvalue(L, -2);
        lua_rawset(L, lua_upvalueindex(2));
    }
    return 1;
}

static int text(lua_State *L) {
    luahost_value value;
    if (!luahost_read_object(L, 1, &value)) return luaL_error(L, "a host value is wanted");
    int32_t function = luahost_of(L)->library->types[value.type].operators[LUAHOST_TEXT];
    if (function >= 0) return luahost_call_swift(L, function, 1);
    lua_pushstring(L, luahost_of(L)->library->types[value.type].name);
    return 1;
}

static int length(lua_State *L) {
    luahost_value value;
    int32_t function = luahost_read_object(L, 1, &value)
        ? luahost_of(L)->library->types[value.type].operators[LUAHOST_LENGTH] : -1;
    if (function < 0) return luaL_error(L, "this value has no length");
    return luahost_call_swift(L, function, 1);
}

// There is no `__concat`: see docs/design/003-lua-bridge.md.
static void set_events(lua_State *L, const luahost *host, const char *name) {
    luaL_setfuncs(L, host->library->asks ? luahost_asked_arithmetic : luahost_arithmetic, 0);
    static const luaL_Reg others[] = {
        {"__eq", luahost_equal}, {"__tostring", text}, {"__len", length}, {"__newindex", new_index}, {NULL, NULL}};
    luaL_setfuncs(L, others, 0);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__name");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__metatable");
}

bool luahost_is_host_function(lua_CFunction function) {
    for (const luaL_Reg *event = luahost_arithmetic; event->name; event++)
        if (event->func == function) return true;
    return function == own_index || function == shared_index || function == text || function == length ||
           luahost_is_trampoline(function);
}

static void push_methods(lua_State *L, const luahost_type *type) {
    lua_createtable(L, 0, type->method_count);
    for (int32_t i = 0; i < type->method_count; i++) {
        luahost_push_function(L, &type->methods[i]);
        lua_setfield(L, -2, type->methods[i].name);
    }
}

// Made when the first value of the type comes: most runs use a few types only.
static void push_metatable(lua_State *L, luahost *host, int32_t number) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, host->type_tables);
    if (lua_rawgeti(L, -1, number) != LUA_TNIL) {
        lua_remove(L, -2);
        return;
    }
    lua_pop(L, 1);
    const luahost_type *type = &host->library->types[number];
    bool is_column = number == host->library->column_type;
    luaL_checkstack(L, 8, "too many values");
    lua_newtable(L);
    set_events(L, host, type->name);
    push_methods(L, type);
    if (is_column) luaL_setfuncs(L, luahost_column_methods, 0);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -4, LUAHOST_TYPES + number);
    if (is_column) {
        lua_pushcclosure(L, luahost_column_index, 1);
        lua_pushcfunction(L, luahost_column_length);
        lua_setfield(L, -3, "__len");
    } else if (type->form == LUAHOST_SHARED_FIELDS) {
        lua_createtable(L, 0, 1);
        lua_pushinteger(L, number);
        lua_pushvalue(L, -3);
        lua_pushcclosure(L, shared_index, 2);
        lua_setfield(L, -2, "__index");
        lua_setmetatable(L, -2);
    } else {
        lua_pop(L, 1);
        lua_pushcfunction(L, own_index);
    }
    lua_setfield(L, -2, "__index");
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, number);
    lua_remove(L, -2);
}

// All light values have one metatable, which finds their types by their words.
void luahost_open_types(lua_State *L, luahost *host) {
    lua_newtable(L);
    host->type_tables = luaL_ref(L, LUA_REGISTRYINDEX);
    lua_pushlightuserdata(L, NULL);
    lua_newtable(L);
    set_events(L, host, "value");
    lua_pushcfunction(L, own_index);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}
