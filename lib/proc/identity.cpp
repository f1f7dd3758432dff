#include "proc/identity.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/text.hpp"

namespace scc::proc {

std::string start_of(pid_t pid) {
    const auto status = file::read("/proc/" + std::to_string(pid) + "/stat");
    if (!status) return {};
    // The name in parentheses may hold anything; the start time is the 20th field after it (proc(5)).
    constexpr std::size_t start_time = 19;
    const auto fields = text::words(status->substr(std::min(status->rfind(')') + 1, status->size())));
    if (fields.size() <= start_time || fields[0] == "Z") return {};
    const std::string boot = file::read("/proc/sys/kernel/random/boot_id").value_or("");
    return fields[start_time] + "@" + std::string(text::trim(boot));
}

}  // namespace scc::proc
