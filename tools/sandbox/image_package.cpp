#include "image_package.hpp"

#include <cstdio>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "wire/digest.hpp"

namespace scc::sandbox {
namespace {

constexpr auto longest_download = std::chrono::minutes(20);

// "@scope/name@1.2.3" as a file name.
std::string file_of(const Pin& pin) {
    return text::replace_all(text::replace_all(pin.package, "@", "."), "/", ".").substr(1) + ".tgz";
}

Result<bool> is_pinned(const std::string& path, const Pin& pin) {
    if (!file::exists(path)) return false;
    SCC_TRY(const std::string integrity, wire::integrity_of_file(path));
    return integrity == pin.integrity;
}

// npm names the file itself; it is alone in a directory of its own.
Result<std::string> download(const Pin& pin, const std::string& directory) {
    const proc::Command command{
        .argv = {"npm", "pack", pin.package, "--pack-destination", directory, "--loglevel", "error"},
        .cwd = directory,
        .timeout = longest_download};
    SCC_TRY(const proc::Outcome outcome, proc::run(command));
    if (outcome.status != 0) {
        const std::vector<std::string> lines = text::words(outcome.err, '\n');
        return Error{Code::tool,
                     "cannot fetch " + text::quoted(pin.package) + ": " +
                         (lines.empty() ? "npm failed" : std::string(text::trim(lines.front()))),
                     "npm needs the registry: npm ping"};
    }
    SCC_TRY(const std::vector<std::string> names, file::list(directory));
    if (names.size() != 1) return Error{Code::tool, "npm left no package for " + text::quoted(pin.package)};
    return path::join(directory, names.front());
}

}  // namespace

Result<std::string> fetch(const Pin& pin, const std::string& directory, const Progress& progress) {
    const std::string kept = path::join(directory, file_of(pin));
    SCC_TRY(const bool there, is_pinned(kept, pin));
    if (there) return kept;
    if (!proc::available("npm")) {
        return Error{Code::prereq,
                     "npm is needed to fetch " + text::quoted(pin.package),
                     "install npm (apt install npm), or put the package at " + text::quoted(kept)};
    }
    progress("fetching " + pin.package);
    const std::string incoming = directory + "/incoming";
    SCC_CHECK(file::remove_all(incoming));
    SCC_CHECK(file::make_directories(incoming));
    SCC_TRY(const std::string arrived, download(pin, incoming));
    SCC_TRY(const std::string integrity, wire::integrity_of_file(arrived));
    if (integrity != pin.integrity) {
        SCC_CHECK(file::remove_all(incoming));
        return Error{
            Code::config,
            text::quoted(pin.package) + " is not what was pinned: it is " + integrity + ", not " + pin.integrity,
            "the registry was changed, or the pin is wrong; nothing of it was used"};
    }
    if (std::rename(arrived.c_str(), kept.c_str()) != 0) {
        return Error{Code::tool, "cannot move " + text::quoted(arrived) + " to " + text::quoted(kept)};
    }
    SCC_CHECK(file::remove_all(incoming));
    return kept;
}

}  // namespace scc::sandbox
