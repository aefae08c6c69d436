// The deadline of a call. A count hook would make every script about twice as slow, so none is set: a
// timer signals the thread that runs the script every now and then, and only when the time is over the
// hook is armed.
#define _GNU_SOURCE
#include "host.h"
#include "sanitizers.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

#define LUAHOST_TICK 10000000   // nanoseconds between two looks at a running call

// A thread's own timer, which ticks while it runs scripts, and stops itself soon after.
static __thread struct {
    timer_t timer;
    int64_t nanoseconds;    // between ticks; 0 while it stands
    bool exists;
} ticker;
static __thread luahost *volatile running;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t ticker_key;
static int deadline_signal;

static void end_ticker(void *own) {
    (void)own;
    if (ticker.exists) timer_delete(ticker.timer);
    ticker.exists = false;
}

void luahost_stop(lua_State *L, int32_t status) {
    luahost *host = luahost_of(L);
    if (status == LUAHOST_TIME && host->interruption && host->interruption->is_wished) status = LUAHOST_INTERRUPTED;
    // Told now, since there may be no memory left to call a message handler with.
    if (!host->killed) luahost_trace(L, host);
    host->killed = status;
    lua_pushnil(L);     // takes no memory, which a stopped run does not get
    lua_error(L);
    __builtin_unreachable();
}

static void on_deadline(lua_State *L, lua_Debug *activation) {
    (void)activation;
    luahost_stop(L, LUAHOST_TIME);
}

static void on_count(lua_State *L, lua_Debug *activation) {
    (void)activation;
    luahost *host = luahost_of(L);
    host->instructions_left -= 1000;
    if (host->instructions_left <= 0) luahost_stop(L, LUAHOST_INSTRUCTIONS);
}

LUAHOST_UNSEEN static int64_t processor_time(void) {
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

LUAHOST_UNSEEN static void set_timer(int64_t nanoseconds) {
    struct itimerspec time = {0};
    time.it_value.tv_nsec = time.it_interval.tv_nsec = (long)nanoseconds;
    timer_settime(ticker.timer, 0, &time, NULL);
    ticker.nanoseconds = nanoseconds;
}

// All that is called here may be called in a signal handler; lua_sethook sets a few fields, and is what
// Lua itself calls from its own.
LUAHOST_UNSEEN static void on_tick(int number, siginfo_t *info, void *context) {
    (void)number;
    (void)context;
    if (info->si_value.sival_ptr != &ticker) return;
    luahost *host = running;
    if (!host) {        // nothing runs: the next call starts the ticks again
        set_timer(0);
        return;
    }
    int error = errno;
    if (host->call_ticked != host->calls) {
        host->call_ticked = host->calls;
        host->call_began = processor_time();
    } else if ((host->interruption && host->interruption->is_wished) ||
               processor_time() - host->call_began >= host->limits.milliseconds * 1000000 - ticker.nanoseconds) {
        host->deadline_passed = 1;
        lua_sethook(host->state, on_deadline, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
    }
    errno = error;
}

// Takes the first real-time signal that nobody else handles.
static void choose_signal(void) {
    pthread_key_create(&ticker_key, end_ticker);
    for (int number = SIGRTMIN + 8; number <= SIGRTMAX; number++) {
        struct sigaction current;
        if (sigaction(number, NULL, &current) != 0 || current.sa_handler != SIG_DFL) continue;
        struct sigaction action = {0};
        action.sa_sigaction = on_tick;
        action.sa_flags = SA_SIGINFO | SA_RESTART;
        sigemptyset(&action.sa_mask);
        if (sigaction(number, &action, NULL) == 0) {
            deadline_signal = number;
            return;
        }
    }
}

static void make_ticker(void) {
    pthread_once(&once, choose_signal);
    struct sigevent event = {0};
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = deadline_signal;
    event.sigev_value.sival_ptr = &ticker;
    event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
    // Processor time: what else the machine does, or that it slept, stops nobody's rule.
    ticker.exists = timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &ticker.timer) == 0 ||
                    timer_create(CLOCK_MONOTONIC, &event, &ticker.timer) == 0;
    pthread_setspecific(ticker_key, &ticker);
    // Threads of Swift's runtime block signals.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, deadline_signal);
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

// A call costs two stores where the thread's ticks go on, as they do while calls follow one another.
luahost *luahost_arm(luahost *host) {
    luahost *outer = running;
    host->calls++;
    if (host->limits.milliseconds > 0) {
        if (!ticker.exists) make_ticker();
        int64_t wanted = host->limits.milliseconds * 1000000 / 4;
        if (wanted > LUAHOST_TICK) wanted = LUAHOST_TICK;
        running = host;
        if (ticker.nanoseconds == 0 || ticker.nanoseconds > wanted) set_timer(wanted);
    }
    return outer;
}

void luahost_disarm(luahost *host, luahost *outer) {
    running = outer;
    if (!host->deadline_passed) return;
    host->deadline_passed = 0;
    // A deadline that came too late must not stop the next call.
    if (!host->killed) luahost_count_instructions(host);
}

luahost_interruption *luahost_new_interruption(void) {
    luahost_interruption *interruption = malloc(sizeof *interruption);
    if (interruption) atomic_init(&interruption->is_wished, 0);
    return interruption;
}

void luahost_free_interruption(luahost_interruption *interruption) { free(interruption); }

void luahost_request_interruption(luahost_interruption *interruption) { interruption->is_wished = 1; }

void luahost_heed_interruption(luahost *host, luahost_interruption *interruption) {
    host->interruption = interruption;
}

void luahost_count_instructions(luahost *host) {
    if (host->limits.instructions > 0) lua_sethook(host->state, on_count, LUA_MASKCOUNT, 1000);
    else lua_sethook(host->state, NULL, 0, 0);
}
