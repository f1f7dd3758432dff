#include "rule/git.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view force_push = "block_force_push";
constexpr std::string_view reset_hard = "block_reset_hard";
constexpr std::string_view branch_delete = "block_branch_force_delete";
constexpr std::string_view checkout_restore = "block_checkout_restore";
constexpr std::string_view clean = "block_clean";

constexpr std::string_view rewrites = "rewrites history that others may already have";
constexpr std::string_view use_lease = "push a new commit, or: git push --force-with-lease";
constexpr std::string_view loses_edits = "throws away changes that are committed nowhere";
constexpr std::string_view stash_first = "keep them first: git stash push";
constexpr std::string_view loses_commits = "may drop the only name of commits";
constexpr std::string_view deletes_remote = "deletes refs of the remote that others may need";
constexpr std::string_view ask_owner = "leave it to the owner of the remote; list what is there: git ls-remote";

constexpr std::string_view push_force_denies[] = {
    "git push -f",
    "git push --force origin main",
    "git push -qf",
    "git -C sub push --force",
    "git -c user.name='A B' push --force",
    "git push 'origin' \"--force\"",
    "git push --force-with-lease --force",
    "git push --force -o --force-with-lease",
    "git push -o -h --force",
    "git-push -f",
};
constexpr std::string_view push_force_allows[] = {
    "git push origin main",
    "git push --force-with-lease",
    "git push --force --no-force",
    "git push --force --dry-run",
    "git push -offf origin main",
    "git push -- --force",
    "git push --help --force",
    "git commit -m 'push --force'",
};

constexpr std::string_view push_plus_denies[] = {
    "git push origin +main", "git push origin +HEAD:main", "git push origin a +b"};
constexpr std::string_view push_plus_allows[] = {
    "git push origin main", "git push origin HEAD:+main", "git push -n origin +main"};

constexpr std::string_view push_mirror_denies[] = {"git push --mirror", "git push --mir origin"};
constexpr std::string_view push_mirror_allows[] = {"git push --mirror --no-mirror", "git clone --mirror x"};

constexpr std::string_view push_setting_denies[] = {
    "git -c remote.origin.push=+main push",
    "git -c remote.origin.mirror=true push",
};
constexpr std::string_view push_setting_allows[] = {"git -c remote.origin.push=main push",
                                                    "git -c push.default=current push"};

constexpr std::string_view push_lease_denies[] = {"git push --force-with-lease origin main"};
constexpr std::string_view push_lease_allows[] = {"git push --force-with-lease origin feature"};

constexpr std::string_view send_pack_denies[] = {
    "git send-pack --force host:repo main", "git send-pack --mirror host:repo", "git send-pack host:repo +main"};
constexpr std::string_view send_pack_allows[] = {"git send-pack host:repo main"};

constexpr std::string_view push_delete_denies[] = {
    "git push --delete origin old", "git push --del origin old", "git push origin -d v1", "git push --prune --all"};
constexpr std::string_view push_colon_denies[] = {"git push origin :old", "git push origin a :refs/heads/b"};
constexpr std::string_view push_delete_allows[] = {"git push origin HEAD:old", "git push origin :"};

constexpr std::string_view reset_denies[] = {
    "git reset --hard", "git reset --h", "git reset -q --har HEAD~1", "git reset --merge"};
constexpr std::string_view reset_allows[] = {
    "git reset", "git reset --soft HEAD~1", "git reset -- --hard", "git reset --keep HEAD~1"};

constexpr std::string_view read_tree_denies[] = {"git read-tree --reset -u HEAD", "git read-tree -u --reset HEAD"};
constexpr std::string_view read_tree_allows[] = {"git read-tree -m HEAD", "git read-tree --reset -n HEAD"};

constexpr std::string_view branch_delete_denies[] = {"git branch -D a",
                                                     "git branch -df a",
                                                     "git branch --delete --force a",
                                                     "git branch --del -f a",
                                                     "git branch -qD a"};
constexpr std::string_view branch_delete_allows[] = {
    "git branch -d merged", "git branch --list 'D*'", "git branch -D --no-force a"};

constexpr std::string_view branch_move_denies[] = {"git branch -f a HEAD~1",
                                                   "git branch -M a b",
                                                   "git branch -C a b",
                                                   "git checkout -B a main",
                                                   "git switch -C a HEAD~1",
                                                   "git worktree add -B a ../w HEAD~1",
                                                   "git switch --force-create a"};
constexpr std::string_view branch_move_allows[] = {
    "git branch -m a b", "git branch a", "git checkout -b a", "git switch -c a"};

