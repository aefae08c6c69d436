// Results for all rows at once. A rule is called for each person, and asks the same of each: the first call
// gives the results for all, and the others take theirs from a column, without going to Swift.
#include "plan.h"

#define ANCHORS "luahost.anchors"

// What stands in the upper bits of a key where that is no type: no word of a host value is taken for a string,
// or for nil.
enum { KEY_OF_NIL = LUAHOST_TYPES + 1, KEY_OF_STRING };

// What an argument is known by: two arguments of one key are the same for as long as rows are kept. Short
// strings are kept once by Lua, and anchored while they are a key.
static bool key_of(lua_State *L, int index, uint64_t *key) {
    switch (lua_type(L, index)) {
    case LUA_TNONE:
    case LUA_TNIL: *key = (uint64_t)KEY_OF_NIL << LUAHOST_WORD_BITS; return true;
    case LUA_TLIGHTUSERDATA: *key = (uint64_t)(uintptr_t)lua_touserdata(L, index); return true;
    case LUA_TUSERDATA: {
        const luahost_object *object = lua_touserdata(L, index);
        *key = (uint64_t)object->type << LUAHOST_WORD_BITS | object->words[0];
        return object->count == 1;
    }
    case LUA_TSTRING: {
        size_t length;
        *key = (uint64_t)(uintptr_t)lua_tolstring(L, index, &length) | (uint64_t)KEY_OF_STRING << LUAHOST_WORD_BITS;
        return length <= 40;    // longer ones may be there twice
    }
    default: return false;
    }
}

static luahost_kept_rows *place_of(luahost *host, int32_t function, uint64_t first, uint64_t second) {
    uint64_t hash = (first ^ second * 0x9e3779b97f4a7c15u ^ (uint64_t)function << 32) * 0xbf58476d1ce4e5b9u;
    return &host->kept[hash >> 32 & (LUAHOST_KEPT - 1)];
}

// Pushes one row's result, and returns false where the host is to be asked.
static bool push_cell(lua_State *L, luahost *host, const luahost_rows *rows) {
    if ((uint64_t)host->row >= (uint64_t)rows->count) return false;
    const luahost_cell *cell = &rows->cells[host->row];
    if (host->recorder && cell->kind == LUAHOST_CELL_EXACT) {
        luahost_push_recorded(L, host, rows);
        return true;
    }
    if (host->recorder && cell->kind != LUAHOST_CELL_ASK) luahost_record_cell(L, host, rows);
    switch (cell->kind) {
    case LUAHOST_CELL_EXACT: {
        luahost_ratio ratio = {cell->value, cell->denominator};
        luahost_reduce(&ratio);
        luahost_push_ratio(L, host, ratio.numerator, ratio.denominator);
        return true;
    }
    case LUAHOST_CELL_OBJECT: {
        luahost_value value = {.kind = LUAHOST_OBJECT, .type = cell->denominator, .length = 1};
        value.content.word = (uint64_t)cell->value;
        luahost_push_object(L, host, &value);
        return true;
    }
    case LUAHOST_CELL_TEXT: {
        const luahost_value *text = &rows->texts[cell->value];
        lua_pushlstring(L, text->content.bytes, text->length);
        return true;
    }
    case LUAHOST_CELL_NIL: lua_pushnil(L); return true;
    default: return false;
    }
}

bool luahost_push_kept(lua_State *L, luahost *host, int32_t function) {
    uint64_t first, second;
    if (!host->has_kept || !key_of(L, 1, &first) || !key_of(L, 2, &second) || lua_gettop(L) > 2) return false;
    const luahost_kept_rows *kept = place_of(host, function, first, second);
    return kept->function == function && kept->first == first && kept->second == second &&
           kept->rows.cells && push_cell(L, host, &kept->rows);
}

// Runs after Swift has returned, since it may raise.
void luahost_store_rows(lua_State *L, luahost *host, int32_t function) {
    luahost_rows rows = host->pending;
    host->pending.cells = NULL;
    uint64_t first, second;
    if (!key_of(L, 1, &first) || !key_of(L, 2, &second)) return;
    for (int index = 1; index <= 2; index++) {
        if (lua_type(L, index) != LUA_TSTRING) continue;
        luaL_getsubtable(L, LUA_REGISTRYINDEX, ANCHORS);
        lua_pushvalue(L, index);
        lua_pushboolean(L, true);
        lua_rawset(L, -3);
        lua_pop(L, 1);
    }
    *place_of(host, function, first, second) = (luahost_kept_rows){first, second, rows, function};
    host->has_kept = true;
}

void luahost_keep_rows(luahost *host, const luahost_cell *cells, int64_t count, const luahost_value *texts) {
    host->pending = (luahost_rows){cells, texts, count};
}

void luahost_forget_rows(luahost *host) {
    if (host->remote) {
        luahost_remote_forget_rows(host);
        return;
    }
    luahost_free_plan(host);
    memset(host->kept, 0, sizeof host->kept);
    host->has_kept = false;
}
