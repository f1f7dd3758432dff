#include "proc/spawn.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "base/env.hpp"
#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::proc {
namespace {

std::string_view name_in(std::string_view entry) { return entry.substr(0, entry.find('=')); }

// Our environment with the command's changes.
std::vector<std::string> environment(const Command& command) {
    std::vector<std::string> entries;
    for (char** entry = environ; !command.only_env && *entry != nullptr; ++entry) entries.emplace_back(*entry);
    for (const std::string& change : command.env) {
        std::erase_if(entries, [&](const std::string& entry) { return name_in(entry) == name_in(change); });
        if (change.find('=') != std::string::npos) entries.push_back(change);
    }
    return entries;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (const std::string& text : texts) list.push_back(const_cast<char*>(text.c_str()));
    list.push_back(nullptr);
    return list;
}

struct Actions {
    posix_spawn_file_actions_t files = {};
    posix_spawnattr_t attributes = {};
    Actions() {
        posix_spawn_file_actions_init(&files);
        posix_spawnattr_init(&attributes);
    }
    ~Actions() {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
    }
    Actions(const Actions&) = delete;
    Actions& operator=(const Actions&) = delete;
};

// The child starts with default signal dispositions and nothing blocked, whatever we do with signals.
void set_attributes(posix_spawnattr_t& attributes, bool own_group) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    if (own_group) flags |= POSIX_SPAWN_SETPGROUP;
    posix_spawnattr_setflags(&attributes, static_cast<short>(flags));
}

std::string found_in(std::string_view directories, std::string_view program) {
    for (const std::string& directory : text::split(directories, ':')) {
        const std::string candidate = path::join(directory.empty() ? "." : directory, program);
        if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    }
    return {};
}

}  // namespace

Result<pid_t> spawn(const Command& command, const Streams& streams, bool own_group) {
    if (command.argv.empty()) return Error{Code::internal, "a command without words"};
    Actions actions;
    const int count = static_cast<int>(streams.size());
    for (int i = 0; i < count; ++i) {
        const int wanted = streams[static_cast<std::size_t>(i)];
        if (wanted >= 0) posix_spawn_file_actions_adddup2(&actions.files, wanted, i);
    }
    posix_spawn_file_actions_addclosefrom_np(&actions.files, count);
    if (!command.cwd.empty()) posix_spawn_file_actions_addchdir_np(&actions.files, command.cwd.c_str());
    set_attributes(actions.attributes, own_group);

    const std::vector<std::string> entries = environment(command);
    pid_t child = -1;
    const int failure = ::posix_spawnp(&child,
                                       command.argv[0].c_str(),
                                       &actions.files,
                                       &actions.attributes,
                                       pointers(command.argv).data(),
                                       pointers(entries).data());
    if (failure == 0) return child;
    return Error{failure == ENOENT ? Code::prereq : Code::tool,
                 "cannot start " + text::quoted(command.argv[0]) + ": " + std::strerror(failure),
                 failure == ENOENT ? "install it, or put it in PATH" : ""};
}

int status_of(int wait_status) {
    return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);
}

int wait_for(pid_t child) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status_of(status);
}

std::string path_of(std::string_view program) { return found_in(env::get("PATH").value_or("/usr/bin:/bin"), program); }

bool available(std::string_view program) { return !path_of(program).empty(); }

bool installed(std::string_view program) { return available(program) || !found_in("/usr/sbin:/sbin", program).empty(); }

Error become(const Command& command) {
    if (!command.cwd.empty() && ::chdir(command.cwd.c_str()) != 0) {
        return {Code::not_found, "cannot enter " + text::quoted(command.cwd) + ": " + std::strerror(errno)};
    }
    const std::vector<std::string> entries = environment(command);
    ::execvpe(command.argv[0].c_str(), pointers(command.argv).data(), pointers(entries).data());
    return {errno == ENOENT ? Code::prereq : Code::tool,
            "cannot start " + text::quoted(command.argv[0]) + ": " + std::strerror(errno)};
}

}  // namespace scc::proc
