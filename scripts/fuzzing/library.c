#include "library.h"

enum {
    EMIT, CLAIM, FAIL, ECHO, NESTED, TEXT, TOKEN, OWN, LARGE, EXACT, FEW, NUMBERS, TENTHS, WHERE, AGAIN,
    REFUSE, CELL, PERSON_INDEX, FEW_INDEX, OWN_INDEX, PLUS, MINUS, TIMES, OVER, NEGATIVE, IS_LESS,
    IS_LESS_OR_EQUAL, LENGTH, SHOW, UNKNOWN,
    FAR = 299,          // behind the functions of C that have a number of their own
    FUNCTIONS
};

// MARK: What is lent

#define COLUMNS 10
#define CELLS 200

static luahost_cell cells[COLUMNS][CELLS];
static const char *const column_names[COLUMNS] = {
    "a", "b", "c", "large", "beyond", "missing", "word", "object", "mixed", "nothing"};
static luahost_value texts[4];
static double doubles[60];
static int64_t units[50];
static const luahost_column numbers = {doubles, NULL, 60, 1};
static const luahost_column tenths = {NULL, units, 50, 10};

static luahost_cell cell_of(int column, int row) {
    int64_t mixed = (int64_t)((uint64_t)(row + 1) * 0x9e3779b97f4a7c15u >> 40) % 120 - 10;
    luahost_cell exact = {mixed, 10, LUAHOST_CELL_EXACT};
    switch (column) {
    case 0: return exact;
    case 1: exact.denominator = 3; return exact;
    case 2: return (luahost_cell){mixed * 4099, row % 2 ? 65535 : 4096, LUAHOST_CELL_EXACT};
    case 3: return (luahost_cell){((int64_t)1 << 38) + row, 1, LUAHOST_CELL_EXACT};
    case 4: return (luahost_cell){row % 3 ? INT64_MAX - row : INT64_MIN, row % 2 ? 1 : 6, LUAHOST_CELL_EXACT};
    case 5: return row % 5 ? (luahost_cell){1, 1, LUAHOST_CELL_EXACT} : (luahost_cell){0};
    case 6: return (luahost_cell){row % 4, 0, row % 7 == 3 ? LUAHOST_CELL_NIL : LUAHOST_CELL_TEXT};
    case 7: return (luahost_cell){row % 3, TOKEN_TYPE, LUAHOST_CELL_OBJECT};
    case 8: return row % 5 == 4 ? exact : cell_of(4 + row % 5, row);
    default: return (luahost_cell){.kind = LUAHOST_CELL_NIL};
    }
}

static void lay_columns(void) {
    static const char *const words[] = {"a", "", "\xc3\xa5", "a\0b"};
    for (int i = 0; i < 4; i++) {
        texts[i].kind = LUAHOST_STRING;
        texts[i].content.bytes = words[i];
        texts[i].length = i == 3 ? 3 : strlen(words[i]);
    }
    for (int column = 0; column < COLUMNS; column++)
        for (int row = 0; row < CELLS; row++) cells[column][row] = cell_of(column, row);
    for (int i = 0; i < 60; i++) doubles[i] = i * 0.5 - 7;
    for (int i = 0; i < 50; i++) units[i] = i == 40 ? INT64_MIN : i == 41 ? INT64_MAX : i * 7 - 100;
}

uint64_t number_of_column(uint64_t address) {
    if (address == (uint64_t)(uintptr_t)&numbers) return 1;
    if (address != (uint64_t)(uintptr_t)&tenths) find("a column that was not given");
    return 2;
}

// MARK: The library

static const luahost_name own_methods[] = {{"kept", CELL, true}, {"plain", ECHO, false}};
static const luahost_name person_methods[] = {{"kept", CELL, true}, {"note", CLAIM, false}};
static const luahost_name functions[] = {
    {"emit", EMIT, false},     {"claim", CLAIM, false},     {"fail", FAIL, false},     {"echo", ECHO, false},
    {"nested", NESTED, false}, {"text", TEXT, false},       {"token", TOKEN, false},   {"own", OWN, false},
    {"large", LARGE, false},   {"exact", EXACT, false},     {"few", FEW, false},       {"where", WHERE, false},
    {"tenths", TENTHS, false}, {"numbers", NUMBERS, false}, {"refuse", REFUSE, false}, {"again", AGAIN, false},
    {"cell", CELL, true},      {"far", FAR, false}};
static const luahost_module modules[] = {{"host", functions, sizeof functions / sizeof *functions}};
static bool has_effect[FUNCTIONS];
static luahost_type types[TYPES];
static const luahost_library library = {
    types, TYPES, modules, 1, UNKNOWN, EXACT_TYPE, has_effect, COLUMN_TYPE};