constexpr std::string_view update_ref_denies[] = {"git update-ref -d refs/heads/a",
                                                  "git update-ref --no-deref -d HEAD"};
constexpr std::string_view update_ref_allows[] = {"git update-ref refs/heads/a HEAD",
                                                  "git update-ref -m -d refs/heads/a HEAD"};

constexpr std::string_view tag_denies[] = {"git tag -d v1", "git tag --delete v1", "git tag -f v1 HEAD"};
constexpr std::string_view tag_allows[] = {"git tag v1", "git tag -l 'v*'", "git tag -m force v1"};

constexpr std::string_view fetch_denies[] = {"git fetch -f origin main:main", "git fetch origin +main:refs/heads/main"};
constexpr std::string_view fetch_allows[] = {
    "git fetch origin", "git fetch --force --tags origin", "git fetch origin +refs/heads/*:refs/remotes/origin/*"};

constexpr std::string_view checkout_denies[] = {"git checkout -- a.txt",
                                                "git checkout .",
                                                "git checkout HEAD a.txt",
                                                "git checkout HEAD~1 -- .",
                                                "git checkout a.txt",
                                                "git checkout --ours a.txt",
                                                "git checkout :/"};
constexpr std::string_view checkout_allows[] = {"git checkout main",
                                                "git checkout -b new origin/main",
                                                "git checkout -",
                                                "git checkout --",
                                                "git checkout v1.2",
                                                "git checkout -p -- a.txt",
                                                "git checkout -U3 -p a.txt",
                                                "git checkout --unified 3 --patch a.txt"};

constexpr std::string_view checkout_force_denies[] = {"git checkout -f",
                                                      "git checkout --forc main",
                                                      "git checkout -qf main",
                                                      "git switch -f main",
                                                      "git switch --disc main",
                                                      "git checkout -fb new",
                                                      "git checkout -f -b new origin/main",
                                                      "git switch -f -c new origin/main"};
constexpr std::string_view checkout_force_allows[] = {
    "git checkout main", "git switch main", "git switch -c new", "git switch -fc new"};

constexpr std::string_view remove_denies[] = {"git rm -f a.txt", "git rm -rf .", "git rm --forc a.txt"};
constexpr std::string_view remove_allows[] = {
    "git rm a.txt", "git rm -r old", "git rm --cached -f a.txt", "git rm -nf a.txt"};

constexpr std::string_view submodule_denies[] = {
    "git submodule deinit -f lib", "git submodule deinit --force --all", "git submodule update --init --force"};
constexpr std::string_view submodule_allows[] = {"git submodule deinit lib", "git submodule update --init --recursive"};

constexpr std::string_view abort_denies[] = {
    "git rebase --abort", "git merge --abor", "git cherry-pick --abort", "git am --abort", "git revert --abort"};
constexpr std::string_view abort_allows[] = {"git rebase --continue", "git merge --quit", "git rebase main"};

constexpr std::string_view branch_kept_denies[] = {
    "git branch -d main", "git branch -m main old", "git branch --delete topic main"};
constexpr std::string_view branch_kept_allows[] = {
    "git branch -d topic", "git branch -m topic main2", "git branch main"};

constexpr std::string_view restore_denies[] = {"git restore a.txt",
                                               "git restore .",
                                               "git restore --work --stag a.txt",
                                               "git restore -SW a.txt",
                                               "git restore --source=HEAD~1 a.txt",
                                               "git restore -s --no-staged a.txt",
                                               "git restore --no-staged -W a.txt"};
constexpr std::string_view restore_allows[] = {"git restore --staged a.txt",
                                               "git restore -S .",
                                               "git restore",
                                               "git restore -p a.txt",
                                               "git restore --no-staged a.txt",
                                               "git restore -S --no-worktree a.txt",
                                               "git restore -U 3 -p a.txt"};

constexpr std::string_view checkout_index_denies[] = {"git checkout-index -fa", "git checkout-index --force a.txt"};
constexpr std::string_view checkout_index_allows[] = {"git checkout-index -a"};

constexpr std::string_view clean_denies[] = {"git clean -fd",
                                             "git clean -ffdx",
                                             "git clean --forc",
                                             "git clean -n --no-dry-run -f",
                                             "git clean -f -e -n",
                                             "git clean -fd -- . -n",
                                             "git clean -i -d"};
constexpr std::string_view clean_allows[] = {"git clean -n", "git clean -nfd", "git clean --dry-run -f", "git clean"};

