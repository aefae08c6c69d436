// The libFuzzer target for Lua: makes a script of the bytes, runs it with limits that bytes choose too, and
// looks whether what must hold holds. A rule that is called for rows comes to the same with a plan and without
// one, and whether or not functions by row keep their results; and after each input a script on a fresh state
// comes to what it always comes to.
#include "library.h"
#include "scripts.h"

#include <sanitizer/lsan_interface.h>
#include <stdio.h>
#include <stdlib.h>

#define SCRIPT_BYTES (24 << 10)
#define ERRORS 6        // of rules, after which no more rows are tried

typedef struct {
    luahost_limits limits;
    int64_t fail_after;         // allocations; 0 for none
    bool keeps;                 // results by row
    bool mixes;                 // another rule is called between, and rows are forgotten
    bool refuses_bitwise;
} setting;

static const luahost_limits wide = {16 << 20, 100, 0};

// MARK: One run

static void tell_outcome(run_record *run, luahost *host, int32_t outcome, const char *what) {
    luahost_failure failure = luahost_last_failure(host);
    if (outcome > LUAHOST_ERROR) run->was_stopped = true;
    look_for_order(run, failure.message, failure.length);
    tell(run, "%s: %d at row %lld\n", what, outcome, (long long)luahost_row(host));
    if (outcome != LUAHOST_ERROR) return;
    int length = (int)(failure.length < 400 ? failure.length : 400);
    tell(run, "  %s:%d %.*s\n%.300s\n", failure.file, failure.line, length, failure.message, failure.traceback);
}

typedef struct {
    int64_t call, rule, other;  // functions; 0 for none
} found_functions;

// Reads all that came, and keeps the functions that have names.
static found_functions tell_results(run_record *run, const luahost_value *values, int32_t count) {
    found_functions found = {0};
    for (size_t place = 0; place < (size_t)count;)
        place = tell_value(run, values, &values[place], place + 1);
    tell(run, "\n");
    for (int32_t i = 1; i < count; i++) {
        const luahost_value *name = &values[i - 1];
        if (values[i].kind != LUAHOST_FUNCTION || values[i].content.integer <= 0) continue;
        if (name->kind != LUAHOST_STRING) found.call = values[i].content.integer;
        else if (name->length == 4 && *name->content.bytes == 'r') found.rule = values[i].content.integer;
        else if (name->length == 5) found.other = values[i].content.integer;
        else found.call = values[i].content.integer;
    }
    return found;
}

static void call_function(run_record *run, luahost *host, int64_t function, int round) {
    luahost_value arguments[10] = {small_object(PERSON_TYPE, 0)}, *last = &arguments[4];
    arguments[1] = (luahost_value){.kind = LUAHOST_FUNCTION, .content.integer = function};
    arguments[2] = (luahost_value){.kind = LUAHOST_NUMBER, .content.number = -0.0};
    bool is_given = give_text(host, "a\0b", round ? 3 : 0, &arguments[3]);
    if (round == 1) is_given = is_given && give_nested(host, last);
    else *last = small_object(EXACT_TYPE, LUAHOST_EXACT_WORD(-5, 7));
    if (round == 2) is_given = is_given && give_large(host, LARGE_TYPE, 5, &arguments[5]);
    if (!is_given) return;      // as Swift does where memory is short: the call is not made
    const luahost_value *values;
    int32_t count;
    int32_t outcome = luahost_call(host, function, arguments, round == 2 ? 10 : 5, &values, &count);
    if (outcome == LUAHOST_OK) tell_results(run, values, count);
    tell_outcome(run, host, outcome, "call");
}

static void call_rule(run_record *run, luahost *host, const found_functions *found, const setting *with) {
    const luahost_value person = small_object(PERSON_TYPE, 0);
    int errors = 0;
    for (int64_t row = 0; row < ROWS && errors < ERRORS;) {
        int64_t count = ROWS - row < 120 ? ROWS - row : 120;
        int32_t outcome = luahost_call_rows(host, found->rule, &person, row, count);
        tell_outcome(run, host, outcome, "rule");
        if (outcome > LUAHOST_ERROR) return;
        row = outcome == LUAHOST_OK ? row + count : luahost_row(host) + 1;
        errors += outcome == LUAHOST_ERROR;
        if (!with->mixes || !found->other) continue;
        tell_outcome(run, host, luahost_call_rows(host, found->other, &person, row, 3), "other");
        if (row > 150) luahost_forget_rows(host);
    }
}

static const char other_module[] = "local t = {} function t.f(x) return x, t end return t";

