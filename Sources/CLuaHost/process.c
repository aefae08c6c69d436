// A worker process: how it is started, fed, heard, and stopped. The kernel bounds its processor time and
// memory; besides, whoever waits for it looks every now and then how long it has run.
#define _GNU_SOURCE
#include "remote.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define LOOK 10000000               // nanoseconds between two looks at a worker that is waited for
#define GRACE 100000000             // beyond the limit, in which the state should have stopped by itself
#define LEAST_WAIT 5000000000       // for an answer of a worker that has its turn and does nothing
#define WAITS 20                    // times the limit of processor time, in all
#define START_MILLISECONDS 2000     // to be loaded, on a slow machine; nothing of a script runs then
#define OWN_MEMORY ((size_t)32 << 20)   // of a process that holds no state
// Sanitizers map terabytes, and use few of them.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#undef OWN_MEMORY
#define OWN_MEMORY ((size_t)1 << 47)
#endif
#endif
#define SECOND 1000000000

static int64_t time_of(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0) return 0;
    return (int64_t)time.tv_sec * SECOND + time.tv_nsec;
}

static int64_t now(void) { return time_of(CLOCK_MONOTONIC); }

// MARK: Starting

// Everything but the channel is closed, nothing is inherited that a descriptor, a signal, a terminal or the
// environment could hand over.
static int spawn(luahost_process *process, const char *path, int channel) {
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, channel, STDIN_FILENO);
    posix_spawn_file_actions_addclosefrom_np(&files, STDIN_FILENO + 1);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    char *arguments[] = {(char *)path, NULL};
    char *environment[] = {NULL};
    int error = posix_spawn(&process->pid, path, &files, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    return error;
}

static void limit(const luahost_process *process, int resource, uint64_t value, uint64_t most) {
    if (!process->pid) return;  // which would be this process
    struct rlimit64 bound = {value < most ? value : most, most};
    prlimit64(process->pid, (enum __rlimit_resource)resource, &bound, NULL);
}

static uint64_t most_of(const luahost_process *process, int resource) {
    struct rlimit64 bound;
    bool known = prlimit64(process->pid, (enum __rlimit_resource)resource, NULL, &bound) == 0;
    return known ? bound.rlim_max : RLIM64_INFINITY;
}

// At most so many bytes of address space as a state can fill: blocks of malloc are up to twice as large as
// what they hold, a block that grows may be there twice, and a frame is written beside what it tells.
void luahost_lend(luahost_process *process, size_t bytes) {
    if (bytes > process->lent) process->lent = bytes;
    bool fits = process->memory < SIZE_MAX / 16 && process->lent < SIZE_MAX / 16;
    limit(process, RLIMIT_AS, fits ? OWN_MEMORY + 4 * (process->memory + process->lent) : RLIM64_INFINITY,
          process->most_memory);
}

// The kernel counts whole seconds over all calls. It ends a worker whose host program is gone, too.
static void prolong(luahost_process *process, int64_t at) {
    process->prolonged = at;
    uint64_t seconds = (uint64_t)(time_of(process->clock) / SECOND + process->milliseconds / 1000 + 3);
    limit(process, RLIMIT_CPU, process->milliseconds ? seconds : RLIM64_INFINITY, process->most_seconds);
}

bool luahost_start_process(luahost_process *process, const char *path, size_t memory) {
    *process = (luahost_process){.channel = -1, .memory = memory, .milliseconds = START_MILLISECONDS};
    int ends[2];
    int error = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0 ? 0 : errno;
    if (!error) {
        error = spawn(process, path, ends[1]);
        close(ends[1]);
        process->channel = ends[0];
        if (error) close(ends[0]);
    }
    if (error) {
        process->pid = 0;
        luahost_end_process(process, LUAHOST_NO_WORKER, strerrordesc_np(error));
        return false;
    }
    struct timeval look = {0, LOOK / 1000};
    setsockopt(process->channel, SOL_SOCKET, SO_RCVTIMEO, &look, sizeof look);
    setsockopt(process->channel, SOL_SOCKET, SO_SNDTIMEO, &look, sizeof look);
    if (clock_getcpuclockid(process->pid, &process->clock) != 0) process->clock = CLOCK_MONOTONIC;
    process->most_seconds = most_of(process, RLIMIT_CPU);
    process->most_memory = most_of(process, RLIMIT_AS);
    luahost_lend(process, 0);
    luahost_begin_call(process);
    return true;
}

// MARK: Ending

// Waits a moment, since a worker closes the channel shortly before it has ended.
static bool has_ended(pid_t pid, int *status) {
    for (int turn = 0; turn < 100; turn++) {
        if (waitpid(pid, status, WNOHANG) == pid) return true;
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    }
    return false;
}

static void kill_process(pid_t pid) {
    // Where somebody else took its ending, the number may be that of another process.
    siginfo_t info;
    if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return;
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {}
}

static void close_channel(luahost_process *process) {
    if (process->pid) close(process->channel);
    process->channel = -1;
    process->pid = 0;
}

