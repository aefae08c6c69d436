// The worker's side: an ordinary state in this process, run by what comes over the channel. Its host
// functions are asked for over the same channel. Memory lent by the host program is kept until it is forgotten.
#include "wire.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define TABLE_DEPTH 200             // of tables that come; those that go nest less deep
#define FAILED 2                    // exit status: what came was no frame that could come here

typedef struct {
    luahost_column column;          // first: what lies in Lua is its address
    uint64_t number;
    uint64_t words[];
} lent_column;

typedef struct {
    luahost_cell *cells;
    luahost_value *texts;
    char *bytes;                    // of the texts
    int64_t count;
} lent_rows;

typedef struct {
    luahost_port port;              // first: each port of this side is one of a worker
    const luahost_library *library;
    int channel;
    lent_column **columns;          // by number, from 1
    size_t column_count;
    lent_rows *rows;
    size_t row_count;
} worker;

// What cannot be gone on with ends the process; the host program says so.
static _Noreturn void give_up(void) { _exit(FAILED); }

// MARK: The channel

static int64_t hear(void *context, void *bytes, size_t size) {
    const worker *self = context;
    ssize_t got;
    do got = read(self->channel, bytes, size);
    while (got < 0 && errno == EINTR);
    return got;
}

static void tell(worker *self) {
    luahost_wire *out = &self->port.out;
    for (size_t told = 0; told < out->length;) {
        ssize_t went = write(self->channel, out->bytes + told, out->length - told);
        if (went < 0 && errno == EINTR) continue;
        if (went <= 0) give_up();
        told += (size_t)went;
    }
    luahost_clear_wire(out);
}

static int next_frame(worker *self) {
    int kind = luahost_take_frame(&self->port.in, SIZE_MAX / 4, hear, self);
    if (kind == LUAHOST_FRAME_NONE) _exit(0);   // the host program is done with it, or gone
    return kind;
}

// MARK: What is lent

static void *grown(void *list, size_t count, size_t size) {
    void *larger = realloc(list, (count + 1) * size);
    if (!larger) give_up();
    return larger;
}

static lent_column *take_column(worker *self, uint64_t number) {
    luahost_wire *in = &self->port.in;
    if (number != self->column_count + 1) return NULL;
    uint64_t count = luahost_take(in), denominator = luahost_take(in), has_numbers = luahost_take(in);
    if (count > luahost_left(in) / sizeof(uint64_t)) return NULL;
    lent_column *lent = malloc(sizeof *lent + count * sizeof(uint64_t));
    const uint64_t *words = luahost_take_words(in, count);
    if (!lent || !words || (int64_t)denominator <= 0) give_up();
    memcpy(lent->words, words, count * sizeof(uint64_t));
    lent->number = number;
    lent->column = (luahost_column){.count = (int64_t)count, .denominator = (int64_t)denominator};
    if (has_numbers) lent->column.numbers = (const double *)(const void *)lent->words;
    else lent->column.units = (const int64_t *)(const void *)lent->words;
    self->columns = grown(self->columns, self->column_count, sizeof *self->columns);
    self->columns[self->column_count++] = lent;
    return lent;
}

