#include "rule/git.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view force_push = "block_force_push";
constexpr std::string_view clean = "block_clean";
constexpr std::string_view stash = "block_stash_destructive";

constexpr std::string_view loses_recovery = "removes what lost work is recovered from";
constexpr std::string_view plain_gc = "let git expire it in its own time: git gc";
constexpr std::string_view rewrites_all = "rewrites the whole history of the repository";
constexpr std::string_view undo = "add a commit that undoes it: git revert HEAD";

constexpr std::string_view stash_denies[] = {"git stash drop", "git stash clear", "git stash drop -q stash@{1}"};
constexpr std::string_view stash_allows[] = {"git stash", "git stash pop", "git stash list", "git stash push -m drop"};

constexpr std::string_view reflog_denies[] = {"git reflog expire --expire=now --all",
                                              "git reflog expire --expire-unr=now --all",
                                              "git reflog expire --expire-unreachable now --all",
                                              "git -c gc.reflogExpire=now reflog expire --all"};
constexpr std::string_view reflog_allows[] = {"git reflog",
                                              "git reflog show",
                                              "git reflog expire --expire=90.days --all",
                                              "git reflog expire -n --expire=now --all"};

constexpr std::string_view reflog_delete_denies[] = {"git reflog delete HEAD@{1}"};
constexpr std::string_view reflog_delete_allows[] = {"git reflog delete --dry-run HEAD@{1}"};

constexpr std::string_view gc_denies[] = {
    "git gc --prune=now", "git gc --prun=all", "git gc --aggressive --prune=now", "git -c gc.pruneExpire=now gc"};
constexpr std::string_view gc_allows[] = {"git gc", "git gc --auto", "git gc --prune=2.weeks.ago"};

constexpr std::string_view prune_denies[] = {"git prune", "git prune --expire=now"};
constexpr std::string_view prune_allows[] = {"git prune -n", "git remote prune origin"};

constexpr std::string_view filter_denies[] = {"git filter-branch --msg-filter cat HEAD", "git filter-branch -f HEAD"};
constexpr std::string_view filter_allows[] = {"git filter-branch --help"};

constexpr std::string_view worktree_denies[] = {"git worktree remove -f ../w", "git worktree remove --forc ../w"};
constexpr std::string_view worktree_allows[] = {"git worktree remove ../w", "git worktree add -f ../w"};

constexpr std::string_view hooks_denies[] = {
    "git commit --no-verify -m x", "git commit -nm x", "git push --no-verify", "git rebase --no-verify main"};
constexpr std::string_view hooks_allows[] = {"git commit -m 'no --no-verify'", "git push -n", "git merge -n a"};

constexpr std::string_view hooks_path_denies[] = {"git -c core.hooksPath=/dev/null commit -m x",
                                                  "git config core.hooksPath /dev/null"};
constexpr std::string_view hooks_path_allows[] = {"git -c core.editor=vi commit -m x"};

constexpr std::string_view repo_denies[] = {"git filter-repo --path src",
                                            "git filter-repo --force --replace-text --help",
                                            "git lfs migrate import --everything"};
constexpr std::string_view repo_allows[] = {
    "git filter-repo --analyze", "git filter-repo --help", "git lfs migrate info"};

constexpr std::string_view import_denies[] = {"git fast-import --force", "git fast-import --quiet --force"};
constexpr std::string_view import_allows[] = {"git fast-import --quiet", "git fast-export --all"};

constexpr std::string_view lfs_denies[] = {"git lfs prune --force", "git lfs prune -f"};
constexpr std::string_view lfs_allows[] = {"git lfs prune --dry-run", "git lfs pull", "git lfs prune"};

constexpr std::string_view keep_denies[] = {
    "git config gc.pruneExpire now", "git config --global gc.reflogExpire all", "git config set gc.pruneExpire now"};
constexpr std::string_view keep_allows[] = {"git config gc.pruneExpire 2.weeks.ago",
                                            "git config --get gc.pruneExpire",
                                            "git config --unset gc.pruneExpire now"};

constexpr std::string_view cleans_denies[] = {"git config clean.requireForce false",
                                              "git config --global clean.requireForce no"};
constexpr std::string_view cleans_allows[] = {"git config clean.requireForce true", "git config clean.requireForce"};

constexpr std::string_view pushes_denies[] = {"git config remote.origin.mirror true",
                                              "git config --add remote.origin.push +main"};
constexpr std::string_view pushes_allows[] = {"git config remote.origin.push main",
                                              "git config remote.origin.url https://host.example/r"};

