#include "health.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/health.hpp"
#include "log/check.hpp"

namespace scc::audit {
namespace {

using Check = cli::health::Check;

// The directory itself, or the nearest one above it that exists.
std::string existing(std::string directory) {
    while (!file::is_directory(directory) && directory != "/") directory = path::parent(directory);
    return directory;
}

Check writable(const std::string& directory) {
    const std::string there = existing(directory);
    if (::access(there.c_str(), W_OK | X_OK) == 0) return {"audit.writable", "ok", directory};
    return {"audit.writable", "fail", text::quoted(there) + " cannot be written", "chmod u+rwx " + there};
}

Check private_files(const Snapshot& log) {
    for (const Segment& segment : log.segments) {
        struct stat status = {};
        const std::string path = log.path_of(segment.name);
        if (::stat(path.c_str(), &status) == 0 && (status.st_mode & 077U) != 0) {
            return {"audit.private",
                    "warn",
                    text::quoted(path) + " is open to others",
                    "chmod 600 " + path,
                    {"chmod", "600", path}};
        }
    }
    return {"audit.private", "ok", text::count_of(log.segments.size(), "segment")};
}

Check whole(const Snapshot& log) {
    const auto findings = check(log);
    if (!findings) return {"audit.whole", "fail", findings.error().message};
    if (findings->is_whole()) return {"audit.whole", "ok", text::count_of(findings->records, "record")};
    const Fault& first = findings->faults.front();
    return {"audit.whole", "fail", first.where + ": " + first.message, "scc-audit verify"};
}

}  // namespace

Result<json> health(const cli::Args&, const json&) {
    const std::string directory = default_directory();
    SCC_TRY(const Snapshot log, snapshot(directory));
    return cli::health::document({writable(directory), private_files(log), whole(log)});
}

}  // namespace scc::audit
