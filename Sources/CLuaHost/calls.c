// How a script gets to Swift: the arguments are handed over, Swift returns, and only then is pushed or
// raised.
#include "host.h"

// Leaves the result on top of the stack and returns 1.
int luahost_call_swift(lua_State *L, int32_t function, int arguments) {
    luahost *host = luahost_of(L);
    if (host->recorder) return luahost_record_effect(L, host, function, arguments);
    if (arguments > LUAHOST_ARGUMENTS)
        return luaL_error(L, "a host function takes at most %d arguments", LUAHOST_ARGUMENTS);
    luahost_value values[LUAHOST_ARGUMENTS];
    host->incoming.count = 0;
    host->crossing = 0;
    for (int index = 0; index < arguments; index++)
        if (!luahost_read_simple(L, index + 1, &values[index])) luahost_read(L, host, index + 1, &values[index]);
    luahost_value result = {0};
    int32_t status = host->callback(host->context, host, function, values, arguments, &result);
    if (status == LUAHOST_MEMORY) luahost_stop(L, LUAHOST_MEMORY);
    if (host->pending.cells) luahost_store_rows(L, host, function);
    if (arguments > 8 || !luahost_push_simple(L, host, &result)) {
        luahost_push(L, host, &result);
        luahost_clear_outgoing(host);
    }
    host->is_constant = status == LUAHOST_CONSTANT;
    if (status != LUAHOST_ERROR) return 1;
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
    return lua_error(L);
}

// What a module of the host does not have, asked of Swift so that the error can say what is near.
static int unknown_field(lua_State *L) {
    lua_settop(L, 2);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_replace(L, 1);
    return luahost_call_swift(L, luahost_of(L)->library->unknown_name, 2);
}

bool luahost_push_module(lua_State *L, luahost *host, const char *name) {
    const luahost_module *module = host->library->modules;
    const luahost_module *end = module + host->library->module_count;
    while (module < end && strcmp(module->name, name) != 0) module++;
    if (module == end) return false;
    lua_createtable(L, 0, module->function_count);
    for (int32_t i = 0; i < module->function_count; i++) {
        luahost_push_function(L, &module->functions[i]);
        lua_setfield(L, -2, module->functions[i].name);
    }
    if (host->library->unknown_name >= 0) {
        lua_createtable(L, 0, 1);
        lua_pushstring(L, name);
        lua_pushcclosure(L, unknown_field, 1);
        lua_setfield(L, -2, "__index");
        lua_setmetatable(L, -2);
    }
    luahost_make_read_only(L, name);
    return true;
}

static int refuse_change(lua_State *L) {
    return luaL_error(L, "%s is read-only: '%s' cannot be set", lua_tostring(L, lua_upvalueindex(1)),
                      lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : luaL_typename(L, 2));
}

// The stand-in is empty, so that every assignment comes to its metatable.
void luahost_make_read_only(lua_State *L, const char *name) {
    lua_newtable(L);
    lua_createtable(L, 0, 4);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushstring(L, name);
    lua_pushcclosure(L, refuse_change, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__metatable");
    lua_pushboolean(L, true);
    lua_setfield(L, -2, LUAHOST_STANDS_IN);
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

bool luahost_is_stand_in(lua_State *L, int index) {
    if (!lua_getmetatable(L, index)) return false;
    bool is = lua_getfield(L, -1, LUAHOST_STANDS_IN) != LUA_TNIL;
    lua_pop(L, 2);
    return is;
}
