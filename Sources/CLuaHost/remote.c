// The calls of CLuaHost.h for a state in a worker process. Only plain values cross, so that nobody who uses
// them sees a difference; whatever the worker says is checked, since a script may have taken it over.
#include "remote.h"

#include <stdio.h>
#include <stdlib.h>

#define LIE "the worker process sent what it may not"

// A frame of the worker's tells at most all strings that may cross, and as many nodes as fit in the memory
// of the state with the words of each: three times that memory.
static size_t frame_limit(size_t bytes) {
    const size_t most = (size_t)1 << 30;
    return bytes < most / 4 ? 4 * bytes + (64 << 10) : most;
}

// Ends the worker; returns what a call comes to then.
static int32_t end(luahost *host, int32_t status, const char *reason) {
    luahost_process *process = &host->remote->process;
    luahost_end_process(process, status, reason);
    host->killed = host->status = process->status;
    luahost_set_message(host, process->ending, strlen(process->ending));
    return process->status;
}

// MARK: Making

static void count_functions(luahost_remote *remote, int32_t function) {
    if (function >= remote->functions) remote->functions = function + 1;
}

static void count_names(luahost_remote *remote, const luahost_name *names, int32_t count) {
    for (int32_t i = 0; i < count; i++) count_functions(remote, names[i].function);
}

static void count_library(luahost_remote *remote, const luahost_library *library) {
    for (const luahost_type *type = library->types; type < library->types + library->type_count; type++) {
        count_names(remote, type->methods, type->method_count);
        for (int event = 0; event < LUAHOST_OPERATORS; event++)
            count_functions(remote, type->operators[event]);
    }
    for (int32_t i = 0; i < library->module_count; i++)
        count_names(remote, library->modules[i].functions, library->modules[i].function_count);
    count_functions(remote, library->unknown_name);
}

// Hands over limits and library, and waits for the worker to be ready; returns LUAHOST_OK, LUAHOST_NO_STATE
// or LUAHOST_NO_WORKER.
static int32_t open_worker(luahost *host, const char *worker) {
    luahost_remote *remote = host->remote;
    luahost_process *process = &remote->process;
    luahost_wire *in = &remote->port.in, *out = &remote->port.out;
    if (!luahost_start_process(process, worker, host->limits.bytes)) return end(host, LUAHOST_NO_WORKER, "");
    luahost_begin_frame(out, LUAHOST_FRAME_OPEN);
    luahost_put(out, LUAHOST_WIRE_MAGIC);
    luahost_put(out, LUAHOST_WIRE_VERSION);
    luahost_put(out, host->limits.bytes);
    luahost_put(out, (uint64_t)host->limits.milliseconds);
    luahost_put(out, (uint64_t)host->limits.instructions);
    luahost_put_library(out, host->library);
    luahost_end_frame(out);
    int kind = LUAHOST_FRAME_NONE;
    if (luahost_tell(process, out)) kind = luahost_take_frame(in, remote->frame_limit, luahost_hear, process);
    bool is_right = kind == LUAHOST_FRAME_READY && luahost_take(in) == LUAHOST_WIRE_MAGIC &&
                    luahost_take(in) == LUAHOST_WIRE_VERSION;
    int32_t status = (int32_t)luahost_take(in);
    remote->bytes = luahost_take(in);
    if (process->status == LUAHOST_OK && (!is_right || !luahost_is_taken(in)))
        luahost_end_process(process, LUAHOST_ERROR, "it is another program, or of another version");
    if (process->status == LUAHOST_MEMORY || (!process->status && status)) return LUAHOST_NO_STATE;
    if (process->status) {
        if (process->status == LUAHOST_TIME)
            snprintf(process->ending, sizeof process->ending, "it gave no answer");
        process->status = LUAHOST_NO_WORKER;
        return end(host, LUAHOST_NO_WORKER, "");
    }
    process->milliseconds = host->limits.milliseconds;
    process->prolonged = 0;
    return LUAHOST_OK;
}

luahost *luahost_new_isolated(
    luahost_limits limits, const luahost_library *library, luahost_callback callback, void *context,
    const char *worker) {
    luahost *host = calloc(1, sizeof *host);
    luahost_remote *remote = calloc(1, sizeof *remote);
    if (!host || !remote || !luahost_open_given(&remote->given)) {
        free(host);
        free(remote);
        return NULL;
    }
    host->limits = limits;
    host->library = library;
    host->callback = callback;
    host->context = context;
    host->fail_after = -1;
    host->remote = remote;
    remote->port = (luahost_port){
        .host = host, .list = &host->incoming, .depth = LUAHOST_DEPTH, .put_object = luahost_put_object,
        .take_object = luahost_take_object};
    remote->frame_limit = frame_limit(limits.bytes);
    count_library(remote, library);
    if (open_worker(host, worker) != LUAHOST_NO_STATE) return host;
    luahost_free(host);
    return NULL;
}

