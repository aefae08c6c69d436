// Scripts that are made of calls of the API, chosen by bytes.
#ifndef FUZZING_SCRIPTS_H
#define FUZZING_SCRIPTS_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
    const uint8_t *at, *end;
} choices;

// Returns a number below `count`; 0 where no bytes are left.
unsigned choose(choices *from, unsigned count);

// Writes a module that returns {call = function(p, q), rule = function(p), other = function(p)}, and returns
// its length. With `counts`, the rule first counts its calls, so that no plan can stand for it; the two are
// the same but for that, byte by byte.
size_t make_script(choices from, char *text, size_t size, int counts);

#endif