static luahost_type *lay_type(int32_t number, const char *name, int32_t form) {
    luahost_type *type = &types[number];
    *type = (luahost_type){.name = name, .form = form};
    for (int event = 0; event < LUAHOST_OPERATORS; event++) type->operators[event] = -1;
    type->operators[LUAHOST_TEXT] = SHOW;
    return type;
}

const luahost_library *fuzzing_library(void) {
    if (types[0].name) return &library;
    lay_columns();
    has_effect[CLAIM] = true;
    luahost_type *exact = lay_type(EXACT_TYPE, "exact", LUAHOST_VALUE);
    for (int event = LUAHOST_ADD; event <= LUAHOST_LESS_OR_EQUAL; event++)
        exact->operators[event] = PLUS + event - LUAHOST_ADD;
    lay_type(TOKEN_TYPE, "token", LUAHOST_VALUE)->operators[LUAHOST_INDEX] = OWN_INDEX;
    luahost_type *own = lay_type(OWN_TYPE, "own", LUAHOST_OWN_FIELDS);
    own->methods = own_methods;
    own->method_count = 2;
    own->operators[LUAHOST_INDEX] = OWN_INDEX;
    own->operators[LUAHOST_LENGTH] = LENGTH;
    luahost_type *person = lay_type(PERSON_TYPE, "person", LUAHOST_SHARED_FIELDS);
    person->methods = person_methods;
    person->method_count = 2;
    person->operators[LUAHOST_INDEX] = PERSON_INDEX;
    person->index_by_row = true;
    lay_type(LARGE_TYPE, "large", LUAHOST_OWN_FIELDS);
    lay_type(COLUMN_TYPE, "column", LUAHOST_OWN_FIELDS);
    lay_type(FEW_TYPE, "few", LUAHOST_SHARED_FIELDS)->operators[LUAHOST_INDEX] = FEW_INDEX;
    return &library;
}

// MARK: What is given

luahost_value small_object(int32_t type, uint64_t word) {
    luahost_value value = {.kind = LUAHOST_OBJECT, .type = type, .length = 1};
    value.content.word = word;
    return value;
}

bool give_text(luahost *host, const char *bytes, size_t length, luahost_value *into) {
    *into = (luahost_value){.kind = LUAHOST_STRING, .length = length};
    if (length == 0) return true;
    char *room = luahost_room(host, length);
    if (!room) return false;
    if (bytes) memcpy(room, bytes, length);
    else memset(room, 'x', length);
    into->content.bytes = room;
    return true;
}

static bool give_words(luahost *host, int32_t type, const uint64_t *words, luahost_value *into) {
    uint64_t *room = luahost_room(host, LUAHOST_WORDS * sizeof *room);
    if (!room) return false;
    memcpy(room, words, LUAHOST_WORDS * sizeof *room);
    *into = (luahost_value){.kind = LUAHOST_OBJECT, .type = type, .length = LUAHOST_WORDS};
    into->content.words = room;
    return true;
}

bool give_large(luahost *host, int32_t type, uint64_t seed, luahost_value *into) {
    return give_words(host, type, (uint64_t[LUAHOST_WORDS]){1, 2, 3, 4, UINT64_MAX, seed}, into);
}

// {1 = {}, x = {1 = 'a\0b', y = token}}
bool give_nested(luahost *host, luahost_value *into) {
    luahost_value one = {.kind = LUAHOST_INTEGER, .content.integer = 1}, empty = {.kind = LUAHOST_TABLE};
    luahost_value inner = {.kind = LUAHOST_TABLE, .length = 2}, x, y, text;
    if (!give_text(host, "x", 1, &x) || !give_text(host, "y", 1, &y) || !give_text(host, "a\0b", 3, &text))
        return false;
    const luahost_value nodes[] = {one, empty, x, inner, one, text, y, small_object(TOKEN_TYPE, 9)};
    *into = (luahost_value){.kind = LUAHOST_TABLE, .length = 2, .content.integer = -1};
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        int64_t place = luahost_give(host, &nodes[i]);
        if (place < 0) return false;
        if (i == 0) into->content.integer = place;
    }
    return true;
}

static bool give_exact(luahost *host, __int128 numerator, int64_t denominator, luahost_value *into) {
    luahost_ratio ratio = {(int64_t)numerator, denominator};
    luahost_reduce(&ratio);
    if (ratio.numerator <= LUAHOST_MOST && ratio.numerator >= -LUAHOST_MOST && ratio.denominator <= 65535) {
        *into = small_object(EXACT_TYPE, LUAHOST_EXACT_WORD(ratio.numerator, ratio.denominator));
        return true;
    }
    return give_words(
        host, EXACT_TYPE,
        (uint64_t[LUAHOST_WORDS]){(uint64_t)ratio.numerator, ratio.numerator < 0 ? UINT64_MAX : 0,
                                  (uint64_t)ratio.denominator}, into);
}

