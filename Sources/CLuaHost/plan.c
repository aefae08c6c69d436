// The tree of a plan: how paths are put into it, and how a row is led through it. Whatever does not go
// smoothly, an overflow or a missing value, is no answer: then the rule itself is run for the row.
#include "plan.h"

luahost_plan *luahost_new_plan(luahost *host, int64_t reference) {
    luahost_plan *plan = luahost_grow(host, NULL, 0, sizeof *plan);
    if (!plan) return NULL;
    memset(plan, 0, sizeof *plan);
    plan->reference = reference;
    host->plan = plan;
    plan->figures = luahost_grow(host, NULL, 0, LUAHOST_PLAN_SIZE * sizeof *plan->figures);
    plan->tests = luahost_grow(host, NULL, 0, LUAHOST_PLAN_SIZE * sizeof *plan->tests);
    plan->steps = luahost_grow(host, NULL, 0, LUAHOST_PLAN_SIZE * sizeof *plan->steps);
    plan->effects = luahost_grow(host, NULL, 0, LUAHOST_PLAN_EFFECTS * sizeof *plan->effects);
    if (!plan->figures || !plan->tests || !plan->steps || !plan->effects) {
        luahost_free_plan(host);
        return NULL;
    }
    plan->steps[0] = (plan_step){.test = -1, .first_way = -1, .next_way = -1, .first_effect = -1};
    plan->step_count = 1;
    return plan;
}

void luahost_free_plan(luahost *host) {
    luahost_plan *plan = host->plan;
    if (!plan) return;
    for (int32_t i = 0; i < plan->effect_count; i++)
        luahost_release(host, plan->effects[i].texts, plan->effects[i].text_bytes);
    luahost_release(host, plan->figures, LUAHOST_PLAN_SIZE * sizeof *plan->figures);
    luahost_release(host, plan->tests, LUAHOST_PLAN_SIZE * sizeof *plan->tests);
    luahost_release(host, plan->steps, LUAHOST_PLAN_SIZE * sizeof *plan->steps);
    luahost_release(host, plan->effects, LUAHOST_PLAN_EFFECTS * sizeof *plan->effects);
    luahost_release(host, plan, sizeof *plan);
    host->plan = NULL;
    host->recorder = NULL;
}

// The same figure has one place, so that it is calculated once a row.
int32_t luahost_plan_figure(luahost_plan *plan, plan_figure figure) {
    for (int32_t i = 0; i < plan->figure_count; i++) {
        const plan_figure *known = &plan->figures[i];
        if (known->kind != figure.kind || known->cells != figure.cells || known->first != figure.first ||
            known->second != figure.second)
            continue;
        if (figure.kind != PLAN_CONSTANT || (known->value.numerator == figure.value.numerator &&
                                             known->value.denominator == figure.value.denominator)) {
            plan->figures[i].used = plan->recorded;
            return i;
        }
    }
    if (plan->figure_count == LUAHOST_PLAN_SIZE) return -1;
    figure.known = -1;
    figure.used = plan->recorded;
    plan->figures[plan->figure_count] = figure;
    return plan->figure_count++;
}

int32_t luahost_plan_test(luahost_plan *plan, plan_test test) {
    for (int32_t i = 0; i < plan->test_count; i++) {
        const plan_test *known = &plan->tests[i];
        if (known->kind == test.kind && known->first == test.first && known->second == test.second &&
            known->cells == test.cells)
            return i;
    }
    if (plan->test_count == LUAHOST_PLAN_SIZE) return -1;
    plan->tests[plan->test_count] = test;
    return plan->test_count++;
}

static inline bool is_known(const plan_figure *figure, int64_t row) {
    return figure->kind == PLAN_CONSTANT || figure->known == row;
}

bool luahost_plan_value(luahost_plan *plan, int32_t place, int64_t row) {
    plan_figure *figure = &plan->figures[place];
    if (is_known(figure, row)) return true;
    if (figure->kind == PLAN_COLUMN) {
        if ((uint64_t)row >= (uint64_t)figure->count) return false;
        const luahost_cell *cell = &figure->cells[row];
        if (cell->kind != LUAHOST_CELL_EXACT) return false;
        // Larger ones would not be calculated with here.
        if (cell->value > LUAHOST_MOST || cell->value < -LUAHOST_MOST) return false;
        figure->value = (luahost_ratio){cell->value, cell->denominator};
    } else {
        const plan_figure *left = &plan->figures[figure->first];
        const plan_figure *right = &plan->figures[figure->kind == PLAN_NEGATE ? figure->first : figure->second];
        if (!is_known(left, row) && !luahost_plan_value(plan, figure->first, row)) return false;
        if (!is_known(right, row) && !luahost_plan_value(plan, figure->second, row)) return false;
        luahost_ratio first = left->value, second = right->value;
        int64_t sum = first.numerator + (figure->kind == PLAN_ADD ? second.numerator : -second.numerator);
        bool is_plain = figure->kind <= PLAN_SUBTRACT && first.denominator == second.denominator;
        if (is_plain && sum <= LUAHOST_MOST && sum >= -LUAHOST_MOST)
            figure->value = (luahost_ratio){sum, first.denominator};
        else if (!luahost_calculate(figure->kind - PLAN_ADD + LUAHOST_ADD, first, second, &figure->value)) return false;
    }
    figure->known = row;
    return true;
}

