#include "exec/caller.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "programs.hpp"
#include "say.hpp"

namespace scc::guard {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 20U;
constexpr int own_error = 2;
constexpr std::string_view tracer_line = "\nTracerPid:\t";

std::string entry_of(pid_t process, std::string_view name) {
    return "/proc/" + std::to_string(process) + "/" + std::string(name);
}

bool is_traced(pid_t process) {
    const auto status = file::read(entry_of(process, "status"), most_bytes);
    const std::size_t at = status ? status->find(tracer_line) : std::string::npos;
    return at == std::string::npos || status->compare(at + tracer_line.size(), 2, "0\n") != 0;
}

// Whether a write would not wait.
bool takes_more(int descriptor) {
    pollfd watched = {descriptor, POLLOUT, 0};
    return ::poll(&watched, 1, 0) == 1 && (watched.revents & POLLOUT) != 0;
}

}  // namespace

bool is_wrapper(pid_t process, const WatchedFiles& files) {
    const Watched* program = files.at(entry_of(process, "exe"));
    if (program == nullptr || program->kind != Kind::guard || is_traced(process)) return false;
    const auto line = file::read(entry_of(process, "cmdline"), most_bytes);
    return line && !program_called(text::split(*line, '\0').front()).empty();
}

std::string directory_of(pid_t process) { return path::real(entry_of(process, "cwd")).value_or(""); }

std::string variable_of(pid_t process, std::string_view name) {
    const std::string bytes = file::read(entry_of(process, "environ"), most_bytes).value_or("");
    const std::string prefix = std::string(name) + "=";
    for (const std::string& entry : text::split(bytes, '\0')) {
        if (entry.starts_with(prefix)) return entry.substr(prefix.size());
    }
    return {};
}

void write_to_error_of(pid_t process, std::string_view text) {
    constexpr int flags = O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
    const file::Descriptor error(::open(entry_of(process, "fd/2").c_str(), flags));
    if (error && ::write(error.number(), text.data(), text.size()) >= 0) return;
    if (takes_more(own_error)) say(text);
}

}  // namespace scc::guard
