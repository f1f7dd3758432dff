#include "site.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "name.hpp"
#include "proc/places.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::worktree {
namespace {

constexpr std::string_view heads = "ref: refs/heads/";

std::string without(std::string_view text, std::string_view end) {
    return std::string(text.ends_with(end) ? text.substr(0, text.size() - end.size()) : text);
}

// The main worktree: the one opened, when it is not linked; else the directory that holds the common git directory.
std::string main_worktree(git_repository* repository, const std::string& common) {
    if (git_repository_is_worktree(repository) == 0) {
        const char* top = git_repository_workdir(repository);
        if (top == nullptr) return {};
        return path::real(top).value_or(path::normal(top));
    }
    return common.ends_with("/.git") ? std::string(path::parent(common)) : std::string();
}

std::string first_line(const std::string& path) {
    const auto text = file::read(path);
    return text ? std::string(text::trim(text->substr(0, text->find('\n')))) : std::string();
}

std::string branch_in(const std::string& git_dir) {
    const std::string head = first_line(git_dir + "/HEAD");
    return head.starts_with(heads) ? head.substr(heads.size()) : std::string();
}

Entry entry_in(const Site& site, const std::string& id) {
    const std::string admin = site.books() + "/" + id;
    Entry entry{.id = id};
    entry.path = without(path::normal(first_line(admin + "/gitdir"), admin), "/.git");
    const bool ours = path::parent(entry.path) == site.folder;
    const std::string directory(path::basename(entry.path));
    entry.name = ours ? name_in(directory) : directory;
    entry.branch = branch_in(admin);
    if (file::exists(admin + "/locked")) entry.lock = first_line(admin + "/locked");
    return entry;
}

std::string origin_path(const Site& site, const std::string& path) {
    return places::state_dir() + "/worktrees/" + wire::sha256(site.common + "\n" + path).substr(0, 24) + ".json";
}

}  // namespace

std::string turn_path(const Site& site) {
    return places::state_dir() + "/worktrees/" + wire::sha256(site.common).substr(0, 24) + ".lock";
}

std::string Site::path_of(std::string_view name) const { return path::join(folder, directory_for(name)); }

Site site_of(git_repository* repository) {
    Site site;
    site.common = common_dir(repository);
    site.main = main_worktree(repository, site.common);
    const std::string base = site.main.empty() ? without(site.common, ".git") : site.main;
    site.folder = without(base, "/") + "-worktrees";
    return site;
}

Result<std::vector<Entry>> entries(const Site& site) {
    std::vector<Entry> list;
    SCC_TRY(const std::vector<std::string> ids, file::list(site.books()));
    for (const std::string& id : ids) {
        if (!first_line(site.books() + "/" + id + "/gitdir").empty()) list.push_back(entry_in(site, id));
    }
    std::ranges::sort(list, {}, &Entry::path);
    if (!site.main.empty()) {
        Entry main{.name = std::string(path::basename(site.main)), .path = site.main};
        main.branch = branch_in(site.common);
        main.is_main = true;
        list.insert(list.begin(), std::move(main));
    }
    return list;
}

Result<Done> write_origin(const Site& site, const std::string& path, const Origin& origin) {
    return file::replace(
        origin_path(site, path),
        wire::text_of({{"repository", site.common}, {"path", path}, {"base", origin.base}, {"commit", origin.commit}}));
}

std::optional<Origin> origin_of(const Site& site, const std::string& path) {
    const auto document = wire::parse_file(origin_path(site, path));
    if (!document) return std::nullopt;
    wire::Reader in(*document, path);
    in.open();
    Origin origin{in.text_or("base", ""), in.text_or("commit", "")};
    return in.faults() ? std::nullopt : std::optional(origin);
}

void forget_origin(const Site& site, const std::string& path) {
    static_cast<void>(file::remove_all(origin_path(site, path)));
}

}  // namespace scc::worktree