static bool same_cell(const luahost_cell *a, const luahost_cell *b) {
    return a->kind == b->kind && a->value == b->value && a->denominator == b->denominator;
}

// Returns false where the row gives no answer.
static bool answer(luahost_plan *plan, int32_t place, int64_t row, luahost_cell *into) {
    const plan_test *test = &plan->tests[place];
    if (test->kind == TEST_CELL) {
        if ((uint64_t)row >= (uint64_t)test->count) return false;
        *into = test->cells[row];
        return into->kind != LUAHOST_CELL_ASK;
    }
    if (!luahost_plan_value(plan, test->first, row)) return false;
    if (test->kind == TEST_IS_THERE) {
        *into = (luahost_cell){.value = 1};
        return true;
    }
    if (!luahost_plan_value(plan, test->second, row)) return false;
    luahost_ratio a = plan->figures[test->first].value;
    luahost_ratio b = plan->figures[test->second].value;
    int64_t left = a.numerator * b.denominator;     // at most 39 and 16 bits
    int64_t right = b.numerator * a.denominator;
    *into = (luahost_cell){.value = test->kind == TEST_LESS ? left < right : left <= right};
    return true;
}

static int32_t way(const luahost_plan *plan, int32_t step, const luahost_cell *answer) {
    int32_t next = plan->steps[step].first_way;
    while (next >= 0 && !same_cell(&plan->steps[next].answer, answer)) next = plan->steps[next].next_way;
    return next;
}

int32_t luahost_follow_plan(luahost_plan *plan, int64_t row) {
    int32_t step = 0;
    while (plan->steps[step].test >= 0) {
        luahost_cell found;
        if (!answer(plan, plan->steps[step].test, row, &found)) return -1;
        step = way(plan, step, &found);
        if (step < 0) return -1;
    }
    return plan->steps[step].first_effect < 0 ? -1 : step;
}

static void cover(const luahost_plan *plan, bool *covered, int32_t place) {
    if (covered[place]) return;
    covered[place] = true;
    const plan_figure *figure = &plan->figures[place];
    if (figure->kind == PLAN_COLUMN || figure->kind == PLAN_CONSTANT) return;
    cover(plan, covered, figure->first);
    if (figure->kind != PLAN_NEGATE) cover(plan, covered, figure->second);
}

// A figure that was read or calculated, and compared with nothing, could still fail for another row: it
// must be there at the end of the path.
static bool test_what_was_not_compared(luahost_plan *plan) {
    bool covered[LUAHOST_PLAN_SIZE] = {false};
    for (int32_t i = 0; i < plan->path_length; i++) {
        const plan_test *test = &plan->tests[plan->path_tests[i]];
        if (test->kind == TEST_CELL) continue;
        cover(plan, covered, test->first);
        if (test->kind != TEST_IS_THERE) cover(plan, covered, test->second);
    }
    for (int32_t i = plan->figure_count - 1; i >= 0; i--) {
        if (covered[i] || plan->figures[i].used != plan->recorded || plan->figures[i].kind == PLAN_CONSTANT) continue;
        int32_t test = luahost_plan_test(plan, (plan_test){.kind = TEST_IS_THERE, .first = i});
        if (test < 0 || plan->path_length == LUAHOST_PATH) return false;
        plan->path_tests[plan->path_length] = test;
        plan->path_answers[plan->path_length++] = (luahost_cell){.value = 1};
        cover(plan, covered, i);
    }
    return true;
}

// A path that does not fit to those before it comes from a rule that depends on something else: then the
// plan is given up for good.
void luahost_plan_path(luahost_plan *plan) {
    if (!test_what_was_not_compared(plan)) return;
    if (plan->step_count + plan->path_length >= LUAHOST_PLAN_SIZE) {
        plan->failures = LUAHOST_PLAN_FAILURES;
        return;
    }
    int32_t step = 0;
    for (int32_t i = 0; i < plan->path_length; i++) {
        plan_step *at = &plan->steps[step];
        if (at->first_effect >= 0 || (at->test >= 0 && at->test != plan->path_tests[i])) {
            plan->is_dropped = true;
            return;
        }
        at->test = plan->path_tests[i];
        int32_t next = way(plan, step, &plan->path_answers[i]);
        if (next < 0) {
            next = plan->step_count++;
            plan->steps[next] = (plan_step){
                .answer = plan->path_answers[i], .test = -1, .first_way = -1, .next_way = at->first_way,
                .first_effect = -1};
            plan->steps[step].first_way = next;
        }
        step = next;
    }
    plan->steps[step].first_effect = plan->path_effects;
    plan->steps[step].effects = plan->effect_count - plan->path_effects;
    plan->failures = 0;
}