static bool take_object(luahost_port *port, luahost_value *value) {
    worker *self = (worker *)port;
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

static void put_object(luahost_port *port, const luahost_value *value) {
    const worker *self = (const worker *)port;
    luahost_put(&port->out, value->length);
    if (value->type == self->library->column_type)
        luahost_put(&port->out, ((const lent_column *)(uintptr_t)value->content.word)->number);
    else if (value->length == 1) luahost_put(&port->out, value->content.word);
    else luahost_put_words(&port->out, value->content.words, value->length);
}

static bool is_cell(const worker *self, const luahost_cell *cell, uint64_t texts) {
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

static void take_cells(worker *self, lent_rows *rows, uint64_t texts) {
    const uint64_t *words = luahost_take_words(&self->port.in, 2 * (size_t)rows->count);
    if (!words) give_up();
    for (int64_t row = 0; row < rows->count; row++, words += 2) {
        luahost_cell cell = {(int64_t)words[0], (int32_t)(words[1] & 0xffffffffu), (int32_t)(words[1] >> 32)};
        if (!is_cell(self, &cell, texts)) give_up();
        rows->cells[row] = cell;
    }
}

static void take_texts(worker *self, lent_rows *rows, uint64_t texts) {
    luahost_wire *in = &self->port.in;
    char *at = rows->bytes;
    for (uint64_t i = 0; i < texts; i++) {
        size_t length;
        const char *bytes = luahost_take_bytes(in, &length);
        if (!bytes) give_up();
        memcpy(at, bytes, length);
        rows->texts[i] = (luahost_value){.kind = LUAHOST_STRING, .content.bytes = at, .length = length};
        at += length;
    }
}

// Results for all rows, which the running host function gave to be kept.
static void take_rows(worker *self) {
    luahost_wire *in = &self->port.in;
    uint64_t number = luahost_take(in);
    if (number == 0) return;
    if (number == self->row_count + 1) {
        uint64_t count = luahost_take(in), texts = luahost_take(in);
        if (count > luahost_left(in) / 16 || texts > luahost_left(in) / 8) give_up();
        lent_rows rows = {
            .cells = malloc((count + 1) * sizeof *rows.cells), .texts = malloc((texts + 1) * sizeof *rows.texts),
            .bytes = malloc(luahost_left(in) - count * 16 + 1), .count = (int64_t)count};
        if (!rows.cells || !rows.texts || !rows.bytes) give_up();
        take_cells(self, &rows, texts);
        take_texts(self, &rows, texts);
        self->rows = grown(self->rows, self->row_count, sizeof *self->rows);
        self->rows[self->row_count++] = rows;
    }
    if (number > self->row_count) give_up();
    const lent_rows *rows = &self->rows[number - 1];
    luahost_keep_rows(self->port.host, rows->cells, rows->count, rows->texts);
}

static void forget_rows(worker *self) {
    luahost_forget_rows(self->port.host);
    while (self->row_count > 0) {
        const lent_rows *rows = &self->rows[--self->row_count];
        free(rows->cells);
        free(rows->texts);
        free(rows->bytes);
    }
}

// MARK: What is changed

static void take_source(worker *self) {
    luahost_wire *in = &self->port.in;
    size_t length;
    const char *module = luahost_take_text(in), *chunk = luahost_take_text(in);
    const char *bytes = luahost_take_bytes(in, &length);
    char *copy = malloc(length + 1);
    if (!copy || !luahost_is_taken(in) || !*chunk) give_up();
    if (length > 0) memcpy(copy, bytes, length);
    if (luahost_define_source(self->port.host, module, chunk, copy, length) != LUAHOST_OK) give_up();
}

// Returns false where the frame is no setting.
static bool take_setting(worker *self, int kind) {
    luahost *host = self->port.host;
    switch (kind) {
    case LUAHOST_FRAME_SOURCE: take_source(self); return true;
    case LUAHOST_FRAME_REFUSE_BITWISE: luahost_refuse_bitwise(host, luahost_take(&self->port.in) != 0); return true;
    case LUAHOST_FRAME_FORGET_ROWS: forget_rows(self); return true;
    case LUAHOST_FRAME_FAIL_ALLOCATION:
        luahost_fail_allocation(host, (int64_t)luahost_take(&self->port.in));
        return true;
    default: return false;
    }
}

// MARK: Calls

// The luahost_callback of the state.
static int32_t ask(
    void *context, luahost *host, int32_t function, const luahost_value *arguments, int32_t count,
    luahost_value *result) {
    worker *self = context;
    luahost_port *port = &self->port;
    luahost_wire *out = &port->out;
    char file[LUA_IDSIZE] = "";
    int32_t line = luahost_where(host, file, sizeof file);
    luahost_begin_frame(out, LUAHOST_FRAME_ASK);
    luahost_put(out, (uint32_t)function);
    luahost_put(out, (uint64_t)luahost_row(host));
    luahost_put(out, luahost_bytes(host));
    luahost_put(out, (uint64_t)line);
    luahost_put_bytes(out, file, strlen(file) + 1);
    luahost_put(out, (uint64_t)count);
    for (int32_t i = 0; i < count; i++) luahost_put_value(port, luahost_nodes(host), &arguments[i]);
    luahost_end_frame(out);
    if (out->failed) {
        luahost_clear_wire(out);
        return LUAHOST_MEMORY;
    }
    tell(self);
    int kind = next_frame(self);
    while (take_setting(self, kind)) kind = next_frame(self);
    if (kind != LUAHOST_FRAME_RESULT) give_up();
    int32_t status = (int32_t)luahost_take(&port->in);
    take_rows(self);
    if (luahost_take_value(port, result) && luahost_is_taken(&port->in)) return status;
    if (!port->is_short) give_up();
    port->is_short = false;
    return LUAHOST_MEMORY;
}

static void put_done(worker *self, int32_t status, const luahost_value *values, int32_t count) {
    luahost *host = self->port.host;
    luahost_wire *out = &self->port.out;
    luahost_failure failure = luahost_last_failure(host);
    luahost_begin_frame(out, LUAHOST_FRAME_DONE);
    luahost_put(out, (uint64_t)status);
    luahost_put(out, (uint64_t)host->killed);
    luahost_put(out, (uint64_t)luahost_row(host));
    luahost_put(out, luahost_bytes(host));
    luahost_put(out, (uint64_t)failure.line);
    luahost_put_bytes(out, failure.file, strlen(failure.file) + 1);
    luahost_put_bytes(out, failure.traceback, strlen(failure.traceback) + 1);
    luahost_put_bytes(out, failure.message, failure.length);
    luahost_put_nodes(&self->port, values, (size_t)count);
    luahost_end_frame(out);
}

static void done(worker *self, int32_t status, const luahost_value *values, int32_t count) {
    put_done(self, status, values, count);
    if (self->port.out.failed) {    // too little memory beside the state's for what it returned
        luahost_clear_wire(&self->port.out);
        self->port.host->killed = LUAHOST_MEMORY;
        put_done(self, LUAHOST_MEMORY, NULL, 0);
    }
    tell(self);
}

// Takes the arguments of a call; LUAHOST_MEMORY where the state has no room for them.
static int32_t take_arguments(worker *self, luahost_value *arguments, uint64_t count) {
    luahost_port *port = &self->port;
    for (uint64_t i = 0; i < count; i++) {
        if (luahost_take_value(port, &arguments[i])) continue;
        if (!port->is_short) give_up();
        port->is_short = false;
        luahost_clear_outgoing(port->host);
        return LUAHOST_MEMORY;
    }
    if (!luahost_is_taken(&port->in)) give_up();
    return LUAHOST_OK;
}

static void require(worker *self) {
    const luahost_value *values = NULL;
    int32_t count = 0;
    const char *module = luahost_take_text(&self->port.in);
    if (!luahost_is_taken(&self->port.in)) give_up();
    int32_t status = luahost_require(self->port.host, module, &values, &count);
    done(self, status, values, count);
}

static void call(worker *self) {
    luahost_wire *in = &self->port.in;
    const luahost_value *values = NULL;
    int32_t value_count = 0;
    int64_t reference = (int64_t)luahost_take(in);
    uint64_t count = luahost_take(in);
    if (count > luahost_left(in) / 8) give_up();
    luahost_value *arguments = malloc((count + 1) * sizeof *arguments);
    if (!arguments) give_up();
    int32_t status = take_arguments(self, arguments, count);
    if (status == LUAHOST_OK)
        status = luahost_call(self->port.host, reference, arguments, (int32_t)count, &values, &value_count);
    free(arguments);
    done(self, status, values, value_count);
}

static void call_rows(worker *self) {
    luahost_wire *in = &self->port.in;
    int64_t reference = (int64_t)luahost_take(in);
    int64_t first = (int64_t)luahost_take(in), count = (int64_t)luahost_take(in);
    luahost_value value;
    int32_t status = take_arguments(self, &value, 1);
    if (status == LUAHOST_OK) status = luahost_call_rows(self->port.host, reference, &value, first, count);
    done(self, status, NULL, 0);
}

// MARK: The whole of it

// Takes limits and library, and makes the state; the frame is kept, since names lie in it.
static int32_t open_state(worker *self) {
    luahost_wire *in = &self->port.in;
    if (next_frame(self) != LUAHOST_FRAME_OPEN || luahost_take(in) != LUAHOST_WIRE_MAGIC ||
        luahost_take(in) != LUAHOST_WIRE_VERSION)
        give_up();
    luahost_limits limits;
    limits.bytes = luahost_take(in);
    limits.milliseconds = (int64_t)luahost_take(in);
    limits.instructions = (int64_t)luahost_take(in);
    self->library = luahost_take_library(in);
    if (!self->library || in->length != in->end) give_up();
    *in = (luahost_wire){0};
    self->port.host = luahost_new(limits, self->library, ask, self);
    if (!self->port.host) return LUAHOST_NO_STATE;
    self->port.list = &self->port.host->outgoing;
    luahost_disarm(self->port.host, luahost_arm(self->port.host));  // the timer must be there before it is confined
    return LUAHOST_OK;
}

int luahost_serve(int channel, void (*confine)(void)) {
    worker self = {
        .channel = channel,
        .port = {.copies = true, .depth = TABLE_DEPTH, .put_object = put_object, .take_object = take_object}};
    int32_t status = open_state(&self);
    confine();
    luahost_begin_frame(&self.port.out, LUAHOST_FRAME_READY);
    luahost_put(&self.port.out, LUAHOST_WIRE_MAGIC);
    luahost_put(&self.port.out, LUAHOST_WIRE_VERSION);
    luahost_put(&self.port.out, (uint64_t)status);
    luahost_put(&self.port.out, self.port.host ? luahost_bytes(self.port.host) : 0);
    luahost_end_frame(&self.port.out);
    tell(&self);
    if (status != LUAHOST_OK) return 0;
    for (;;) {
        int kind = next_frame(&self);
        if (kind == LUAHOST_FRAME_REQUIRE) require(&self);
        else if (kind == LUAHOST_FRAME_CALL) call(&self);
        else if (kind == LUAHOST_FRAME_CALL_ROWS) call_rows(&self);
        else if (!take_setting(&self, kind)) give_up();
    }
}