static void run_script(run_record *run, const char *bytes, size_t length, const setting *with) {
    luahost_limits limits = with->limits;
    memset(run, 0, sizeof *run);
    run->keeps = with->keeps;
    luahost *host = luahost_new(limits, fuzzing_library(), answer_script, run);
    if (!host) return;
    luahost_refuse_bitwise(host, with->refuses_bitwise);
    luahost_define_source(host, "other", "@other.lua", other_module, sizeof other_module - 1);
    if (luahost_define_source(host, "script", "@script.lua", bytes, length) != LUAHOST_OK) {
        luahost_free(host);
        return;
    }
    luahost_fail_allocation(host, with->fail_after);
    const luahost_value *values;
    int32_t count;
    int32_t outcome = luahost_require(host, "script", &values, &count);
    found_functions found = tell_results(run, values, count);
    tell_outcome(run, host, outcome, "require");
    if (found.rule) call_rule(run, host, &found, with);
    for (int round = 0; found.call && round < 3; round++) call_function(run, host, found.call, round);
    if (run->was_stopped && luahost_require(host, "other", &values, &count) == LUAHOST_OK)
        find("a state that was stopped runs again");
    luahost_free(host);
}

// MARK: What must hold

static const char known_script[] =
    "local host = require 'host' local t = {} for i = 1, 20 do t[i] = ('%d:%s'):format(i, host.exact(i)) end\n"
    "host.emit(table.concat(t, ','), host.numbers():sum(), host.tenths():mean(), host.nested())\n"
    "local function rule(p) if p.a > 3 then host.claim(p.word, 1) end end\n"
    "return {rule = rule, call = function(...) return ... end}";

static void run_known_script(run_record *run) {
    const setting with = {.limits = {16 << 20, 0, 0}, .keeps = true};
    run_script(run, known_script, sizeof known_script - 1, &with);
}

static run_record expected, before, after;

static void compare(const char *what) {
    if (before.length == after.length && memcmp(before.told, after.told, before.length) == 0) return;
    size_t at = 0;
    while (at < before.length && before.told[at] == after.told[at]) at++;
    while (at > 0 && before.told[at - 1] != '\n') at--;
    fprintf(stderr, "--- one\n%.600s\n--- other\n%.600s\n", before.told + at, after.told + at);
    find(what);
}

// Shows a script and what it came to, for who looks at one input: TELL=1 scripts/fuzz lua FILE
static bool is_told(void) { return getenv("TELL") != NULL; }

static void compare_plans(choices from) {
    static char text[SCRIPT_BYTES];
    setting with = {.limits = wide, .keeps = true, .refuses_bitwise = luahost_has_bitwise_fault()};
    unsigned kind = choose(&from, 4);
    with.mixes = kind >= 2;
    size_t length = make_script(from, text, sizeof text, false);
    if (is_told()) fprintf(stderr, "%.*s\n", (int)length, text);
    run_script(&before, text, length, &with);
    if (is_told()) fprintf(stderr, "%s\n", before.told);
    if (kind % 2 == 0) length = make_script(from, text, sizeof text, true);
    else with.keeps = false;
    run_script(&after, text, length, &with);
    // Where a limit strikes is not the same; and what is cut off may be.
    if (before.was_stopped || after.was_stopped || before.length + 1 == sizeof before.told) return;
    if (before.has_unordered || after.has_unordered) return;
    compare(kind % 2 == 0 ? "with a plan it came to something else"
                          : "with kept rows it came to something else");
}

static void run_limited(choices from, bool is_source) {
    static const size_t bytes[] = {16 << 20, 30000, 60000, 100000, 200000, 1 << 20};
    static const int64_t milliseconds[] = {5, 20, 10, 0}, instructions[] = {0, 1000, 20000};
    static char text[SCRIPT_BYTES];
    setting with = {.keeps = true};
    with.limits = (luahost_limits){bytes[choose(&from, 6)], milliseconds[choose(&from, 4)], 0};
    unsigned kind = choose(&from, 16);
    with.limits.instructions = instructions[kind % 3];
    with.mixes = kind & 4;
    with.refuses_bitwise = kind & 8;
    unsigned most = choose(&from, 4);
    if (most == 3) with.fail_after = 1 + choose(&from, 256) * (1 + choose(&from, 16));
    // What never ends by itself is stopped by something.
    if (with.limits.milliseconds == 0) with.limits.instructions = 200000;
    size_t length;
    if (is_source) {
        length = (size_t)(from.end - from.at);
        if (length > sizeof text) length = sizeof text;
        if (length > 0) memcpy(text, from.at, length);
    } else length = make_script(from, text, sizeof text, false);
    if (is_told()) fprintf(stderr, "%.*s\n", (int)length, text);
    run_script(&before, text, length, &with);
    if (is_told()) fprintf(stderr, "%s\n", before.told);
}

// Looked for now and then, since it takes long.
static void look_for_leaks(void) {
    static unsigned inputs;
    if (++inputs % 1024 == 0 && __lsan_do_recoverable_leak_check()) find("memory was not let go of");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    if (expected.length == 0) run_known_script(&expected);
    choices from = {bytes, bytes + size};
    switch (choose(&from, 8)) {
    case 0:
    case 1:
    case 2:
    case 3: compare_plans(from); break;
    case 4:
    case 5:
    case 6: run_limited(from, false); break;
    default: run_limited(from, true);
    }
    run_known_script(&after);
    before = expected;
    compare("the next run was not as if nothing had happened");
    look_for_leaks();
    return 0;
}
