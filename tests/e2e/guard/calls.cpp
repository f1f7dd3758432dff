// The ways to execute something, or to get at another process, that no program of an image offers.
//
//     calls memfd FILE WORD…    executes a copy of FILE that has no name
//     calls opened FILE WORD…   executes the open FILE
//     calls i386 FILE WORD…     executes FILE by the system call of another ABI
//     calls x32 FILE WORD…
//     calls traced FILE WORD…   executes FILE and traces it to its end; the status is the program's
//     calls attach PID          traces a process
//
// Ends with 126, after saying why, where that is not possible; with 77 where the machine has no such ABI.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace {

constexpr int no_such_abi = 77;

int failed(const char* what) {
    std::fprintf(stderr, "calls: %s: %s\n", what, std::strerror(errno));
    return 126;
}

int execute_descriptor(int descriptor, char** words) {
    ::syscall(SYS_execveat, descriptor, "", words, environ, AT_EMPTY_PATH);
    return failed("execveat");
}

int opened(char** words) { return execute_descriptor(::open(words[0], O_RDONLY | O_CLOEXEC), words); }

int memfd(char** words) {
    const int from = ::open(words[0], O_RDONLY);
    const int copy = ::memfd_create("copy", MFD_CLOEXEC);
    struct stat found = {};
    if (::fstat(from, &found) != 0) return failed(words[0]);
    while (::sendfile(copy, from, nullptr, static_cast<std::size_t>(found.st_size)) > 0) {
    }
    return execute_descriptor(copy, words);
}

int traced(char** words) {
    const pid_t child = ::fork();
    if (child == 0) {
        ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
        ::execv(words[0], words);
        ::_exit(failed(words[0]));
    }
    int status = 0;
    while (::waitpid(child, &status, 0) == child && WIFSTOPPED(status)) ::ptrace(PTRACE_CONT, child, nullptr, nullptr);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int attach(char** words) {
    const pid_t process = static_cast<pid_t>(std::strtol(words[0], nullptr, 10));
    return ::ptrace(PTRACE_SEIZE, process, nullptr, nullptr) == 0 ? 0 : failed("ptrace");
}

#ifdef __x86_64__

// Words where 32 bits can point at them.
struct Low {
    std::uint32_t words[64];
    char text[4096];
};

int i386(char** words) {
    auto* low = static_cast<Low*>(
        ::mmap(nullptr, sizeof(Low), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0));
    char* at = low->text;
    for (int i = 0; words[i] != nullptr; at += std::strlen(at) + 1, ++i) {
        std::strcpy(at, words[i]);
        low->words[i] = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(at));
    }
    long answer = 11;  // execve
    asm volatile("int $0x80"
                 : "+a"(answer)
                 : "b"(low->text), "c"(low->words), "d"(0)
                 : "memory", "r8", "r9", "r10", "r11");
    errno = static_cast<int>(-answer);
    return failed("int 0x80");
}

int x32(char** words) {
    ::syscall(0x40000000 | 520, words[0], words, environ);
    return errno == ENOSYS ? no_such_abi : failed("x32");
}

#else

int i386(char**) { return no_such_abi; }
int x32(char**) { return no_such_abi; }

#endif

struct Way {
    std::string_view name;
    int (*go)(char** words);
};

constexpr Way ways[] = {
    {"memfd", memfd}, {"opened", opened}, {"i386", i386}, {"x32", x32}, {"traced", traced}, {"attach", attach}};

}  // namespace

int main(int argc, char** argv) {
    for (const Way& way : ways) {
        if (argc > 2 && way.name == argv[1]) return way.go(argv + 2);
    }
    std::fputs("usage: calls memfd|opened|i386|x32|traced|attach WORD...\n", stderr);
    return 2;
}
