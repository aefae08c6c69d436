// The process that runs scripts which must not share one with the host program. It is started by that, and
// gets all that it works on over its standard input, which is a socket. See docs/design/003-lua-bridge.md.
#define _GNU_SOURCE
#include "CLuaHost.h"
#include "confine.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { NOT_CONFINED = 3, UNKNOWN = 4 };

// Tries what a worker may not do, as one that a script took over might. It does not come back from that
// where the kernel ends it.
static int try_to(const char *what) {
    if (!confine()) return NOT_CONFINED;
    if (strcmp(what, "open") == 0) open("/etc/passwd", O_RDONLY);
    else if (strcmp(what, "socket") == 0) socket(AF_INET, SOCK_STREAM, 0);
    else if (strcmp(what, "fork") == 0) fork();
    else if (strcmp(what, "exec") == 0) execl("/bin/true", "true", (char *)NULL);
    else if (strcmp(what, "kill") == 0) kill(1, 0);
    else if (strcmp(what, "limit") == 0) setrlimit(RLIMIT_AS, &(struct rlimit){1 << 30, 1 << 30});
    else if (strcmp(what, "code") == 0) mmap(NULL, 4096, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    else if (strcmp(what, "memory") == 0) mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    else return UNKNOWN;
    return 0;
}

static void confine_worker(void) { confine(); }

int main(int count, char **arguments) {
    if (count == 3 && strcmp(arguments[1], "--try") == 0) return try_to(arguments[2]);
    int type;
    socklen_t size = sizeof type;
    if (getsockopt(STDIN_FILENO, SOL_SOCKET, SO_TYPE, &type, &size) != 0) {
        fputs("utfall-worker is started by Utfall, and does nothing by itself\n", stderr);
        return 1;
    }
    return luahost_serve(STDIN_FILENO, confine_worker);
}
