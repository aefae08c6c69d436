// The libFuzzer target for what a worker says: a process that a script has taken over may send any bytes.
// There is no process here; what it would send is made of the bytes, in frames that are nearly right, or taken
// as it is. Whatever comes, no host value that the worker was not given reaches a host function.
#include "remote.h"
#include "scripts.h"

#include <stdio.h>
#include <stdlib.h>

enum { EXACT_TYPE, TOKEN_TYPE, LARGE_TYPE, COLUMN_TYPE, PERSON_TYPE, TYPES };
enum { ECHO, TOKEN, LARGE, COLUMN, EXACT, TABLE, ROWS, FAIL, UNKNOWN, FUNCTIONS };
#define GIVEN_WORD 0x1234567

static const double doubles[] = {1, 2, 3};
static const luahost_column column = {doubles, NULL, 3, 1};
static const luahost_cell cells[] = {
    {0, 0, LUAHOST_CELL_ASK}, {5, 7, LUAHOST_CELL_EXACT}, {9, TOKEN_TYPE, LUAHOST_CELL_OBJECT},
    {0, 0, LUAHOST_CELL_TEXT}};
static const luahost_value text = {.kind = LUAHOST_STRING, .content.bytes = "a\0b", .length = 3};

_Noreturn static void find(const char *what) {
    fprintf(stderr, "FOUND: %s\n", what);
    abort();
}

// MARK: The process that is not there

static uint8_t said[1 << 16];
static size_t said_length, heard;
static size_t piece;        // bytes that come at once
static bool is_alive;

bool luahost_start_process(luahost_process *process, const char *path, size_t memory) {
    (void)path;
    *process = (luahost_process){.channel = -1, .memory = memory, .pid = 1};
    return true;
}

void luahost_begin_call(luahost_process *process) { (void)process; }

int64_t luahost_hear(void *process, void *bytes, size_t size) {
    size_t left = said_length - heard;
    size_t count = left < size ? left : size;
    if (count > piece) count = piece;
    if (count == 0 || !is_alive) {
        luahost_end_process(process, LUAHOST_ERROR, "the worker process ended with exit status 0");
        return 0;
    }
    memcpy(bytes, said + heard, count);
    heard += count;
    return (int64_t)count;
}

bool luahost_tell(luahost_process *process, luahost_wire *out) {
    if (out->failed) luahost_end_process(process, LUAHOST_MEMORY, "");
    // All of it is there, and was written.
    volatile uint8_t sum = 0;
    for (size_t i = 0; i < out->length; i++) sum = (uint8_t)(sum + out->bytes[i]);
    if (out->length % 8 != 0) find("what is no whole words was sent");
    luahost_clear_wire(out);
    return process->status == LUAHOST_OK;
}

void luahost_lend(luahost_process *process, size_t bytes) { process->lent = bytes; }

void luahost_end_process(luahost_process *process, int32_t status, const char *reason) {
    is_alive = false;
    process->pid = 0;
    if (process->status) return;
    process->status = status;
    snprintf(process->ending, sizeof process->ending, "%s", reason);
}

// MARK: What it says

static void say(uint64_t word) {
    if (said_length + 8 > sizeof said) return;
    for (int i = 0; i < 8; i++) said[said_length++] = (uint8_t)(word >> 8 * i);
}

// Words that lengths and numbers may be wrong by.
static uint64_t odd_word(choices *from) {
    static const uint64_t words[] = {
        0, 1, 2, 8, 16, 17, 40, 255, 1 << 16, 1ull << 31, 1ull << 32, 1ull << 40, 1ull << 56, 1ull << 60,
        1ull << 61, 1ull << 63, INT64_MAX, UINT64_MAX, UINT64_MAX - 7, 0xffffffffu};
    unsigned kind = choose(from, 32);
    if (kind < sizeof words / sizeof *words) return words[kind];
    uint64_t word = 0;
    for (unsigned i = 0; i < kind - 19 && i < 8; i++) word = word << 8 | choose(from, 256);
    return word;
}