static bool give_echo(
    luahost *host, const luahost_value *nodes, const luahost_value *value, luahost_value *into) {
    *into = *value;
    if (value->kind == LUAHOST_STRING) return give_text(host, value->content.bytes, value->length, into);
    if (value->kind == LUAHOST_OBJECT && value->length > 1)
        return give_words(host, value->type, value->content.words, into);
    if (value->kind != LUAHOST_TABLE) return true;
    size_t first = (size_t)value->content.integer, end = first;
    hash_value(nodes, value, &end);
    for (size_t place = first; place < end; place++) {
        luahost_value node = nodes[place];
        if (node.kind != LUAHOST_TABLE && !give_echo(host, nodes, &nodes[place], &node)) return false;
        int64_t given = luahost_give(host, &node);
        if (given < 0) return false;
        if (place == first) into->content.integer = given;
    }
    return true;
}

// MARK: Host functions

static int64_t integer_of(const luahost_value *value) {
    if (value->kind == LUAHOST_INTEGER) return value->content.integer;
    return value->kind == LUAHOST_STRING ? (int64_t)value->length : 0;
}

static double double_of(const luahost_value *value) {
    if (value->kind == LUAHOST_INTEGER) return (double)value->content.integer;
    if (value->kind == LUAHOST_NUMBER) return value->content.number;
    if (value->kind != LUAHOST_OBJECT || value->type != EXACT_TYPE) return 0;
    uint64_t word = value->length == 1 ? value->content.word : value->content.words[0];
    if (value->length == 1) return (double)((int64_t)(word << 8) >> 24) / (double)(word & 0xffff);
    return (double)(int64_t)word / (double)value->content.words[2];
}

static void calculate(int32_t function, const luahost_value *arguments, int32_t count, luahost_value *result) {
    double a = double_of(&arguments[0]), b = count > 1 ? double_of(&arguments[1]) : 0;
    *result = (luahost_value){.kind = LUAHOST_NUMBER};
    switch (function) {
    case PLUS: result->content.number = a + b; break;
    case MINUS: result->content.number = a - b; break;
    case TIMES: result->content.number = a * b; break;
    case OVER: result->content.number = b == 0 ? 0 : a / b; break;
    case NEGATIVE: result->content.number = -a; break;
    default:
        *result = (luahost_value){.kind = LUAHOST_BOOLEAN};
        result->content.integer = function == IS_LESS ? a < b : a <= b;
    }
}

static bool give_cell(luahost *host, const luahost_cell *cell, luahost_value *into) {
    switch (cell->kind) {
    case LUAHOST_CELL_NIL: *into = (luahost_value){0}; return true;
    case LUAHOST_CELL_EXACT: return give_exact(host, cell->value, cell->denominator, into);
    case LUAHOST_CELL_OBJECT: *into = small_object(cell->denominator, (uint64_t)cell->value); return true;
    case LUAHOST_CELL_TEXT:
        return give_text(host, texts[cell->value].content.bytes, texts[cell->value].length, into);
    default:
        *into = (luahost_value){.kind = LUAHOST_INTEGER};
        into->content.integer = luahost_row(host) * 10;
        return true;
    }
}

static int32_t give_row(run_record *run, luahost *host, int column, luahost_value *result) {
    int64_t row = luahost_row(host);
    if (run->keeps) luahost_keep_rows(host, cells[column], CELLS, texts);
    luahost_cell ask = {0};
    bool is_there = row >= 0 && row < CELLS;
    return give_cell(host, is_there ? &cells[column][row] : &ask, result) ? LUAHOST_OK : LUAHOST_MEMORY;
}

static int32_t fail(luahost *host, const char *reason, size_t length, luahost_value *result) {
    return give_text(host, reason, length, result) ? LUAHOST_ERROR : LUAHOST_MEMORY;
}

static int32_t read_field(
    run_record *run, luahost *host, int32_t function, const luahost_value *name, luahost_value *result) {
    bool is_text = name->kind == LUAHOST_STRING;
    if (is_text && name->length == 8 && memcmp(name->content.bytes, "constant", 8) == 0)
        return give_text(host, "always", 6, result) ? LUAHOST_CONSTANT : LUAHOST_MEMORY;
    if (function != PERSON_INDEX) {
        *result = (luahost_value){.kind = LUAHOST_INTEGER, .content.integer = ++run->asked};
        return LUAHOST_OK;
    }
    for (int column = 0; is_text && column < COLUMNS; column++)
        if (name->length == strlen(column_names[column]) &&
            memcmp(name->content.bytes, column_names[column], name->length) == 0)
            return give_row(run, host, column, result);
    return fail(host, "there is no such field", 22, result);
}

