// What the thread sanitizer needs to be told of; nothing of it is there without that.
#ifndef LUAHOST_SANITIZERS_H
#define LUAHOST_SANITIZERS_H

#define LUAHOST_UNSEEN      // a function that the sanitizer leaves alone

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LUAHOST_THREAD_SANITIZER
#undef LUAHOST_UNSEEN
#define LUAHOST_UNSEEN __attribute__((disable_sanitizer_instrumentation))

// It keeps a signal back until the thread calls something that it knows of, which a script in a loop never
// does: so the handler is set, and looks at the clock, without it.
int __sigaction(int number, const struct sigaction *action, struct sigaction *before);
#define sigaction(number, action, before) __sigaction(number, action, before)
#define clock_gettime(clock, time) syscall(SYS_clock_gettime, clock, time)
#endif
#endif

#endif
