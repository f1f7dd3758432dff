#include "suitable.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <array>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"

namespace scc::worktree {
namespace {

using Config = Owned<git_config, git_config_free>;
using ConfigIterator = Owned<git_config_iterator, git_config_iterator_free>;

// A setting by which git writes other files, or other bytes, than the tree holds; `harmless` is the value with which it
// does not.
struct Setting {
    const char* pattern;
    std::string_view harmless;
};

constexpr Setting settings[] = {
    {"core.attributesfile", ""},
    {"core.autocrlf", "false"},
    {"core.eol", "lf"},
    {"core.ignorecase", "false"},
    {"core.precomposeunicode", "false"},
    {"core.protecthfs", "false"},
    {"core.protectntfs", "false"},
    {"core.sharedrepository", "false"},
    {"core.sparsecheckout", "false"},
    {"core.symlinks", "true"},
    {"extensions.preciousobjects", "true"},
    {"extensions.*", ""},
    {"remote.*.partialclonefilter", ""},
    {"remote.*.promisor", "false"},
};

// What changes git's settings and objects from outside of files.
constexpr std::array variables = {"GIT_CONFIG_COUNT",
                                  "GIT_CONFIG_PARAMETERS",
                                  "GIT_CONFIG_GLOBAL",
                                  "GIT_CONFIG_SYSTEM",
                                  "GIT_ATTR_SOURCE",
                                  "GIT_REPLACE_REF_BASE",
                                  "GIT_SHALLOW_FILE"};

bool is_harmless(const git_config_entry& entry) {
    const auto applies = [&](const Setting& setting) { return ::fnmatch(setting.pattern, entry.name, 0) == 0; };
    const auto* setting = std::ranges::find_if(settings, applies);
    return setting == std::end(settings) || (entry.value != nullptr && text::lower(entry.value) == setting->harmless);
}

// The first setting that is not harmless; "the configuration" when it cannot be read.
std::string telling_setting(git_repository* repository) {
    git_config* opened = nullptr;
    if (git_repository_config_snapshot(&opened, repository) != 0) return "the configuration";
    const Config config(opened);
    git_config_iterator* begun = nullptr;
    if (git_config_iterator_new(&begun, opened) != 0) return "the configuration";
    const ConfigIterator iterator(begun);
    git_config_entry* entry = nullptr;
    int status = 0;
    while ((status = git_config_next(&entry, begun)) == 0) {
        if (!is_harmless(*entry)) return entry->name;
    }
    return status == GIT_ITEROVER ? "" : "the configuration";
}

std::string telling_file(const std::string& common) {
    const std::string user = env::get("XDG_CONFIG_HOME").value_or(path::join(places::home(), ".config"));
    for (const std::string& file : {common + "/info/attributes",
                                    common + "/info/grafts",
                                    path::join(user, "git/attributes"),
                                    std::string("/etc/gitattributes")}) {
        const auto there = file::is_there(file);
        if (!there || *there) return file;
    }
    return {};
}

bool has_replacements(git_repository* repository) {
    const auto stop = [](const char*, void*) { return 1; };
    return git_reference_foreach_glob(repository, "refs/replace/*", stop, nullptr) != 0;
}

// A file by which git treats others in its own way, or an entry that is no file.
bool is_telling(const git_index_entry& entry) {
    const std::string name = text::lower(path::basename(entry.path));
    const bool is_plain = entry.mode == GIT_FILEMODE_BLOB || entry.mode == GIT_FILEMODE_BLOB_EXECUTABLE ||
                          entry.mode == GIT_FILEMODE_LINK;
    return !is_plain || name == ".gitattributes" || name == ".gitmodules";
}

std::string telling_entry(git_index* entries) {
    for (std::size_t i = 0; i < git_index_entrycount(entries); ++i) {
        const git_index_entry* entry = git_index_get_byindex(entries, i);
        if (is_telling(*entry)) return entry->path;
    }
    return {};
}

}  // namespace

std::string needs_git(git_repository* repository, git_index* entries) {
    const auto is_set = [](const char* name) { return env::get(name).has_value(); };
    const auto* variable = std::ranges::find_if(variables, is_set);
    if (variable != variables.end()) return *variable;
    if (std::string setting = telling_setting(repository); !setting.empty()) return setting;
    if (std::string file = telling_file(common_dir(repository)); !file.empty()) return file;
    if (has_replacements(repository)) return "refs/replace";
    return telling_entry(entries);
}

}  // namespace scc::worktree