static int32_t claim(
    run_record *run, luahost *host, const luahost_value *arguments, int32_t count, luahost_value *result) {
    char file[LUA_IDSIZE] = "";
    int32_t line = luahost_where(host, file, sizeof file);
    tell(run, "%lld claims at %s:%d", (long long)luahost_row(host), file, line);
    for (int32_t i = 0; i < count; i++)
        tell_value(run, luahost_nodes(host), &arguments[i], (size_t)arguments[i].content.integer);
    tell(run, "\n");
    if (count > 1 && integer_of(&arguments[1]) > 8) return fail(host, "too many are claimed", 20, result);
    return LUAHOST_OK;
}

static int32_t emit(
    run_record *run, luahost *host, int32_t function, const luahost_value *arguments, int32_t count) {
    tell(run, "%lld %d", (long long)luahost_row(host), function);
    for (int32_t i = 0; i < count; i++)
        tell_value(run, luahost_nodes(host), &arguments[i], (size_t)arguments[i].content.integer);
    tell(run, "\n");
    return LUAHOST_OK;
}

// A state that runs does not let itself be called.
static void call_again(run_record *run, luahost *host) {
    const luahost_value *values, one = {.kind = LUAHOST_INTEGER, .content.integer = 1};
    int32_t count;
    int32_t outcomes[] = {luahost_require(host, "script", &values, &count),
                          luahost_call(host, 1, &one, 1, &values, &count),
                          luahost_call_rows(host, 1, &one, 0, 3)};
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
        if (outcomes[i] != LUAHOST_ERROR) find("a state that runs was called");
    tell(run, "again\n");
}

static uint64_t hash_arguments(const luahost_value *nodes, const luahost_value *arguments, int32_t count) {
    uint64_t hash = 0;
    for (int32_t i = 0; i < 2; i++) {
        static const luahost_value nil;
        size_t place = i < count ? (size_t)arguments[i].content.integer : 0;
        hash = mix(hash, hash_value(nodes, i < count ? &arguments[i] : &nil, &place));
    }
    return hash;
}

static const char too_long[3000] = {[0 ... 2999] = 'y'};

int32_t answer_script(
    void *context, luahost *host, int32_t function, const luahost_value *arguments, int32_t count,
    luahost_value *result) {
    run_record *run = context;
    static const luahost_value nil;
    const luahost_value *first = count > 0 ? &arguments[0] : &nil, *nodes = luahost_nodes(host);
    if (host->killed) find("a host function was called by a run that a limit had stopped");
    for (int32_t i = 0; i < count; i++) {
        size_t place = (size_t)arguments[i].content.integer;
        hash_value(nodes, &arguments[i], &place);
    }
    bool is_given = true;
    switch (function) {
    case EMIT:
    case FAR: return emit(run, host, function, arguments, count);
    case CLAIM: return claim(run, host, arguments, count, result);
    case FAIL:
        if (first->kind == LUAHOST_STRING) return fail(host, first->content.bytes, first->length, result);
        return fail(host, too_long, sizeof too_long, result);
    case UNKNOWN: return fail(host, "that is not there", 17, result);
    case ECHO: is_given = give_echo(host, nodes, first, result); break;
    case NESTED: is_given = give_nested(host, result); break;
    case TEXT: is_given = give_text(host, NULL, (size_t)(integer_of(first) & 0xfffff), result); break;
    case LARGE: is_given = give_large(host, LARGE_TYPE, (uint64_t)integer_of(first), result); break;
    case EXACT:
        is_given = give_exact(host, integer_of(first), 1 + (integer_of(first) & 0xffff), result);
        break;
    case TOKEN: *result = small_object(TOKEN_TYPE, (uint64_t)integer_of(first) >> 8); break;
    case OWN: *result = small_object(OWN_TYPE, (uint64_t)integer_of(first) & 3); break;
    case FEW: *result = small_object(FEW_TYPE, 0); break;
    case NUMBERS: *result = small_object(COLUMN_TYPE, (uint64_t)(uintptr_t)&numbers); break;
    case TENTHS: *result = small_object(COLUMN_TYPE, (uint64_t)(uintptr_t)&tenths); break;
    case AGAIN: call_again(run, host); break;
    case WHERE: return claim(run, host, NULL, 0, result);
    case REFUSE: return LUAHOST_MEMORY;
    case CELL: return give_row(run, host, (int)(hash_arguments(nodes, arguments, count) % COLUMNS), result);
    case PERSON_INDEX:
    case FEW_INDEX:
    case OWN_INDEX: return read_field(run, host, function, count > 1 ? &arguments[1] : &nil, result);
    case LENGTH: *result = (luahost_value){.kind = LUAHOST_INTEGER, .content.integer = 3}; break;
    case SHOW: is_given = give_text(host, "shown", 5, result); break;
    default: calculate(function, arguments, count, result);
    }
    return is_given ? LUAHOST_OK : LUAHOST_MEMORY;
}
