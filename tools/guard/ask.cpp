#include "ask.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "base/file.hpp"

namespace scc::guard {
namespace {

using file::Descriptor;

constexpr std::size_t most_bytes = std::size_t{64} << 20U;

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> list;
    for (std::string& word : words) list.push_back(word.data());
    list.push_back(nullptr);
    return list;
}

// Starts a program whose standard output is `out` and which hears and says nothing else.
std::optional<pid_t> start(const std::string& program, std::vector<std::string> argv, int out) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    pid_t child = -1;
    const int failed = ::posix_spawn(&child, program.c_str(), &actions, nullptr, pointers(argv).data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return std::nullopt;
    return child;
}

}  // namespace

std::optional<std::string> answer_of(const std::string& git, std::vector<std::string> argv) {
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
    Descriptor answer(ends[0]);
    Descriptor out(ends[1]);
    const auto child = start(git, std::move(argv), out.number());
    out.close();
    if (!child) return std::nullopt;
    const auto bytes = file::read(answer.number(), git, most_bytes);
    answer.close();
    int status = 0;
    while (::waitpid(*child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!bytes || !WIFEXITED(status) || WEXITSTATUS(status) != 0) return std::nullopt;
    return *bytes;
}

}  // namespace scc::guard
