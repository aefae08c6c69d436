// The system's libedit, with which lines are typed at the prompt. Swift cannot call functions that take any number of
// arguments, so that each way to call them has one of its own here.
#ifndef UTFALL_CEDIT_H
#define UTFALL_CEDIT_H

#include <histedit.h>
#include <locale.h>
#include <stdio.h>

typedef char *(*cedit_prompt)(EditLine *);
typedef unsigned char (*cedit_key)(EditLine *, int);

// What a key's function says of the line.
enum { CEDIT_NORMAL = CC_NORM, CEDIT_REFRESH = CC_REFRESH, CEDIT_REDISPLAY = CC_REDISPLAY, CEDIT_DONE = CC_NEWLINE };

// Text is UTF-8, whatever the user's locale says; nothing else depends on one.
static inline EditLine *cedit_begin(void) {
    setlocale(LC_CTYPE, "C.UTF-8");
    EditLine *edit = el_init("utfall", stdin, stdout, stderr);
    if (!edit) return NULL;
    el_set(edit, EL_EDITOR, "emacs");
    el_set(edit, EL_SIGNAL, 1);
    // Ctrl-C is a key while a line is typed, and a signal while one runs.
    el_set(edit, EL_SETTY, "-d", "-isig", NULL);
    el_set(edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
    return edit;
}
// Sets the terminal up for a line before anything of it is shown: a Ctrl-D that comes between the prompt and that would
// be lost.
static inline const char *cedit_read(EditLine *edit, int *count) {
    el_set(edit, EL_PREP_TERM, 1);
    return el_gets(edit, count);
}
static inline void cedit_set_data(EditLine *edit, void *data) { el_set(edit, EL_CLIENTDATA, data); }
static inline void *cedit_data(EditLine *edit) {
    void *data = NULL;
    el_get(edit, EL_CLIENTDATA, &data);
    return data;
}
static inline void cedit_set_prompt(EditLine *edit, cedit_prompt prompt) { el_set(edit, EL_PROMPT, prompt); }
static inline void cedit_bind(EditLine *edit, const char *key, const char *name, const char *help, cedit_key body) {
    el_set(edit, EL_ADDFN, name, help, body);
    el_set(edit, EL_BIND, key, name, NULL);
}

static inline History *cedit_begin_history(EditLine *edit, int most) {
    HistEvent event;
    History *lines = history_init();
    if (!lines) return NULL;
    history(lines, &event, H_SETSIZE, most);
    history(lines, &event, H_SETUNIQUE, 1);
    el_set(edit, EL_HIST, history, lines);
    return lines;
}
static inline void cedit_add(History *lines, const char *line) {
    HistEvent event;
    history(lines, &event, H_ENTER, line);
}

#endif
