#include "package.hpp"

#include <cstdio>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "build.hpp"
#include "proc/places.hpp"
#include "wire/digest.hpp"

namespace scc::sandbox {
namespace {

constexpr auto longest_download = std::chrono::minutes(20);
constexpr auto longest_question = std::chrono::minutes(2);

// "@scope/name@1.2.3" as a file name.
std::string file_of(const Package& pin) {
    return text::replace_all(text::replace_all(pin.package, "@", "."), "/", ".").substr(1) + ".tgz";
}

Result<bool> is_pinned(const std::string& path, const Package& pin) {
    if (!file::exists(path)) return false;
    SCC_TRY(const std::string integrity, wire::integrity_of_file(path));
    return integrity == pin.integrity;
}

// Without what npm puts before each line, and what only it needs.
std::vector<std::string> said_by_npm(const std::string& text) {
    std::vector<std::string> lines;
    for (const std::string& line : text::split(text, '\n')) {
        std::string_view said = text::trim(line);
        for (const std::string_view mark : {"npm error", "npm ERR!"}) {
            if (said.starts_with(mark)) said = text::trim(said.substr(mark.size()));
        }
        const bool told = said.starts_with("A complete log") || said.find("debug-0.log") != std::string_view::npos;
        if (!said.empty() && !told) lines.emplace_back(said);
    }
    return lines;
}

// What to do about a failure, by what npm says of it.
struct Advice {
    std::string_view part;
    std::string_view hint;
};

constexpr Advice advices[] = {
    {"E404", "the registry has no such version: choose another with 'scc image pin'"},
    {"ETARGET", "the registry has no such version: choose another with 'scc image pin'"},
    {"'node'", "npm does not run without Node.js: install it (apt install nodejs npm)"},
    {"E401", "the registry wants to know who asks: npm login"},
    {"E403", "the registry does not give it to you: npm whoami, npm config get registry"},
    {"SELF_SIGNED_CERT", "npm does not trust the certificate of the registry: npm config set cafile FILE"},
    {"UNABLE_TO_", "npm does not trust the certificate of the registry: npm config set cafile FILE"},
};

Error npm_failed(const std::string& what, const std::string& said) {
    std::string hint = hint_for(said);
    for (const Advice& advice : advices) {
        if (hint.empty() && said.find(advice.part) != std::string::npos) hint = advice.hint;
    }
    if (hint.empty()) hint = "npm needs the registry that 'npm config get registry' names: npm ping";
    return failed_build(what, text::join(said_by_npm(said), "\n"), hint);
}

// npm names the file itself; it is alone in a directory of its own.
Result<std::string> download(const Package& pin, const std::string& directory) {
    const proc::Command command{
        .argv = {"npm", "pack", pin.package, "--pack-destination", directory, "--loglevel", "error"},
        .cwd = directory,
        .timeout = longest_download};
    SCC_TRY(const proc::Outcome outcome, proc::run(command));
    if (outcome.status != 0) return npm_failed("cannot fetch " + text::quoted(pin.package), outcome.err);
    SCC_TRY(const std::vector<std::string> names, file::list(directory));
    if (names.size() != 1) return Error{Code::tool, "npm left no package for " + text::quoted(pin.package)};
    return path::join(directory, names.front());
}

}  // namespace

Result<std::string> fetch(const Package& pin, const Progress& progress) {
    const std::string directory = places::cache_dir() + "/images/packages";
    const std::string kept = path::join(directory, file_of(pin));
    SCC_TRY(const bool there, is_pinned(kept, pin));
    if (there) return kept;
    if (!proc::available("npm")) {
        return Error{Code::prereq,
                     "npm is needed to fetch the agent, " + text::quoted(pin.package),
                     "install npm (apt install npm), or put the package at " + text::quoted(kept)};
    }
    progress("fetching " + pin.package);
    const Folder incoming(directory + "/incoming");
    SCC_CHECK(file::remove_all(incoming.path));
    SCC_CHECK(file::make_directories(incoming.path));
    SCC_TRY(const std::string arrived, download(pin, incoming.path));
    SCC_TRY(const std::string integrity, wire::integrity_of_file(arrived));
    if (integrity != pin.integrity) {
        return Error{
            Code::tool,
            text::quoted(pin.package) + " is not what was pinned: it is " + integrity + ", not " + pin.integrity,
            "the registry was changed, or the pin is wrong; nothing of it was used"};
    }
    if (std::rename(arrived.c_str(), kept.c_str()) != 0) {
        return Error{Code::tool, "cannot move " + text::quoted(arrived) + " to " + text::quoted(kept)};
    }
    return kept;
}

Result<std::vector<std::string>> fetch_all(const Recipe& recipe, const Progress& progress) {
    std::vector<std::string> paths;
    if (!recipe.pin) return paths;
    for (const Package& package : recipe.pin->packages()) {
        SCC_TRY(paths.emplace_back(), fetch(package, progress));
    }
    return paths;
}

Result<std::string> integrity_of(const std::string& package) {
    if (!proc::available("npm")) {
        return Error{Code::prereq,
                     "npm is needed to look up " + text::quoted(package),
                     "install npm (apt install npm), or give --integrity ARCHITECTURE=sha512-…"};
    }
    const proc::Command command{.argv = {"npm", "view", package, "dist.integrity", "--loglevel", "error"},
                                .timeout = longest_question};
    SCC_TRY(const proc::Outcome outcome, proc::run(command));
    const std::string integrity(text::trim(outcome.out));
    if (outcome.status == 0 && integrity.starts_with("sha512-")) return integrity;
    const std::string said = outcome.status == 0 ? "E404 the registry knows no " + package : outcome.err;
    return npm_failed("cannot look up " + text::quoted(package), said);
}

}  // namespace scc::sandbox
