// The worker's side: an ordinary state in this process, run by what comes over the channel. Its host
// functions are asked for over the same channel.
#include "worker.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define TABLE_DEPTH 200             // of tables that come; those that go nest less deep

// MARK: The channel

static int64_t hear(void *context, void *bytes, size_t size) {
    const luahost_work *self = context;
    ssize_t got;
    do got = read(self->channel, bytes, size);
    while (got < 0 && errno == EINTR);
    return got;
}

static void tell(luahost_work *self) {
    luahost_wire *out = &self->port.out;
    for (size_t told = 0; told < out->length;) {
        ssize_t went = write(self->channel, out->bytes + told, out->length - told);
        if (went < 0 && errno == EINTR) continue;
        if (went <= 0) luahost_give_up();
        told += (size_t)went;
    }
    luahost_clear_wire(out);
}

static int next_frame(luahost_work *self) {
    int kind = luahost_take_frame(&self->port.in, SIZE_MAX / 4, hear, self);
    if (kind == LUAHOST_FRAME_NONE) _exit(0);   // the host program is done with it, or gone
    return kind;
}

// MARK: What is changed

static void take_source(luahost_work *self) {
    luahost_wire *in = &self->port.in;
    size_t length;
    const char *module = luahost_take_text(in), *chunk = luahost_take_text(in);
    const char *bytes = luahost_take_bytes(in, &length);
    char *copy = malloc(length + 1);
    if (!copy || !luahost_is_taken(in) || !*chunk) luahost_give_up();
    if (length > 0) memcpy(copy, bytes, length);
    if (luahost_define_source(self->port.host, module, chunk, copy, length) != LUAHOST_OK) luahost_give_up();
}

// Returns false where the frame is no setting.
static bool take_setting(luahost_work *self, int kind) {
    luahost *host = self->port.host;
    switch (kind) {
    case LUAHOST_FRAME_SOURCE: take_source(self); return true;
    case LUAHOST_FRAME_REFUSE_BITWISE:
        luahost_refuse_bitwise(host, luahost_take(&self->port.in) != 0);
        return true;
    case LUAHOST_FRAME_FORGET_ROWS: luahost_return_rows(self); return true;
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
    luahost_work *self = context;
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
    if (kind != LUAHOST_FRAME_RESULT) luahost_give_up();
    int32_t status = (int32_t)luahost_take(&port->in);
    luahost_borrow_rows(self);
    if (luahost_take_value(port, result) && luahost_is_taken(&port->in)) return status;
    if (!port->is_short) luahost_give_up();
    port->is_short = false;
    return LUAHOST_MEMORY;
}

static void put_done(luahost_work *self, int32_t status, const luahost_value *values, int32_t count) {
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

static void done(luahost_work *self, int32_t status, const luahost_value *values, int32_t count) {
    put_done(self, status, values, count);
    if (self->port.out.failed) {    // too little memory beside the state's for what it returned
        luahost_clear_wire(&self->port.out);
        self->port.host->killed = LUAHOST_MEMORY;
        put_done(self, LUAHOST_MEMORY, NULL, 0);
    }
    tell(self);
}

// Takes the arguments of a call; LUAHOST_MEMORY where the state has no room for them.
static int32_t take_arguments(luahost_work *self, luahost_value *arguments, uint64_t count) {
    luahost_port *port = &self->port;
    for (uint64_t i = 0; i < count; i++) {
        if (luahost_take_value(port, &arguments[i])) continue;
        if (!port->is_short) luahost_give_up();
        port->is_short = false;
        luahost_clear_outgoing(port->host);
        return LUAHOST_MEMORY;
    }
    if (!luahost_is_taken(&port->in)) luahost_give_up();
    return LUAHOST_OK;
}

static void require(luahost_work *self) {
    const luahost_value *values = NULL;
    int32_t count = 0;
    const char *module = luahost_take_text(&self->port.in);
    if (!luahost_is_taken(&self->port.in)) luahost_give_up();
    int32_t status = luahost_require(self->port.host, module, &values, &count);
    done(self, status, values, count);
}

static void call(luahost_work *self) {
    luahost_wire *in = &self->port.in;
    const luahost_value *values = NULL;
    int32_t value_count = 0;
    int64_t reference = (int64_t)luahost_take(in);
    uint64_t count = luahost_take(in);
    if (count > luahost_left(in) / 8) luahost_give_up();
    luahost_value *arguments = malloc((count + 1) * sizeof *arguments);
    if (!arguments) luahost_give_up();
    int32_t status = take_arguments(self, arguments, count);
    if (status == LUAHOST_OK)
        status = luahost_call(self->port.host, reference, arguments, (int32_t)count, &values, &value_count);
    free(arguments);
    done(self, status, values, value_count);
}

static void call_rows(luahost_work *self) {
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
static int32_t open_state(luahost_work *self) {
    luahost_wire *in = &self->port.in;
    if (next_frame(self) != LUAHOST_FRAME_OPEN || luahost_take(in) != LUAHOST_WIRE_MAGIC ||
        luahost_take(in) != LUAHOST_WIRE_VERSION)
        luahost_give_up();
    luahost_limits limits;
    limits.bytes = luahost_take(in);
    limits.milliseconds = (int64_t)luahost_take(in);
    limits.instructions = (int64_t)luahost_take(in);
    self->library = luahost_take_library(in);
    if (!self->library || in->length != in->end) luahost_give_up();
    *in = (luahost_wire){0};
    self->port.host = luahost_new(limits, self->library, ask, self);
    if (!self->port.host) return LUAHOST_NO_STATE;
    self->port.list = &self->port.host->outgoing;
    // The timer must be there before the process is confined.
    luahost_disarm(self->port.host, luahost_arm(self->port.host));
    return LUAHOST_OK;
}

int luahost_serve(int channel, void (*confine)(void)) {
    luahost_work self = {
        .channel = channel,
        .port = {
            .copies = true, .depth = TABLE_DEPTH, .put_object = luahost_put_borrowed,
            .take_object = luahost_borrow}};
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
        else if (!take_setting(&self, kind)) luahost_give_up();
    }
}
