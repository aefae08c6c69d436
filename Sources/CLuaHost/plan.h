// A plan: what a rule decides, as a tree of comparisons between figures, learned from running it.
#ifndef LUAHOST_PLAN_H
#define LUAHOST_PLAN_H

#include "host.h"

#define LUAHOST_PLAN_SIZE 2048      // figures, tests and steps that a plan may have, of each
#define LUAHOST_PLAN_EFFECTS 256
#define LUAHOST_PLAN_ROWS 100       // fewer are not worth a plan
#define LUAHOST_PLAN_FAILURES 16    // runs in a row that gave no path, after which no more are recorded

enum { PLAN_COLUMN, PLAN_CONSTANT, PLAN_ADD, PLAN_SUBTRACT, PLAN_MULTIPLY, PLAN_DIVIDE, PLAN_NEGATE };

// A figure of a row: read from a column, written in the rule, or calculated from two others.
typedef struct {
    int32_t kind;
    int32_t first, second;          // figures
    const luahost_cell *cells;      // of a column
    int64_t count;
    luahost_ratio value;            // of a constant, or of the row of `known`
    int64_t known;                  // -1 for none
    int64_t used;                   // the recording that it was last used in
} plan_figure;

enum { TEST_LESS, TEST_LESS_OR_EQUAL, TEST_CELL, TEST_IS_THERE };

// A step of the tree: a comparison with two ways on, a cell with one for each of its values, or a figure that
// must be there.
typedef struct {
    int32_t kind;
    int32_t first, second;          // figures
    const luahost_cell *cells;
    int64_t count;
} plan_test;

// A step that was reached with an answer: the next test, or the end with its effects.
typedef struct {
    luahost_cell answer;            // of a cell; its value is 0 or 1 for a comparison
    int32_t test;                   // -1 at the end of a path
    int32_t first_way, next_way;    // of the steps behind, and beside it; -1 for none
    int32_t first_effect, effects;
} plan_step;

// A call of a host function that the rule makes at the end of a path, with arguments that are constants.
struct luahost_effect {
    int32_t function;
    int32_t count;
    luahost_value arguments[4];
    char *texts;                    // what the strings among them lie in
    size_t text_bytes;
    char file[LUA_IDSIZE];
    int line;
    char traceback[512];
};

struct luahost_plan {
    int64_t reference;              // of the rule
    plan_figure *figures;
    plan_test *tests;
    plan_step *steps;
    luahost_effect *effects;
    int32_t figure_count, test_count, step_count, effect_count;
    // Something ran that can change what a rule sees besides its row: no path holds any more.
    bool is_dropped;
    int failures;
    int64_t recorded, followed;     // rows
    // While a run is recorded: the tests that it came to, with their answers, and what it did.
    bool is_recording;
    bool is_spoiled;                // it did something that a plan cannot say
    int32_t path_tests[LUAHOST_PATH];
    luahost_cell path_answers[LUAHOST_PATH];
    int32_t path_length;
    int32_t path_effects;           // the first of this run's
};

// plan.c
luahost_plan *luahost_new_plan(luahost *host, int64_t reference);
void luahost_free_plan(luahost *host);
int32_t luahost_plan_figure(luahost_plan *plan, plan_figure figure);
int32_t luahost_plan_test(luahost_plan *plan, plan_test test);
// Puts the recorded path into the tree.
void luahost_plan_path(luahost_plan *plan);
// Returns the end of the row's path, or -1 where the rule must be run.
int32_t luahost_follow_plan(luahost_plan *plan, int64_t row);
bool luahost_plan_value(luahost_plan *plan, int32_t figure, int64_t row);

#endif