static uint64_t length_of(choices *from, uint64_t right) {
    return choose(from, 16) == 15 ? odd_word(from) : right;
}

static void say_text(choices *from, unsigned length) {
    say(length_of(from, length));
    for (unsigned at = 0; at < length; at += 8) {
        bool ends = at + 8 >= length && choose(from, 2) == 0;
        say(ends ? 0 : odd_word(from));
    }
}

static void say_object(choices *from) {
    unsigned type = choose(from, TYPES + 2);
    say((uint64_t)type << 32 | LUAHOST_OBJECT);
    switch (choose(from, 6)) {
    case 0: say(1); say(GIVEN_WORD); break;
    case 1: say(1); say(odd_word(from)); break;
    case 2: say(1); say(LUAHOST_EXACT_WORD((int64_t)odd_word(from) >> 30, 1 + choose(from, 256))); break;
    case 3:
        say(6);
        for (unsigned i = 0; i < 6; i++) say(type == LARGE_TYPE ? i : odd_word(from));
        break;
    case 4:
        say(6);
        say(odd_word(from)); say(0); say(1 + odd_word(from)); say(0); say(0); say(0);
        break;
    default: say(odd_word(from));
    }
}

static void say_value(choices *from, int depth) {
    unsigned kind = choose(from, 10);
    switch (kind) {
    case LUAHOST_STRING: say(LUAHOST_STRING); say_text(from, choose(from, 20)); return;
    case LUAHOST_OBJECT: say_object(from); return;
    case LUAHOST_TABLE: {
        unsigned pairs = depth > 40 ? 0 : choose(from, 4);
        say(LUAHOST_TABLE);
        say(length_of(from, pairs));
        for (unsigned i = 0; i < 2 * pairs; i++) say_value(from, depth + 1);
        return;
    }
    case 8: say(LUAHOST_TABLE); say(1); say(LUAHOST_NIL); say_value(from, depth + 1); return;
    case 9: say(odd_word(from)); return;
    default:
        say(kind);
        if (kind != LUAHOST_NIL) say(odd_word(from));
    }
}

static void say_frame(choices *from) {
    size_t header = said_length;
    unsigned kind = choose(from, 8);
    say(0);
    if (kind < 4) {
        unsigned count = choose(from, 5);
        say(length_of(from, choose(from, FUNCTIONS)));
        say(odd_word(from));    // row, bytes, line
        say(odd_word(from));
        say(odd_word(from));
        say_text(from, 1 + choose(from, 80));
        say(length_of(from, count));
        for (unsigned i = 0; i < count; i++) say_value(from, 0);
        kind = LUAHOST_FRAME_ASK;
    } else if (kind < 7) {
        unsigned status = choose(from, 8), count = choose(from, 4);
        say(length_of(from, status < 6 ? status : 0));
        say(length_of(from, status >= LUAHOST_MEMORY && status < 6 ? status : 0));
        say(odd_word(from));
        say(odd_word(from));
        say(odd_word(from));
        say_text(from, 1 + choose(from, 80));
        say_text(from, 1 + choose(from, 256));
        say_text(from, choose(from, 256));
        size_t nodes = said_length;
        say(count);
        for (unsigned i = 0; i < count; i++) say_value(from, 0);
        // Tables have more nodes than values were told: sometimes their number is right.
        if (choose(from, 2) && nodes < said_length) said[nodes] = (uint8_t)choose(from, 64);
        kind = LUAHOST_FRAME_DONE;
    } else kind = choose(from, 40);
    if (header + 8 > said_length) return;
    uint64_t word = (uint64_t)kind << 56 | length_of(from, said_length - header - 8);
    for (int i = 0; i < 8; i++) said[header + (size_t)i] = (uint8_t)(word >> 8 * i);
}