void luahost_remote_free(luahost *host) {
    luahost_remote *remote = host->remote;
    luahost_end_process(&remote->process, LUAHOST_ERROR, "");
    luahost_free_wire(&remote->port.in);
    luahost_free_wire(&remote->port.out);
    luahost_map_free(&remote->given.marks);
    luahost_map_free(&remote->columns);
    luahost_map_free(&remote->column_places);
    luahost_map_free(&remote->rows);
    free(remote);
}

// MARK: What changes between calls: told with the next one

void luahost_remote_source(
    luahost *host, const char *module, const char *chunk, const char *bytes, size_t length) {
    luahost_remote *remote = host->remote;
    luahost_wire *out = &remote->port.out;
    remote->lent_for_good += length;
    luahost_lend(&remote->process, remote->lent_for_good + remote->lent_rows);
    luahost_begin_frame(out, LUAHOST_FRAME_SOURCE);
    luahost_put_bytes(out, module, strlen(module) + 1);
    luahost_put_bytes(out, chunk, strlen(chunk) + 1);
    luahost_put_bytes(out, bytes, length);
    luahost_end_frame(out);
}

static void put_setting(luahost *host, int kind, int64_t value) {
    luahost_wire *out = &host->remote->port.out;
    luahost_begin_frame(out, kind);
    luahost_put(out, (uint64_t)value);
    luahost_end_frame(out);
}

void luahost_remote_refuse_bitwise(luahost *host, bool refuses) {
    put_setting(host, LUAHOST_FRAME_REFUSE_BITWISE, refuses);
}

void luahost_remote_fail_allocation(luahost *host, int64_t n) {
    put_setting(host, LUAHOST_FRAME_FAIL_ALLOCATION, n);
}

void luahost_remote_forget_rows(luahost *host) {
    if (host->remote->rows.count == 0) return;
    luahost_map_free(&host->remote->rows);
    host->remote->lent_rows = 0;
    put_setting(host, LUAHOST_FRAME_FORGET_ROWS, 0);
}

// MARK: Calls

// Calls the host function that the worker asks for, and tells the result. Returns false where it may not ask.
static bool answer(luahost *host) {
    luahost_remote *remote = host->remote;
    luahost_port *port = &remote->port;
    luahost_wire *in = &port->in, *out = &port->out;
    int32_t function = (int32_t)(uint32_t)luahost_take(in);
    host->row = (int64_t)luahost_take(in);
    remote->bytes = luahost_take(in);
    remote->line = (int32_t)luahost_take(in);
    snprintf(remote->file, sizeof remote->file, "%s", luahost_take_text(in));
    uint64_t count = luahost_take(in);
    if (function < 0 || function >= remote->functions || count > LUAHOST_ARGUMENTS) return false;
    luahost_value arguments[LUAHOST_ARGUMENTS], result = {0};
    host->incoming.count = 0;
    for (uint64_t i = 0; i < count; i++)
        if (!luahost_take_value(port, &arguments[i])) return false;
    if (!luahost_is_taken(in)) return false;
    int32_t status = host->callback(host->context, host, function, arguments, (int32_t)count, &result);
    if (status == LUAHOST_MEMORY) result.kind = LUAHOST_NIL;
    luahost_begin_frame(out, LUAHOST_FRAME_RESULT);
    luahost_put(out, (uint64_t)status);
    luahost_put_rows(remote, &host->pending);
    host->pending.cells = NULL;
    luahost_put_value(port, host->outgoing.values, &result);
    luahost_end_frame(out);
    luahost_clear_outgoing(host);
    return true;
}

// A text of the worker's, cut to what its place holds.
static void take_into(luahost_wire *in, char *place, size_t size) {
    snprintf(place, size, "%s", luahost_take_text(in));
}

// Reads what the call came to; returns false where that cannot be.
static bool finish(luahost *host, int32_t *outcome) {
    luahost_remote *remote = host->remote;
    luahost_wire *in = &remote->port.in;
    size_t length;
    int32_t status = (int32_t)luahost_take(in);
    int32_t killed = (int32_t)luahost_take(in);
    host->row = (int64_t)luahost_take(in);
    remote->bytes = luahost_take(in);
    host->line = (int)(int32_t)luahost_take(in);
    take_into(in, host->file, sizeof host->file);
    take_into(in, host->traceback, sizeof host->traceback);
    const char *message = luahost_take_bytes(in, &length);
    if (in->failed || status < LUAHOST_OK || status > LUAHOST_INSTRUCTIONS) return false;
    if (killed && (killed != status || killed < LUAHOST_MEMORY)) return false;
    luahost_set_message(host, message, length);
    host->status = status;
    host->killed = killed;
    host->incoming.count = 0;
    *outcome = status;
    return luahost_take_nodes(&remote->port) && luahost_is_taken(in);
}

