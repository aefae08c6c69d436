// Known faults of the linked Lua, found by trying.
#include "CLuaHost.h"

#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <string.h>

// Up to Lua 5.4.6, a constant left operand of a bitwise operator is lost in a function that has more
// than 255 constants: `1 ~ (2 or 3)` gives another number. So is tried just that.
bool luahost_has_bitwise_fault(void) {
    lua_State *L = luaL_newstate();
    if (!L) return false;
    luaL_Buffer script;
    luaL_buffinit(L, &script);
    luaL_addstring(&script, "local x = {");
    for (int constant = 1; constant <= 257; constant++) {
        lua_pushfstring(L, "%d.1,", constant);
        luaL_addvalue(&script);
    }
    luaL_addstring(&script, "} return (1 ~ (2 or 3)) == 3 and (1 | (2 or 3)) == 3 and (1 << (2 or 3)) == 4");
    luaL_pushresult(&script);
    bool right = luaL_dostring(L, lua_tostring(L, -1)) == LUA_OK && lua_toboolean(L, -1);
    lua_close(L);
    return !right;
}
