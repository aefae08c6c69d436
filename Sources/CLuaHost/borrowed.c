// What the host program lends to a worker: columns, and results for all rows. They are copied here when they
// are first named; rows are kept until they are forgotten, columns for as long as the worker runs.
#include "worker.h"

#include <stdlib.h>
#include <unistd.h>

#define FAILED 2    // exit status

void luahost_give_up(void) { _exit(FAILED); }

static void *grown(void *list, size_t count, size_t size) {
    void *larger = realloc(list, (count + 1) * size);
    if (!larger) luahost_give_up();
    return larger;
}

static lent_column *take_column(luahost_work *self, uint64_t number) {
    luahost_wire *in = &self->port.in;
    if (number != self->column_count + 1) return NULL;
    uint64_t count = luahost_take(in), denominator = luahost_take(in), has_numbers = luahost_take(in);
    if (count > luahost_left(in) / sizeof(uint64_t)) return NULL;
    lent_column *lent = malloc(sizeof *lent + count * sizeof(uint64_t));
    const uint64_t *words = luahost_take_words(in, count);
    if (!lent || !words || (int64_t)denominator <= 0) luahost_give_up();
    memcpy(lent->words, words, count * sizeof(uint64_t));
    lent->number = number;
    lent->column = (luahost_column){.count = (int64_t)count, .denominator = (int64_t)denominator};
    if (has_numbers) lent->column.numbers = (const double *)(const void *)lent->words;
    else lent->column.units = (const int64_t *)(const void *)lent->words;
    self->columns = grown(self->columns, self->column_count, sizeof *self->columns);
    self->columns[self->column_count++] = lent;
    return lent;
}

bool luahost_borrow(luahost_port *port, luahost_value *value) {
    luahost_work *self = (luahost_work *)port;
    luahost_wire *in = &port->in;
    value->length = luahost_take(in);
    if (value->type < 0 || value->type >= self->library->type_count) return false;
    if (value->type == self->library->column_type) {
        uint64_t number = luahost_take(in);
        bool is_known = number > 0 && number <= self->column_count;
        const lent_column *column = is_known ? self->columns[number - 1] : take_column(self, number);
        value->content.word = (uint64_t)(uintptr_t)column;
        return column && value->length == 1;
    }
    if (value->length != 1 && value->length != LUAHOST_WORDS) return false;
    const uint64_t *words = luahost_take_words(in, value->length);
    if (!words) return false;
    if (value->length == 1) {
        value->content.word = words[0];
        return words[0] >> LUAHOST_WORD_BITS == 0;
    }
    uint64_t *room = luahost_room(port->host, value->length * sizeof *room);
    if (!room) {
        port->is_short = true;
        return false;
    }
    memcpy(room, words, value->length * sizeof *room);
    value->content.words = room;
    return true;
}

void luahost_put_borrowed(luahost_port *port, const luahost_value *value) {
    const luahost_work *self = (const luahost_work *)port;
    luahost_put(&port->out, value->length);
    if (value->type == self->library->column_type)
        luahost_put(&port->out, ((const lent_column *)(uintptr_t)value->content.word)->number);
    else if (value->length == 1) luahost_put(&port->out, value->content.word);
    else luahost_put_words(&port->out, value->content.words, value->length);
}

static bool is_cell(const luahost_work *self, const luahost_cell *cell, uint64_t texts) {
    switch (cell->kind) {
    case LUAHOST_CELL_ASK:
    case LUAHOST_CELL_NIL: return true;
    case LUAHOST_CELL_EXACT: return cell->denominator > 0;
    case LUAHOST_CELL_TEXT: return cell->value >= 0 && (uint64_t)cell->value < texts;
    case LUAHOST_CELL_OBJECT:
        return cell->denominator >= 0 && cell->denominator < self->library->type_count &&
               (uint64_t)cell->value >> LUAHOST_WORD_BITS == 0;
    default: return false;
    }
}

static void take_cells(luahost_work *self, lent_rows *rows, uint64_t texts) {
    const uint64_t *words = luahost_take_words(&self->port.in, 2 * (size_t)rows->count);
    if (!words) luahost_give_up();
    for (int64_t row = 0; row < rows->count; row++, words += 2) {
        luahost_cell cell = {(int64_t)words[0], (int32_t)(words[1] & 0xffffffffu), (int32_t)(words[1] >> 32)};
        if (!is_cell(self, &cell, texts)) luahost_give_up();
        rows->cells[row] = cell;
    }
}

static void take_texts(luahost_work *self, lent_rows *rows, uint64_t texts) {
    luahost_wire *in = &self->port.in;
    char *at = rows->bytes;
    for (uint64_t i = 0; i < texts; i++) {
        size_t length;
        const char *bytes = luahost_take_bytes(in, &length);
        if (!bytes) luahost_give_up();
        memcpy(at, bytes, length);
        rows->texts[i] = (luahost_value){.kind = LUAHOST_STRING, .content.bytes = at, .length = length};
        at += length;
    }
}

void luahost_borrow_rows(luahost_work *self) {
    luahost_wire *in = &self->port.in;
    uint64_t number = luahost_take(in);
    if (number == 0) return;
    if (number == self->row_count + 1) {
        uint64_t count = luahost_take(in), texts = luahost_take(in);
        if (count > luahost_left(in) / 16 || texts > luahost_left(in) / 8) luahost_give_up();
        lent_rows rows = {
            .cells = malloc((count + 1) * sizeof *rows.cells),
            .texts = malloc((texts + 1) * sizeof *rows.texts),
            .bytes = malloc(luahost_left(in) - count * 16 + 1), .count = (int64_t)count};
        if (!rows.cells || !rows.texts || !rows.bytes) luahost_give_up();
        take_cells(self, &rows, texts);
        take_texts(self, &rows, texts);
        self->rows = grown(self->rows, self->row_count, sizeof *self->rows);
        self->rows[self->row_count++] = rows;
    }
    if (number > self->row_count) luahost_give_up();
    const lent_rows *rows = &self->rows[number - 1];
    luahost_keep_rows(self->port.host, rows->cells, rows->count, rows->texts);
}

void luahost_return_rows(luahost_work *self) {
    luahost_forget_rows(self->port.host);
    while (self->row_count > 0) {
        const lent_rows *rows = &self->rows[--self->row_count];
        free(rows->cells);
        free(rows->texts);
        free(rows->bytes);
    }
}
