// spawns COUNT PROGRAM [WORD…]: starts the program and waits for it, so many times.
#include <spawn.h>
#include <sys/wait.h>

#include <cstdlib>

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    for (long left = std::strtol(argv[1], nullptr, 10); left > 0; --left) {
        pid_t child = -1;
        int status = 0;
        if (::posix_spawn(&child, argv[2], nullptr, nullptr, argv + 2, environ) != 0) return 127;
        if (::waitpid(child, &status, 0) != child || status != 0) return 1;
    }
    return 0;
}
