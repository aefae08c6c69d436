// The deadline of a call. A count hook would make every script about twice as slow, so none is set:
// a timer signals the thread that runs the script, and only then the hook is armed.
#define _GNU_SOURCE
#include "host.h"

#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static __thread luahost *running;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int deadline_signal;

void luahost_stop(lua_State *L, int32_t status) {
    luahost_of(L)->killed = status;
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

// lua_sethook is what Lua itself calls from its own signal handler: it sets a few fields.
static void on_signal(int number, siginfo_t *info, void *context) {
    (void)number;
    (void)context;
    luahost *host = running;
    if (!host || info->si_value.sival_ptr != host) return;
    host->deadline_passed = 1;
    lua_sethook(host->state, on_deadline, LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

// Takes the first real-time signal that nobody else handles.
static void choose_signal(void) {
    for (int number = SIGRTMIN + 8; number <= SIGRTMAX; number++) {
        struct sigaction current;
        if (sigaction(number, NULL, &current) != 0 || current.sa_handler != SIG_DFL) continue;
        struct sigaction action = {0};
        action.sa_sigaction = on_signal;
        action.sa_flags = SA_SIGINFO | SA_RESTART;
        sigemptyset(&action.sa_mask);
        if (sigaction(number, &action, NULL) == 0) {
            deadline_signal = number;
            return;
        }
    }
}

static bool make_timer(luahost *host) {
    struct sigevent event = {0};
    event.sigev_notify = SIGEV_THREAD_ID;
    event.sigev_signo = deadline_signal;
    event.sigev_value.sival_ptr = host;
    event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
    // Processor time: what else the machine does, or that it slept, stops nobody's rule.
    return timer_create(CLOCK_THREAD_CPUTIME_ID, &event, &host->timer) == 0 ||
           timer_create(CLOCK_MONOTONIC, &event, &host->timer) == 0;
}

void luahost_arm(luahost *host) {
    if (host->limits.milliseconds <= 0) return;
    pthread_once(&once, choose_signal);
    running = host;
    // Threads of Swift's runtime block signals.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, deadline_signal);
    pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
    // A state may move between threads from call to call, and a timer belongs to one.
    host->has_timer = make_timer(host);
    if (!host->has_timer) return;
    struct itimerspec time = {0};
    time.it_value.tv_sec = host->limits.milliseconds / 1000;
    time.it_value.tv_nsec = host->limits.milliseconds % 1000 * 1000000;
    time.it_interval.tv_nsec = 50000000;    // again, should a signal come while it has no effect
    timer_settime(host->timer, 0, &time, NULL);
}

void luahost_disarm(luahost *host) {
    luahost_free_timer(host);
    running = NULL;
    host->deadline_passed = 0;
    // A signal that came too late must not stop the next call.
    if (!host->killed) luahost_count_instructions(host);
}

void luahost_free_timer(luahost *host) {
    if (host->has_timer) timer_delete(host->timer);
    host->has_timer = false;
}

void luahost_count_instructions(luahost *host) {
    if (host->limits.instructions > 0) lua_sethook(host->state, on_count, LUA_MASKCOUNT, 1000);
    else lua_sethook(host->state, NULL, 0, 0);
}
