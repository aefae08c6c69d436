// string.format without addresses: what would print one is turned to text first, and %p is refused.
#include "host.h"

#include <string.h>

int luahost_format(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *end = text + length;
    int arguments = lua_gettop(L);
    int argument = 1;
    luaL_checkstack(L, arguments + 4, "too many arguments");
    for (const char *at = text; at < end; at++) {
        if (*at != '%' || ++at >= end || *at == '%') continue;
        argument++;
        while (at < end && strchr("-+ #0123456789.", *at)) at++;
        if (at >= end) break;
        if (*at == 'p') return luaL_error(L, "'%%p' is not allowed: an address differs from run to run");
        if (*at != 's' || argument > arguments) continue;
        lua_pushcfunction(L, luahost_tostring);
        lua_pushvalue(L, argument);
        lua_call(L, 1, 1);
        lua_replace(L, argument);
    }
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, arguments, 1);
    return 1;
}
