#include "program.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <thread>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/interrupts.hpp"

namespace scc::worktree {
namespace {

using Config = Owned<git_config, git_config_free>;
using ConfigIterator = Owned<git_config_iterator, git_config_iterator_free>;
using Values = std::map<std::string, std::string>;

constexpr std::string_view elsewhere[] = {"GIT_DIR",
                                          "GIT_WORK_TREE",
                                          "GIT_COMMON_DIR",
                                          "GIT_INDEX_FILE",
                                          "GIT_OBJECT_DIRECTORY",
                                          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                          "GIT_NAMESPACE",
                                          "GIT_PREFIX",
                                          "GIT_EXTERNAL_DIFF",
                                          "GIT_CONFIG_PARAMETERS"};

constexpr std::size_t most_bytes = 200, most_names = 10;  // of files that git names

// The filter settings in `config` that stand at `level`, or at any where it is 0.
Values filters_in(git_config* config, int level) {
    Values values;
    git_config_iterator* begun = nullptr;
    if (git_config_iterator_glob_new(&begun, config, "^filter\\..*") != 0) return values;
    const ConfigIterator iterator(begun);
    git_config_entry* entry = nullptr;
    while (git_config_next(&entry, begun) == 0) {
        if (level == 0 || entry->level == level) values[entry->name] = entry->value == nullptr ? "true" : entry->value;
    }
    return values;
}

// What stands in the repository's own files: its configuration and those of single worktrees.
Values filters_of_repository(git_repository* repository) {
    Values values;
    git_config* opened = nullptr;
    if (git_repository_config_snapshot(&opened, repository) == 0) {
        values = filters_in(Config(opened).get(), GIT_CONFIG_LEVEL_LOCAL);
    }
    const std::string common = common_dir(repository);
    std::vector<std::string> files = {common + "/config.worktree"};
    for (const std::string& id : file::list(common + "/worktrees").value_or(std::vector<std::string>())) {
        files.push_back(common + "/worktrees/" + id + "/config.worktree");
    }
    for (const std::string& file : files) {
        if (!file::exists(file) || git_config_open_ondisk(&opened, file.c_str()) != 0) continue;
        values.merge(filters_in(Config(opened).get(), 0));
    }
    return values;
}

Values filters_of_user() {
    git_config* opened = nullptr;
    if (git_config_open_default(&opened) != 0) return {};
    return filters_in(Config(opened).get(), 0);
}

// "lfs" for filter.lfs.smudge.
std::string filter_in(const std::string& key) {
    const std::size_t begin = std::string_view("filter.").size();
    const std::size_t end = key.rfind('.');
    return end <= begin ? std::string() : key.substr(begin, end - begin);
}

std::set<std::string> names_of(const Values& values) {
    std::set<std::string> names;
    for (const auto& [key, value] : values) names.insert(filter_in(key));
    return names;
}

// What the repository sets, as the user sets it; nothing where the user does not.
Values settled_filters(git_repository* repository) {
    const Values user = filters_of_user();
    Values settled = filters_of_repository(repository);
    for (auto& [key, value] : settled) {
        const auto known = user.find(key);
        const char* nothing = key.ends_with(".required") ? "false" : "";
        value = known == user.end() ? nothing : known->second;
    }
    return settled;
}

Values settings_for(git_repository* repository) {
    const unsigned workers = 2 * std::max(1U, std::thread::hardware_concurrency());
    Values settings = settled_filters(repository);
    settings["checkout.workers"] = std::to_string(workers);
    settings["core.hooksPath"] = "/dev/null";
    settings["core.fsmonitor"] = "false";
    settings["core.untrackedCache"] = "false";
    settings["gc.auto"] = "0";
    settings["maintenance.auto"] = "false";
    settings["submodule.recurse"] = "false";
    return settings;
}

// Settings behind those that the environment gives already: the last of a key counts.
void add_settings(std::vector<std::string>& env, const Values& settings) {
    std::size_t count = text::number(env::get("GIT_CONFIG_COUNT").value_or("0")).value_or(0);
    for (const auto& [key, value] : settings) {
        env.push_back("GIT_CONFIG_KEY_" + std::to_string(count) + "=" + key);
        env.push_back("GIT_CONFIG_VALUE_" + std::to_string(count) + "=" + value);
        ++count;
    }
    env.push_back("GIT_CONFIG_COUNT=" + std::to_string(count));
}

// "the following files:" with the files, which git names on lines of their own.
std::string with_names(std::string line, std::size_t at, const std::vector<std::string>& lines) {
    std::vector<std::string> names;
    for (++at; at < lines.size() && lines[at].starts_with('\t'); ++at) names.emplace_back(text::trim(lines[at]));
    return names.empty() ? line : line + " " + text::join(text::cut(names, most_bytes, most_names), ", ");
}

// What git says first is what went wrong; what it says last is what that led to.
std::string reason_in(const proc::Outcome& outcome) {
    const std::vector<std::string> lines = text::words(outcome.err, '\n');
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (const std::string_view label : {"error: ", "fatal: "}) {
            if (lines[i].starts_with(label)) return with_names(lines[i].substr(label.size()), i, lines);
        }
    }
    return "exit status " + std::to_string(outcome.status);
}

}  // namespace

proc::Command git_in(git_repository* repository, const std::string& directory, const std::vector<std::string>& words) {
    proc::Command git{.argv = {"git", "-C", directory}};
    git.argv.insert(git.argv.end(), words.begin(), words.end());
    git.env = {"LC_ALL=C", "GIT_ALLOW_PROTOCOL=none", "GIT_TERMINAL_PROMPT=0", "GIT_LFS_SKIP_SMUDGE=1"};
    add_settings(git.env, settings_for(repository));
    git.env.insert(git.env.end(), std::begin(elsewhere), std::end(elsewhere));
    git.timeout = std::chrono::hours(6);
    return git;
}

std::vector<std::string> disarmed_filters(git_repository* repository) {
    const std::set<std::string> known = names_of(filters_of_user());
    std::vector<std::string> names;
    for (const std::string& name : names_of(filters_of_repository(repository))) {
        if (!name.empty() && !known.contains(name)) names.push_back(name);
    }
    return names;
}

Result<Done> succeeds(const proc::Command& git, std::string_view what) {
    const auto outcome = proc::run(git);
    if (proc::Interrupts::count() != 0) return Error{Code::interrupted, "interrupted"};
    if (!outcome) return outcome.error();
    if (outcome->status == 0) return Done{};
    return Error{Code::tool, "git cannot " + std::string(what) + ": " + reason_in(*outcome)};
}

}  // namespace scc::worktree
