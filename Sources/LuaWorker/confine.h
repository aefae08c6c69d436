// What a worker may do besides running scripts: nothing but to read and write its one channel.
#ifndef LUAWORKER_CONFINE_H
#define LUAWORKER_CONFINE_H

#include <stdbool.h>

// Gives up all that a process may do, for good; what it tries none the less ends it. Returns false where the
// kernel knows no filter of system calls: then only the limits hold.
bool confine(void);

#endif
