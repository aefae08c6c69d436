// What lies in the host program's memory and is read in the worker: columns, and results for all rows. It is
// told once, and known by its number then.
#include "remote.h"

static void end_short(luahost_remote *remote) { luahost_end_process(&remote->process, LUAHOST_MEMORY, ""); }

static void put_column(luahost_remote *remote, const luahost_column *column) {
    luahost_wire *out = &remote->port.out;
    uint64_t number = luahost_map_get(&remote->columns, (uint64_t)(uintptr_t)column);
    bool is_new = number == 0;
    if (is_new) {
        number = remote->columns.count + 1;
        if (!luahost_map_set(&remote->columns, (uint64_t)(uintptr_t)column, number) ||
            !luahost_map_set(&remote->column_places, number, (uint64_t)(uintptr_t)column))
            end_short(remote);
    }
    luahost_put(out, number);
    if (!is_new) return;
    remote->lent_for_good += (size_t)column->count * sizeof(uint64_t);
    luahost_lend(&remote->process, remote->lent_for_good + remote->lent_rows);
    luahost_put(out, (uint64_t)column->count);
    luahost_put(out, (uint64_t)column->denominator);
    luahost_put(out, column->numbers != NULL);
    // Doubles are words as much as whole numbers are.
    luahost_put_words(out, column->numbers ? (const uint64_t *)(const void *)column->numbers
                                           : (const uint64_t *)(const void *)column->units,
                      (size_t)column->count);
}

void luahost_put_object(luahost_port *port, const luahost_value *value) {
    luahost_remote *remote = (luahost_remote *)port;
    const luahost_library *library = port->host->library;
    const uint64_t *words = value->length == 1 ? &value->content.word : value->content.words;
    luahost_put(&port->out, value->length);
    if (value->type == library->column_type) {
        put_column(remote, (const luahost_column *)(uintptr_t)words[0]);
        return;
    }
    bool needs_mark = value->type != library->exact_type || library->asks;
    if (needs_mark && !luahost_remember(&remote->given, value->type, words, value->length)) end_short(remote);
    luahost_put_words(&port->out, words, value->length);
}

bool luahost_take_object(luahost_port *port, luahost_value *value) {
    luahost_remote *remote = (luahost_remote *)port;
    const luahost_library *library = port->host->library;
    value->length = luahost_take(&port->in);
    if (value->type < 0 || value->type >= library->type_count) return false;
    if (value->length != 1 && value->length != LUAHOST_WORDS) return false;
    const uint64_t *words = luahost_take_words(&port->in, value->length);
    if (!words) return false;
    if (value->length == 1) value->content.word = words[0];
    else value->content.words = words;
    if (value->type == library->column_type) {
        value->content.word = value->length == 1 ? luahost_map_get(&remote->column_places, words[0]) : 0;
        return value->content.word != 0;
    }
    bool is_exact = value->type == library->exact_type;
    if (is_exact && luahost_is_exact(words, value->length, library->asks)) return true;
    if (is_exact && !library->asks) return false;
    return luahost_was_given(&remote->given, value->type, words, value->length);
}

static void put_cells(luahost_remote *remote, const luahost_rows *rows) {
    luahost_wire *out = &remote->port.out;
    for (int64_t row = 0; row < rows->count; row++) {
        const luahost_cell *cell = &rows->cells[row];
        uint64_t words[2] = {(uint64_t)cell->value, (uint64_t)cell->kind << 32 | (uint32_t)cell->denominator};
        luahost_put_words(out, words, 2);
        bool needs_mark = cell->kind == LUAHOST_CELL_OBJECT;
        if (needs_mark && !luahost_remember(&remote->given, cell->denominator, words, 1)) end_short(remote);
    }
}

// Nobody says how many texts there are, but for the cells that name them.
static int64_t count_texts(const luahost_rows *rows) {
    int64_t count = 0;
    for (int64_t row = 0; row < rows->count; row++) {
        const luahost_cell *cell = &rows->cells[row];
        if (cell->kind == LUAHOST_CELL_TEXT && cell->value >= count) count = cell->value + 1;
    }
    return count;
}

void luahost_put_rows(luahost_remote *remote, const luahost_rows *rows) {
    luahost_wire *out = &remote->port.out;
    uint64_t address = (uint64_t)(uintptr_t)rows->cells;
    uint64_t number = address ? luahost_map_get(&remote->rows, address) : 0;
    bool is_new = address && number == 0;
    if (is_new) {
        number = remote->rows.count + 1;
        if (!luahost_map_set(&remote->rows, address, number)) end_short(remote);
    }
    luahost_put(out, number);
    if (!is_new) return;
    int64_t texts = count_texts(rows);
    size_t before = out->length;
    luahost_put(out, (uint64_t)rows->count);
    luahost_put(out, (uint64_t)texts);
    put_cells(remote, rows);
    for (int64_t i = 0; i < texts; i++)
        luahost_put_bytes(out, rows->texts[i].content.bytes, rows->texts[i].length);
    remote->lent_rows += out->length - before;
    luahost_lend(&remote->process, remote->lent_for_good + remote->lent_rows);
}
