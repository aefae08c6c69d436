// What a failure is told as: message, place and traceback, written to memory outside the state, so
// that it can also be told when the state has none left.
#include "plan.h"

#include <stdio.h>
#include <string.h>

void luahost_set_message(luahost *host, const char *bytes, size_t length) {
    if (length > sizeof host->message) length = sizeof host->message;
    memcpy(host->message, bytes, length);
    host->message_length = length;
}

// Frames of the host are left out: they are nothing that the author of a script can mend.
void luahost_trace(lua_State *L, luahost *host) {
    if (host->effect) {     // of a plan: what was recorded stands for what would be there
        snprintf(host->file, sizeof host->file, "%s", host->effect->file);
        snprintf(host->traceback, sizeof host->traceback, "%s", host->effect->traceback);
        host->line = host->effect->line;
        return;
    }
    size_t used = 0;
    host->line = 0;
    int shown = 0;
    lua_Debug frame;
    for (int level = 0; shown < LUAHOST_FRAMES && lua_getstack(L, level, &frame); level++) {
        lua_getinfo(L, "Snl", &frame);
        if (frame.currentline <= 0) continue;
        if (!host->line) {
            snprintf(host->file, sizeof host->file, "%s", frame.short_src);
            host->line = frame.currentline;
        }
        char name[64];
        if (frame.name) snprintf(name, sizeof name, "%s", frame.name);
        else if (*frame.what == 'm') snprintf(name, sizeof name, "the file's own code");
        else snprintf(name, sizeof name, "the function at line %d", frame.linedefined);
        int written = snprintf(host->traceback + used, sizeof host->traceback - used, "%s:%d in %s\n",
                               frame.short_src, frame.currentline, name);
        if (written < 0 || used + (size_t)written >= sizeof host->traceback) break;
        used += (size_t)written;
        shown++;
    }
    host->traceback[used] = 0;
}

// An error may be anything; a table may say what it means in its field `message`.
static void describe_value(lua_State *L, luahost *host) {
    char text[64];
    size_t length;
    switch (lua_type(L, 1)) {
    case LUA_TSTRING: {
        const char *bytes = lua_tolstring(L, 1, &length);
        luahost_set_message(host, bytes, length);
        return;
    }
    case LUA_TNUMBER:
        if (lua_isinteger(L, 1)) snprintf(text, sizeof text, LUA_INTEGER_FMT, lua_tointeger(L, 1));
        else snprintf(text, sizeof text, LUA_NUMBER_FMT, lua_tonumber(L, 1));
        break;
    case LUA_TBOOLEAN: snprintf(text, sizeof text, "%s", lua_toboolean(L, 1) ? "true" : "false"); break;
    case LUA_TTABLE:
        lua_pushstring(L, "message");
        if (lua_rawget(L, 1) == LUA_TSTRING) {
            const char *bytes = lua_tolstring(L, -1, &length);
            luahost_set_message(host, bytes, length);
            return;
        }
        snprintf(text, sizeof text, "an error that is a table with no message");
        break;
    default: snprintf(text, sizeof text, "an error that is %s", luaL_typename(L, 1));
    }
    luahost_set_message(host, text, strlen(text));
}

int luahost_on_error(lua_State *L) {
    luahost *host = luahost_of(L);
    if (host->killed) return 1;
    host->message_length = 0;
    luahost_trace(L, host);
    describe_value(L, host);
    return 1;
}

void luahost_describe(luahost *host, int32_t status) {
    host->status = status;
    if (status == LUAHOST_ERROR && host->message_length == 0) {
        static const char unknown[] = "an error with no message";
        luahost_set_message(host, unknown, sizeof unknown - 1);
    }
}

luahost_failure luahost_last_failure(const luahost *host) {
    return (luahost_failure){
        .status = host->status,
        .message = host->message,
        .length = host->message_length,
        .file = host->file,
        .line = host->line,
        .traceback = host->traceback,
    };
}
