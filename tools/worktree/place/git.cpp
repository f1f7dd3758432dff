#include "git.hpp"

#include <algorithm>
#include <array>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "shell/quote.hpp"

namespace scc::worktree {
namespace {

constexpr std::string_view heads = "refs/heads/";

// These change nothing for what is asked of libgit2 here, which refuses repositories with extensions it does not know.
constexpr std::array harmless_extensions = {"worktreeconfig", "partialclone", "preciousobjects"};

void start() {
    static const bool started = [] {
        git_libgit2_init();
        auto extensions = harmless_extensions;
        git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
        return true;
    }();
    static_cast<void>(started);
}

Error not_opened(const std::string& path, int status) {
    const std::string shown = text::quoted(path);
    if (!file::is_directory(path)) return {Code::not_found, "there is no directory " + shown};
    if (status == GIT_ENOTFOUND)
        return {Code::not_found, shown + " is in no git repository", "git init " + shell::quote(path)};
    if (status == GIT_EOWNER) {
        return {Code::config,
                "the repository at " + shown + " belongs to someone else",
                "git config --global --add safe.directory " + shell::quote(path)};
    }
    return git_error("open the repository at " + shown);
}

std::string without_slash(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path;
}

// Whether the repository's settings have a section about the branch.
bool has_settings(git_repository* repository, const std::string& branch) {
    git_config* settings = nullptr;
    git_config_iterator* all = nullptr;
    const std::string section = "branch." + branch + ".";
    bool found = false;
    if (git_repository_config_snapshot(&settings, repository) != 0) return true;
    if (git_config_iterator_new(&all, settings) == 0) {
        git_config_entry* entry = nullptr;
        while (!found && git_config_next(&entry, all) == 0) found = std::string_view(entry->name).starts_with(section);
    }
    git_config_iterator_free(all);
    git_config_free(settings);
    return found;
}

}  // namespace

Error git_error(std::string_view what, Code code) {
    const ::git_error* last = ::git_error_last();
    const std::string reason = last == nullptr || last->message == nullptr ? "" : ": " + std::string(last->message);
    return {code, "cannot " + std::string(what) + reason};
}

Result<Repository> open(const std::string& path) {
    start();
    git_repository* opened = nullptr;
    const int status = git_repository_open_ext(&opened, path.c_str(), 0, nullptr);
    if (status != 0) return not_opened(path, status);
    return Repository(opened);
}

Result<Repository> open_top(const std::string& path) {
    start();
    git_repository* opened = nullptr;
    const int status = git_repository_open_ext(&opened, path.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
    if (status != 0) return not_opened(path, status);
    return Repository(opened);
}

Result<Commit> head_commit(git_repository* repository) {
    git_reference* head = nullptr;
    const int status = git_repository_head(&head, repository);
    const Reference held(head);
    if (status == GIT_EUNBORNBRANCH || status == GIT_ENOTFOUND) {
        return Error{
            Code::not_found, "the repository has no commit yet", "a worktree starts from a commit: git commit first"};
    }
    git_object* commit = nullptr;
    if (status != 0 || git_reference_peel(&commit, head, GIT_OBJECT_COMMIT) != 0) return git_error("read HEAD");
    return Commit(reinterpret_cast<git_commit*>(commit));
}

Result<Commit> commit_named(git_repository* repository, const std::string& revision) {
    git_object* found = nullptr;
    if (git_revparse_single(&found, repository, revision.c_str()) != 0) {
        return Error{Code::not_found, text::quoted(revision) + " names no commit"};
    }
    const Object held(found);
    git_object* commit = nullptr;
    if (git_object_peel(&commit, found, GIT_OBJECT_COMMIT) != 0) {
        return Error{Code::not_found, text::quoted(revision) + " names no commit"};
    }
    return Commit(reinterpret_cast<git_commit*>(commit));
}

std::string text_of(const git_oid& id) {
    std::array<char, GIT_OID_HEXSZ + 1> text = {};
    return git_oid_tostr(text.data(), text.size(), &id);
}

std::string common_dir(git_repository* repository) {
    const std::string path = without_slash(git_repository_commondir(repository));
    return path::real(path).value_or(path);
}

std::string branch_of(git_repository* repository) {
    git_reference* head = nullptr;
    if (git_reference_lookup(&head, repository, "HEAD") != 0) return {};
    const Reference held(head);
    const char* target = git_reference_symbolic_target(head);
    const std::string_view name = target == nullptr ? "" : target;
    return name.starts_with(heads) ? std::string(name.substr(heads.size())) : std::string();
}

bool has_branch(git_repository* repository, const std::string& name) {
    git_reference* found = nullptr;
    const int status = git_branch_lookup(&found, repository, name.c_str(), GIT_BRANCH_LOCAL);
    const Reference held(found);
    return status == 0;
}

// git_branch_delete writes the settings before the reference goes, also where they say nothing about the branch: killed
// in between, it would leave them locked.
void delete_branch_at(git_repository* repository, const std::string& name, const std::string& commit) {
    git_reference* found = nullptr;
    if (git_branch_lookup(&found, repository, name.c_str(), GIT_BRANCH_LOCAL) != 0) return;
    const Reference held(found);
    const git_oid* now = git_reference_target(found);
    if (now == nullptr || text_of(*now) != commit) return;
    if (has_settings(repository, name)) git_branch_delete(found);
    else if (git_branch_is_checked_out(found) == 0) git_reference_delete(found);
}

std::string branch_in_the_way(git_repository* repository, const std::string& name) {
    for (std::size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
        if (has_branch(repository, name.substr(0, slash))) return name.substr(0, slash);
    }
    std::string found;
    const auto note = [](const char* reference, void* into) {
        *static_cast<std::string*>(into) = std::string_view(reference).substr(heads.size());
        return 1;
    };
    const std::string below = std::string(heads) + name + "/*";
    git_reference_foreach_glob(repository, below.c_str(), note, &found);
    return found;
}

}  // namespace scc::worktree