static int32_t converse(luahost *host) {
    luahost_remote *remote = host->remote;
    luahost_process *process = &remote->process;
    int32_t outcome;
    for (;;) {
        int kind = LUAHOST_FRAME_NONE;
        if (luahost_tell(process, &remote->port.out))
            kind = luahost_take_frame(&remote->port.in, remote->frame_limit, luahost_hear, process);
        if (process->status) return end(host, process->status, "");
        if (kind == LUAHOST_FRAME_ASK && answer(host)) continue;
        if (kind == LUAHOST_FRAME_DONE && finish(host, &outcome)) return outcome;
        bool is_short = remote->port.is_short || (kind == LUAHOST_FRAME_BAD && remote->port.in.failed);
        return end(host, is_short ? LUAHOST_MEMORY : LUAHOST_ERROR, is_short ? "" : LIE);
    }
}

// Returns true where a call may begin, and else gives what it comes to.
static bool may_begin(luahost *host, int32_t *outcome) {
    host->message_length = 0;
    host->line = 0;
    host->traceback[0] = 0;
    *outcome = LUAHOST_OK;
    if (host->killed) *outcome = end(host, host->killed, "");
    else if (host->is_running) *outcome = host->status = LUAHOST_ERROR;
    return *outcome == LUAHOST_OK;
}

static int32_t run(luahost *host, const luahost_value **values, int32_t *count) {
    host->is_running = true;
    luahost_begin_call(&host->remote->process);
    int32_t outcome = converse(host);
    host->is_running = false;
    if (outcome == LUAHOST_OK) {
        *values = host->incoming.values;
        *count = (int32_t)host->incoming.count;
    } else {
        luahost_clear_outgoing(host);
        host->pending.cells = NULL;
    }
    return outcome;
}

int32_t luahost_remote_require(
    luahost *host, const char *module, const luahost_value **values, int32_t *count) {
    luahost_wire *out = &host->remote->port.out;
    int32_t outcome;
    *values = NULL;
    *count = 0;
    if (!may_begin(host, &outcome)) return outcome;
    luahost_begin_frame(out, LUAHOST_FRAME_REQUIRE);
    luahost_put_bytes(out, module, strlen(module) + 1);
    luahost_end_frame(out);
    return run(host, values, count);
}

int32_t luahost_remote_call(
    luahost *host, int64_t reference, const luahost_value *arguments, int32_t argument_count,
    const luahost_value **values, int32_t *count) {
    luahost_port *port = &host->remote->port;
    int32_t outcome;
    *values = NULL;
    *count = 0;
    if (!may_begin(host, &outcome)) return outcome;
    luahost_begin_frame(&port->out, LUAHOST_FRAME_CALL);
    luahost_put(&port->out, (uint64_t)reference);
    luahost_put(&port->out, (uint64_t)argument_count);
    for (int32_t i = 0; i < argument_count; i++)
        luahost_put_value(port, host->outgoing.values, &arguments[i]);
    luahost_end_frame(&port->out);
    luahost_clear_outgoing(host);
    return run(host, values, count);
}

int32_t luahost_remote_rows(
    luahost *host, int64_t reference, const luahost_value *value, int64_t first, int64_t count) {
    luahost_port *port = &host->remote->port;
    int32_t outcome, value_count;
    const luahost_value *values;
    if (!may_begin(host, &outcome)) return outcome;
    luahost_begin_frame(&port->out, LUAHOST_FRAME_CALL_ROWS);
    luahost_put(&port->out, (uint64_t)reference);
    luahost_put(&port->out, (uint64_t)first);
    luahost_put(&port->out, (uint64_t)count);
    luahost_put_value(port, host->outgoing.values, value);
    luahost_end_frame(&port->out);
    luahost_clear_outgoing(host);
    return run(host, &values, &value_count);
}

// MARK: What the worker told last

int32_t luahost_remote_where(const luahost *host, char *file, size_t size) {
    if (!host->is_running || host->remote->line <= 0) return 0;
    snprintf(file, size, "%s", host->remote->file);
    return host->remote->line;
}

size_t luahost_remote_bytes(const luahost *host) { return host->remote->bytes; }
int32_t luahost_worker(const luahost *host) { return host->remote ? (int32_t)host->remote->process.pid : 0; }