void luahost_end_process(luahost_process *process, int32_t status, const char *reason) {
    if (process->pid) kill_process(process->pid);
    close_channel(process);
    if (process->status) return;
    process->status = status;
    snprintf(process->ending, sizeof process->ending, "%s", reason);
}

// A worker that is gone says nothing more, but the kernel knows why.
static void tell_ending(luahost_process *process) {
    int status;
    if (!has_ended(process->pid, &status)) {
        luahost_end_process(process, LUAHOST_ERROR, "the worker process closed its connection");
        return;
    }
    close_channel(process);
    char reason[sizeof process->ending];
    int32_t outcome = LUAHOST_ERROR;
    if (WIFSIGNALED(status)) {
        const char *name = sigabbrev_np(WTERMSIG(status));
        const char *said = "the worker process was ended by the signal SIG";
        snprintf(reason, sizeof reason, "%s%s", said, name ? name : "?");
        if (WTERMSIG(status) == SIGXCPU) outcome = LUAHOST_TIME;
        // A state that wants more than its memory is refused that, and says so; what is left for this signal
        // is somebody who ends it, or a machine that has no memory left for anybody.
    } else {
        snprintf(reason, sizeof reason, "the worker process ended with exit status %d", WEXITSTATUS(status));
    }
    luahost_end_process(process, outcome, reason);
}

bool luahost_beside_executable(const char *name, char *path, size_t size) {
    ssize_t length = readlink("/proc/self/exe", path, size);
    if (length <= 0 || (size_t)length >= size) return false;
    path[length] = 0;
    char *end = strrchr(path, '/') + 1;
    if (strlen(name) >= size - (size_t)(end - path)) return false;
    strcpy(end, name);
    return true;
}

// MARK: Waiting

void luahost_begin_call(luahost_process *process) {
    int64_t at = now();
    process->began = -1;
    process->waited = 0;
    process->looked = at;
    if (at - process->prolonged > SECOND / 2) prolong(process, at);
}

// Looks how long the worker has run, and ends it where that is too long. What the host program does in
// between is not counted.
static bool may_run(luahost_process *process, int64_t at, int64_t waited) {
    process->looked = at;
    if (process->milliseconds == 0) return true;
    int64_t used = time_of(process->clock);
    if (process->began < 0) process->began = used;
    int64_t most = process->milliseconds * 1000000;
    int64_t most_waited = most * WAITS > LEAST_WAIT ? most * WAITS : LEAST_WAIT;
    if (used - process->began <= most + GRACE && waited <= most_waited) return true;
    luahost_end_process(process, LUAHOST_TIME, "");
    return false;
}

typedef ssize_t (*transfer)(luahost_process *process, void *bytes, size_t size);

static ssize_t receive(luahost_process *process, void *bytes, size_t size) {
    return recv(process->channel, bytes, size, 0);
}

static ssize_t send_out(luahost_process *process, void *bytes, size_t size) {
    return send(process->channel, bytes, size, MSG_NOSIGNAL);
}

// Whether a worker would go on if the machine let it: it waits for its turn, or for a page of its file.
static bool waits_for_machine(const luahost_process *process) {
    char path[32], text[256];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)process->pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? 0 : read(file, text, sizeof text - 1);
    if (file >= 0) close(file);
    text[length > 0 ? length : 0] = 0;
    const char *name = strrchr(text, ')');  // "number (name) state ...", and a name may hold any sign
    return name && (strncmp(name, ") R", 3) == 0 || strncmp(name, ") D", 3) == 0);
}

// Nobody waits longer between two looks: where more time has passed, the machine stood still or had no turn for this
// process, which is not the worker's fault.
static int64_t counted(const luahost_process *process, int64_t passed) {
    if (passed >= LOOK && waits_for_machine(process)) return 0;
    return passed < 2 * LOOK ? passed : 2 * LOOK;
}

// Moves some bytes, and looks at the worker while none move.
static int64_t move(luahost_process *process, transfer step, void *bytes, size_t size) {
    if (process->status) return 0;
    int64_t start = now();
    if (start - process->looked > LOOK && !may_run(process, start, process->waited)) return 0;
    for (;;) {
        ssize_t moved = step(process, bytes, size);
        int error = errno;
        int64_t at = now();
        if (moved > 0) {
            process->waited += counted(process, at - start);
            return moved;
        }
        if (moved == 0 || (error != EAGAIN && error != EWOULDBLOCK && error != EINTR)) {
            tell_ending(process);
            return 0;
        }
        process->waited += counted(process, at - start);
        start = at;
        if (error != EINTR && !may_run(process, at, process->waited)) return 0;
    }
}

int64_t luahost_hear(void *process, void *bytes, size_t size) { return move(process, receive, bytes, size); }

bool luahost_tell(luahost_process *process, luahost_wire *out) {
    size_t told = 0;
    while (!out->failed && told < out->length) {
        int64_t moved = move(process, send_out, out->bytes + told, out->length - told);
        if (moved <= 0) return false;
        told += (size_t)moved;
    }
    if (out->failed) luahost_end_process(process, LUAHOST_MEMORY, "");
    luahost_clear_wire(out);
    return process->status == LUAHOST_OK;
}
