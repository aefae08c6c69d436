#include "sanitizers.h"

#ifdef LUAHOST_THREAD_SANITIZER

#include <setjmp.h>

// What Debian's Lua raises errors with. The sanitizer knows the plain one only, and would count each function
// that an error leaves as one that still runs, until it has no room for more.
_Noreturn void __longjmp_chk(struct __jmp_buf_tag *place, int value);
_Noreturn void __longjmp_chk(struct __jmp_buf_tag *place, int value) { longjmp(place, value); }

#else

typedef int luahost_no_sanitizer;   // a file of C has something in it

#endif
