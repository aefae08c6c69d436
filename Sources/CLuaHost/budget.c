// What loops in C is charged to the run, because no hook of Lua's fires there.
#include "host.h"

// Comes once in LUAHOST_WORK steps, so that charging costs a subtraction and a compare.
void luahost_settle_work(lua_State *L, luahost *host) {
    int64_t spent = LUAHOST_WORK - host->work_left;
    host->work_left = LUAHOST_WORK;
    if (host->deadline_passed) luahost_stop(L, LUAHOST_TIME);
    if (host->limits.instructions <= 0) return;
    host->instructions_left -= spent;
    if (host->instructions_left <= 0) luahost_stop(L, LUAHOST_INSTRUCTIONS);
}
