#define _GNU_SOURCE
#include "confine.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

// Sanitizers need more of the system than a worker may have.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#undef ARCHITECTURE
#endif
#endif

#ifdef ARCHITECTURE

#define WORD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
#define LET BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define END BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define UNLESS(value, skipped) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), 0, skipped)
#define MAY(name) UNLESS(SYS_##name, 1), LET

// The channel, memory that no code can run from, the end, and the deadline of the state: its timer and
// signal exist by now.
static struct sock_filter rules[] = {
    WORD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0), END,
    WORD(nr),
    MAY(read), MAY(write),
    MAY(brk), MAY(munmap), MAY(mremap), MAY(madvise),
    UNLESS(SYS_mmap, 4), WORD(args[2]), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1), END, LET,
    MAY(clock_gettime), MAY(timer_settime), MAY(rt_sigreturn),
    MAY(exit_group),
    END,
};

static bool filter(void) {
    struct sock_fprog program = {sizeof rules / sizeof *rules, rules};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

#else

static bool filter(void) { return false; }

#endif

// Swift's runtime, which may be linked along, looks into a crash with what a worker may not do.
static void let_crash(void) {
    static const int signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP};
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) signal(signals[i], SIG_DFL);
}

bool confine(void) {
    let_crash();
    static const int none[] = {RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_FSIZE, RLIMIT_CORE};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        setrlimit((enum __rlimit_resource)none[i], &(struct rlimit){0, 0});
    if (chdir("/") != 0) _exit(1);      // else it would hold on to the folder of the host program
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    return filter();
}