constexpr Rule rows[] = {
    {.id = "git/stash-drop",
     .program = "git",
     .verb = "stash drop|stash clear",
     .toggle = stash,
     .because = "deletes stashed work for good",
     .instead = "keep it; see what is there: git stash list",
     .denies = stash_denies,
     .allows = stash_allows},
    {.id = "git/reflog-expire",
     .program = "git",
     .verb = "reflog expire",
     .without = "--dry-run",
     .check = expires_reflog,
     .toggle = stash,
     .because = loses_recovery,
     .instead = plain_gc,
     .denies = reflog_denies,
     .allows = reflog_allows},
    {.id = "git/reflog-delete",
     .program = "git",
     .verb = "reflog delete|reflog drop",
     .without = "--dry-run",
     .toggle = stash,
     .because = loses_recovery,
     .instead = plain_gc,
     .denies = reflog_delete_denies,
     .allows = reflog_delete_allows},
    {.id = "git/gc-prune",
     .program = "git",
     .verb = "gc",
     .check = prunes_at_once,
     .toggle = stash,
     .because = loses_recovery,
     .instead = plain_gc,
     .denies = gc_denies,
     .allows = gc_allows},
    {.id = "git/prune",
     .program = "git",
     .verb = "prune",
     .without = "--dry-run",
     .toggle = stash,
     .because = loses_recovery,
     .instead = plain_gc,
     .denies = prune_denies,
     .allows = prune_allows},
    {.id = "git/filter-branch",
     .program = "git",
     .verb = "filter-branch",
     .because = "rewrites the whole history of a branch",
     .instead = "add a commit that undoes it: git revert COMMIT",
     .denies = filter_denies,
     .allows = filter_allows},
    {.id = "git/worktree-remove-force",
     .program = "git",
     .verb = "worktree remove",
     .option = "--force",
     .because = "deletes a work tree with changes that are committed nowhere",
     .instead = "git worktree remove, which refuses to lose changes",
     .denies = worktree_denies,
     .allows = worktree_allows},
    {.id = "git/no-verify",
     .program = "git",
     .verb = "commit|push|merge|rebase|pull|am",
     .option = "--no-verify",
     .decision = Decision::warn,
     .because = "skips the checks the repository asks for",
     .instead = "run them, and fix what they find",
     .denies = hooks_denies,
     .allows = hooks_allows},
    {.id = "git/hooks-path",
     .program = "git",
     .check = skips_hooks_by_configuration,
     .decision = Decision::warn,
     .because = "skips the checks the repository asks for",
     .instead = "run them, and fix what they find",
     .denies = hooks_path_denies,
     .allows = hooks_path_allows},
    {.id = "git/rewrite-repository",
     .program = "git",
     .verb = "filter-repo|lfs migrate",
     .without = "--dry-run|--analyze|--help|-h",
     .check = rewrites_repository,
     .because = rewrites_all,
     .instead = undo,
     .denies = repo_denies,
     .allows = repo_allows},
    {.id = "git/fast-import-force",
     .program = "git",
     .verb = "fast-import",
     .option = "--force",
     .because = "overwrites branches with what is imported",
     .instead = "git fast-import, which refuses to lose commits",
     .denies = import_denies,
     .allows = import_allows},
    {.id = "git/lfs-prune-force",
     .program = "git",
     .verb = "lfs prune",
     .option = "--force|-f",
     .without = "--dry-run|-d",
     .toggle = stash,
     .because = "deletes files that may be stored nowhere else",
     .instead = "look first: git lfs prune --dry-run",
     .denies = lfs_denies,
     .allows = lfs_allows},
    {.id = "git/configure-expiry",
     .program = "git",
     .verb = "config",
     .check = configures_expiry,
     .toggle = stash,
     .because = "makes git remove at once what lost work is recovered from",
     .instead = plain_gc,
     .denies = keep_denies,
     .allows = keep_allows},
    {.id = "git/configure-clean",
     .program = "git",
     .verb = "config",
     .check = cleans_without_force,
     .toggle = clean,
     .because = "makes git delete files without being asked twice",
     .instead = "look first: git clean -n",
     .denies = cleans_denies,
     .allows = cleans_allows},
    {.id = "git/configure-push",
     .program = "git",
     .verb = "config",
     .check = pushes_by_configuration,
     .toggle = force_push,
     .because = "makes every push overwrite what others pushed",
     .instead = "push what you mean: git push origin HEAD",
     .denies = pushes_denies,
     .allows = pushes_allows},
};

}  // namespace

std::span<const Rule> git_store_rules() { return rows; }

}  // namespace scc::rule