static void say_all(choices *from) {
    said_length = heard = 0;
    is_alive = true;
    static const size_t pieces[] = {sizeof said, 1, 7, 8, 64, 1000};
    piece = pieces[choose(from, 6)];
    unsigned kind = choose(from, 8);
    if (kind != 7) {
        static const uint64_t ready[] = {
            (uint64_t)LUAHOST_FRAME_READY << 56 | 32, LUAHOST_WIRE_MAGIC, LUAHOST_WIRE_VERSION, 0, 1000};
        for (size_t i = 0; i < sizeof ready / sizeof *ready; i++) say(ready[i]);
    }
    while (kind != 6 && from->at < from->end) say_frame(from);
    for (; from->at < from->end && said_length < sizeof said; from->at++) said[said_length++] = *from->at;
}

// MARK: The host program

static volatile uint64_t sink;
static bool was_given;          // host values, in this conversation

static void look_at_object(const luahost_value *value) {
    const uint64_t *words = value->length == 1 ? &value->content.word : value->content.words;
    switch (value->type) {
    case EXACT_TYPE:
        if (value->length == 1 && (words[0] & 0xffff) == 0) find("an exact number over zero");
        break;
    case COLUMN_TYPE:
        if (words[0] != (uint64_t)(uintptr_t)&column) find("a column that was not lent");
        break;
    case TOKEN_TYPE:
        if (value->length != 1 || (words[0] != GIVEN_WORD && words[0] != 9)) find("a forged host value");
        break;
    case LARGE_TYPE:
        for (uint64_t i = 0; i < 6; i++)
            if (value->length != 6 || words[i] != i) find("a forged large host value");
        break;
    default:
        if (value->type != PERSON_TYPE || words[0] != 0) find("a host value of no type");
    }
    if (!was_given && value->type != EXACT_TYPE) find("a host value that was never given");
    for (size_t i = 0; i < value->length; i++) sink = sink + words[i];
}

static size_t look_at(const luahost_value *nodes, const luahost_value *value, size_t place) {
    switch (value->kind) {
    case LUAHOST_TABLE:
        for (size_t i = 0; i < 2 * value->length; i++) place = look_at(nodes, &nodes[place], place + 1);
        return place;
    case LUAHOST_STRING:
        for (size_t i = 0; i < value->length; i++) sink = sink + (unsigned char)value->content.bytes[i];
        return place;
    case LUAHOST_OBJECT: look_at_object(value); return place;
    default:
        if (value->kind < LUAHOST_NIL || value->kind > LUAHOST_FUNCTION) find("a value of no kind");
        sink = sink + value->content.word;
        return place;
    }
}

static bool give_words(luahost *host, int32_t type, luahost_value *into) {
    uint64_t *room = luahost_room(host, 6 * sizeof *room);
    for (uint64_t i = 0; room && i < 6; i++) room[i] = i;
    *into = (luahost_value){.kind = LUAHOST_OBJECT, .type = type, .length = 6};
    into->content.words = room;
    return room;
}

static luahost_value small(int32_t type, uint64_t word) {
    luahost_value value = {.kind = LUAHOST_OBJECT, .type = type, .length = 1};
    value.content.word = word;
    return value;
}

static bool give_table(luahost *host, luahost_value *into) {
    luahost_value inner = {.kind = LUAHOST_TABLE, .length = 1};
    const luahost_value nodes[] = {text, inner, text, small(TOKEN_TYPE, GIVEN_WORD), text, text};
    *into = (luahost_value){.kind = LUAHOST_TABLE, .length = 2};
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        int64_t place = luahost_give(host, &nodes[i]);
        if (place < 0) return false;
        if (i == 0) into->content.integer = place;
    }
    return true;
}

