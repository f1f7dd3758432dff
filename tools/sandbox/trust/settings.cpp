#include "settings.hpp"

#include <algorithm>
#include <map>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "keys.hpp"
#include "proc/run.hpp"

namespace scc::sandbox::trust {
namespace {

using Values = std::vector<std::optional<std::string>>;

constexpr int no_such_key = 5;  // of `git config --unset-all`

std::map<std::string, Values> by_key(const Settings& settings) {
    std::map<std::string, Values> keys;
    for (const Setting& at : settings) keys[at.key].push_back(at.value);
    return keys;
}

// git with nothing of our environment or of any repository but that file.
proc::Command git(const std::string& file, std::vector<std::string> words, std::string input = "") {
    std::vector<std::string> argv = {"git", "config", "--file", file};
    argv.insert(argv.end(), words.begin(), words.end());
    return {.argv = std::move(argv),
            .input = std::move(input),
            .env = {"PATH=" + env::get("PATH").value_or("/usr/bin:/bin"),
                    "LC_ALL=C",
                    "GIT_CEILING_DIRECTORIES=/",
                    "GIT_CONFIG_NOSYSTEM=1",
                    "GIT_CONFIG_GLOBAL=/dev/null"},
            .only_env = true,
            .cwd = "/",
            .interruptible = false};
}

Result<Done> change(const proc::Command& command, bool may_be_missing) {
    SCC_TRY(const proc::Outcome outcome, proc::run(command));
    if (outcome.status == 0 || (may_be_missing && outcome.status == no_such_key)) return Done{};
    return Error{Code::tool, "git cannot change a setting: " + std::string(text::trim(outcome.err))};
}

Result<Done> take_back(const Difference& at, const std::string& file) {
    SCC_CHECK(change(git(file, {"--unset-all", at.key}), true));
    for (const auto& value : at.before) {
        SCC_CHECK(change(git(file, {"--add", at.key, value.value_or("true")}), false));
    }
    return Done{};
}

}  // namespace

Settings settings_in(std::string_view listed) {
    Settings settings;
    while (!listed.empty()) {
        const std::string_view entry = listed.substr(0, listed.find('\0'));
        listed.remove_prefix(std::min(entry.size() + 1, listed.size()));
        const std::size_t line = entry.find('\n');
        Setting setting{std::string(entry.substr(0, line)), std::nullopt};
        if (line != std::string_view::npos) setting.value = std::string(entry.substr(line + 1));
        settings.push_back(std::move(setting));
    }
    return settings;
}

std::vector<Difference> differences(const Settings& before, const Settings& after) {
    const auto was = by_key(before);
    const auto is = by_key(after);
    std::map<std::string, Values> all = is;
    all.insert(was.begin(), was.end());
    std::vector<Difference> found;
    for (const auto& [key, ignored] : all) {
        const Key* row = row_of(key);
        if (row == nullptr) continue;
        const auto old = was.find(key);
        const auto now = is.find(key);
        if (old != was.end() && now != is.end() && old->second == now->second) continue;
        if (row->is_told && now == is.end()) continue;
        found.push_back({key, row->does, row->is_told, old == was.end() ? Values{} : old->second});
    }
    return found;
}

Result<Settings> read_settings(const std::string& text) {
    SCC_TRY(const proc::Outcome outcome, proc::run(git("-", {"--no-includes", "--null", "--list"}, text)));
    if (outcome.status == 0) return settings_in(outcome.out);
    return Error{Code::config, "git cannot read the settings: " + std::string(text::trim(outcome.err))};
}

Result<std::string> taken_back(const std::string& text,
                               const std::vector<Difference>& differences,
                               const std::string& folder) {
    const std::string copy = path::join(folder, "settings");
    SCC_CHECK(file::replace(copy, text));
    for (const Difference& at : differences) {
        if (!at.is_told) SCC_CHECK(take_back(at, copy));
    }
    return file::read(copy);
}

}  // namespace scc::sandbox::trust