constexpr std::string_view clean_setting_denies[] = {"git -c clean.requireForce=false clean -d"};
constexpr std::string_view clean_setting_allows[] = {"git -c clean.requireForce=true clean -d",
                                                     "git -c clean.requireForce=no clean -n"};

constexpr Rule rows[] = {
    {.id = "git/push-force",
     .program = "git",
     .verb = "push",
     .option = "--force",
     .without = "--dry-run",
     .toggle = force_push,
     .because = rewrites,
     .instead = use_lease,
     .denies = push_force_denies,
     .allows = push_force_allows},
    {.id = "git/push-force-refspec",
     .program = "git",
     .verb = "push",
     .without = "--dry-run",
     .operand = "\\+.+",
     .toggle = force_push,
     .because = rewrites,
     .instead = use_lease,
     .denies = push_plus_denies,
     .allows = push_plus_allows},
    {.id = "git/push-mirror",
     .program = "git",
     .verb = "push",
     .option = "--mirror",
     .without = "--dry-run",
     .toggle = force_push,
     .because = "makes the remote's refs equal to yours, overwriting and deleting what others pushed",
     .instead = "push what you mean: git push origin HEAD",
     .denies = push_mirror_denies,
     .allows = push_mirror_allows},
    {.id = "git/push-configured-force",
     .program = "git",
     .verb = "push",
     .without = "--dry-run",
     .check = pushes_by_configuration,
     .toggle = force_push,
     .because = rewrites,
     .instead = use_lease,
     .denies = push_setting_denies,
     .allows = push_setting_allows},
    {.id = "git/push-lease-protected",
     .program = "git",
     .verb = "push",
     .option = "--force-with-lease",
     .without = "--dry-run",
     .check = leases_protected_branch,
     .toggle = force_push,
     .because = "rewrites a protected branch",
     .instead = "push a new commit, or push to a branch of your own and ask for review",
     .denies = push_lease_denies,
     .allows = push_lease_allows},
    {.id = "git/send-pack-force",
     .program = "git",
     .verb = "send-pack",
     .option = "--force|--mirror",
     .without = "--dry-run",
     .toggle = force_push,
     .because = rewrites,
     .instead = use_lease,
     .denies = std::span(send_pack_denies).first(2),
     .allows = send_pack_allows},
    {.id = "git/send-pack-refspec",
     .program = "git",
     .verb = "send-pack",
     .without = "--dry-run",
     .operand = "\\+.+|:.+",
     .toggle = force_push,
     .because = rewrites,
     .instead = use_lease,
     .denies = std::span(send_pack_denies).last(1),
     .allows = send_pack_allows},
    {.id = "git/push-delete",
     .program = "git",
     .verb = "push",
     .option = "--delete|--prune",
     .without = "--dry-run",
     .toggle = branch_delete,
     .because = deletes_remote,
     .instead = ask_owner,
     .denies = push_delete_denies,
     .allows = push_delete_allows},
    {.id = "git/push-delete-refspec",
     .program = "git",
     .verb = "push",
     .without = "--dry-run",
     .operand = ":.+",
     .toggle = branch_delete,
     .because = deletes_remote,
     .instead = ask_owner,
     .denies = push_colon_denies,
     .allows = push_delete_allows},
    {.id = "git/reset-hard",
     .program = "git",
     .verb = "reset",
     .option = "--hard|--merge",
     .loses = loss_at_commit,
     .toggle = reset_hard,
     .because = loses_edits,
     .instead = "git stash push, then git reset --keep",
     .denies = reset_denies,
     .allows = reset_allows},
    {.id = "git/read-tree-reset",
     .program = "git",
     .verb = "read-tree",
     .option = "--reset",
     .without = "--dry-run",
     .loses = loss_of_all,
     .toggle = reset_hard,
     .because = loses_edits,
     .instead = stash_first,
     .denies = read_tree_denies,
     .allows = read_tree_allows},
    {.id = "git/branch-force-delete",
     .program = "git",
     .verb = "branch",
     .option = "--delete --force",
     .toggle = branch_delete,
     .because = loses_commits,
     .instead = "git branch -d, which refuses to lose commits",
     .denies = branch_delete_denies,
     .allows = branch_delete_allows},
    {.id = "git/branch-force-move",
     .program = "git",
     .verb = "branch|checkout|switch|worktree add",
     .option = "--force|-B|--force-create",
     .without = "--delete|--discard-changes",
     .check = moves_branch,
     .toggle = branch_delete,
     .because = loses_commits,
     .instead = "make a new branch: git switch -c NAME",
     .denies = branch_move_denies,
     .allows = branch_move_allows},
    {.id = "git/branch-protected",
     .program = "git",
     .verb = "branch",
     .option = "--delete|--move",
     .check = names_protected_branch,
     .toggle = branch_delete,
     .because = "deletes or renames a protected branch",
     .instead = "leave it; make a branch of your own: git switch -c topic",
     .denies = branch_kept_denies,
     .allows = branch_kept_allows},
    {.id = "git/update-ref-delete",
     .program = "git",
     .verb = "update-ref",
     .option = "-d|--stdin",
     .toggle = branch_delete,
     .because = loses_commits,
     .instead = "git branch -d, which refuses to lose commits",
     .denies = update_ref_denies,
     .allows = update_ref_allows},
    {.id = "git/tag-force",
     .program = "git",
     .verb = "tag",
     .option = "--delete|--force",
     .toggle = branch_delete,
     .because = loses_commits,
     .instead = "make a new tag with another name",
     .denies = tag_denies,
     .allows = tag_allows},
    {.id = "git/fetch-force",
     .program = "git",
     .verb = "fetch|pull",
     .without = "--dry-run",
     .check = fetches_over_branch,
     .toggle = branch_delete,
     .because = "overwrites a local branch with what the remote has",
     .instead = "git fetch, then look at origin/BRANCH",
     .denies = fetch_denies,
     .allows = fetch_allows},
    {.id = "git/checkout-discard",
     .program = "git",
     .verb = "checkout",
     .check = discards_by_checkout,
     .loses = loss_at_paths,
     .toggle = checkout_restore,
     .because = loses_edits,
     .instead = stash_first,
     .denies = checkout_denies,
     .allows = checkout_allows},
    {.id = "git/checkout-force",
     .program = "git",
     .verb = "checkout|switch",
     .option = "--force|--discard-changes",
     .check = discards_by_switching,
     .loses = loss_at_commit,
     .toggle = checkout_restore,
     .because = loses_edits,
     .instead = stash_first,
     .denies = checkout_force_denies,
     .allows = checkout_force_allows},
    {.id = "git/restore-worktree",
     .program = "git",
     .verb = "restore",
     .check = discards_by_restore,
     .loses = loss_at_paths,
     .toggle = checkout_restore,
     .because = loses_edits,
     .instead = stash_first,
     .denies = restore_denies,
     .allows = restore_allows},
    {.id = "git/rm-force",
     .program = "git",
     .verb = "rm",
     .option = "--force",
     .without = "--cached|--dry-run",
     .loses = loss_of_changes,
     .toggle = checkout_restore,
     .because = loses_edits,
     .instead = "git rm --cached, which keeps the file",
     .denies = remove_denies,
     .allows = remove_allows},
    {.id = "git/submodule-force",
     .program = "git",
     .verb = "submodule deinit|submodule update",
     .option = "--force",
     .toggle = checkout_restore,
     .because = loses_edits,
     .instead = "git submodule update, which refuses to lose changes",
     .denies = submodule_denies,
     .allows = submodule_allows},
    {.id = "git/abort",
     .program = "git",
     .verb = "rebase|merge|cherry-pick|am|revert",
     .option = "--abort",
     .decision = Decision::warn,
     .loses = loss_of_all,
     .because = "throws away how conflicts were solved so far",
     .instead = "solve what is left: git status",
     .denies = abort_denies,
     .allows = abort_allows},
    {.id = "git/checkout-index-force",
     .program = "git",
     .verb = "checkout-index",
     .option = "--force",
     .without = "--temp|--prefix=.*",
     .loses = loss_of_changes,
     .toggle = checkout_restore,
     .because = loses_edits,
     .instead = stash_first,
     .denies = checkout_index_denies,
     .allows = checkout_index_allows},
    {.id = "git/clean-force",
     .program = "git",
     .verb = "clean",
     .option = "--force|--interactive",
     .without = "--dry-run",
     .loses = loss_by_cleaning,
     .toggle = clean,
     .because = "deletes files that git has no copy of",
     .instead = "look first: git clean -n",
     .denies = clean_denies,
     .allows = clean_allows},
    {.id = "git/clean-configured",
     .program = "git",
     .verb = "clean",
     .without = "--dry-run",
     .check = cleans_without_force,
     .loses = loss_by_cleaning,
     .toggle = clean,
     .because = "deletes files that git has no copy of",
     .instead = "look first: git clean -n",
     .denies = clean_setting_denies,
     .allows = clean_setting_allows},
};

}  // namespace

std::span<const Rule> git_work_rules() { return rows; }

}  // namespace scc::rule