static int32_t answer(
    void *context, luahost *host, int32_t function, const luahost_value *arguments, int32_t count,
    luahost_value *result) {
    (void)context;
    if (function < 0 || function >= FUNCTIONS) find("a host function that there is not");
    if (count < 0 || count > LUAHOST_ARGUMENTS) find("too many arguments");
    for (int32_t i = 0; i < count; i++)
        look_at(luahost_nodes(host), &arguments[i], (size_t)arguments[i].content.integer);
    char file[64];
    luahost_where(host, file, sizeof file);
    sink = sink + (uint64_t)luahost_row(host) + luahost_bytes(host);
    was_given = was_given || (function >= TOKEN && function <= ROWS);
    switch (function) {
    case TOKEN: *result = small(TOKEN_TYPE, GIVEN_WORD); return LUAHOST_OK;
    case LARGE: return give_words(host, LARGE_TYPE, result) ? LUAHOST_OK : LUAHOST_MEMORY;
    case COLUMN: *result = small(COLUMN_TYPE, (uint64_t)(uintptr_t)&column); return LUAHOST_OK;
    case EXACT: *result = small(EXACT_TYPE, LUAHOST_EXACT_WORD(-5, 7)); return LUAHOST_CONSTANT;
    case TABLE: return give_table(host, result) ? LUAHOST_OK : LUAHOST_MEMORY;
    case ROWS: luahost_keep_rows(host, cells, 4, &text); return LUAHOST_OK;
    case FAIL: *result = text; return LUAHOST_ERROR;
    default: return LUAHOST_OK;
    }
}

static const luahost_name names[] = {
    {"echo", ECHO, false},   {"token", TOKEN, false}, {"large", LARGE, false}, {"column", COLUMN, false},
    {"exact", EXACT, false}, {"table", TABLE, false}, {"rows", ROWS, true},    {"fail", FAIL, false}};
static const luahost_module module = {"host", names, sizeof names / sizeof *names};

static void look_at_failure(const luahost *host) {
    luahost_failure failure = luahost_last_failure(host);
    for (size_t i = 0; i < failure.length; i++) sink = sink + (unsigned char)failure.message[i];
    sink = sink + strlen(failure.file) + strlen(failure.traceback);
}

static void converse(luahost *host, choices from) {
    const luahost_value *values;
    int32_t count;
    luahost_define_source(host, "script", "@script.lua", "return 1", 8);
    for (int round = 0; round < 6; round++) {
        unsigned kind = choose(&from, 4);
        int32_t outcome;
        if (kind == 0) outcome = luahost_require(host, "script", &values, &count);
        else if (kind == 1) {
            luahost_value arguments[] = {small(PERSON_TYPE, 0), text, {0}};
            was_given = true;
            give_table(host, &arguments[2]);
            outcome = luahost_call(host, 5, arguments, 3, &values, &count);
        } else if (kind == 2) {
            luahost_value person = small(PERSON_TYPE, 0);
            was_given = true;
            count = 0;
            outcome = luahost_call_rows(host, 5, &person, 0, 4);
        } else {
            luahost_forget_rows(host);
            luahost_fail_allocation(host, 0);
            continue;
        }
        if (outcome == LUAHOST_OK)
            for (size_t place = 0; place < (size_t)count;) place = look_at(values, &values[place], place + 1);
        look_at_failure(host);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    static luahost_type types[TYPES];
    static const char *const type_names[] = {"exact", "token", "large", "column", "person"};
    for (int i = 0; i < TYPES; i++) {
        types[i] = (luahost_type){.name = type_names[i], .form = i < 2 ? LUAHOST_VALUE : LUAHOST_OWN_FIELDS};
        for (int event = 0; event < LUAHOST_OPERATORS; event++) types[i].operators[event] = -1;
    }
    static const luahost_library library = {types, TYPES, &module, 1, UNKNOWN, EXACT_TYPE, NULL, COLUMN_TYPE};
    choices from = {bytes, bytes + size}, calls = from;
    was_given = false;
    for (int i = 0; i < 6; i++) choose(&from, 256);
    size_t memory = choose(&from, 8) == 7 ? 4000 : 1 << 20;
    say_all(&from);
    luahost *host = luahost_new_isolated((luahost_limits){memory, 100, 0}, &library, answer, NULL, "worker");
    if (!host) return 0;
    converse(host, calls);
    luahost_free(host);
    return 0;
}
