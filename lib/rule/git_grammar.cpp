#include <algorithm>

#include "base/path.hpp"
#include "rule/git.hpp"

namespace scc::rule {
namespace {

struct VerbGrammar {
    std::string_view verb;
    std::string_view options;
};

constexpr std::string_view switch_options =
    "guess q,quiet recurse-submodules? progress m,merge conflict: d,detach t,track? f,force orphan: overwrite-ignore "
    "ignore-other-worktrees ";

// Measured with git 2.39; only verbs that a rule names.
constexpr VerbGrammar grammars[] = {
    {"branch",
     "v,verbose q,quiet t,track? set-upstream u,set-upstream-to: unset-upstream color? r,remotes contains: "
     "no-contains: "
     "abbrev? a,all d,delete D>delete>force m,move M>move>force c,copy C>copy>force l,list show-current create-reflog "
     "edit-description f,force merged? no-merged? column? sort: points-at: i,ignore-case recurse-submodules format:"},
    {"checkout",
     "b: B: l guess overlay q,quiet recurse-submodules? progress m,merge conflict: d,detach t,track? f,force orphan: "
     "overwrite-ignore ignore-other-worktrees 2,ours 3,theirs p,patch U,unified: inter-hunk-context: "
     "ignore-skip-worktree-bits "
     "pathspec-from-file: pathspec-file-nul"},
    {"checkout-index",
     "a,all f,force q,quiet n,no-create u,index z stdin temp prefix: stage: ignore-skip-worktree-bits"},
    {"clean", "q,quiet n,dry-run f,force i,interactive d e,exclude: x X"},
    {"commit",
     "q,quiet v,verbose F,file: author: date: m,message: c,reedit-message: C,reuse-message: fixup: squash: "
     "reset-author "
     "trailer: s,signoff t,template: e,edit cleanup: status S,gpg-sign? a,all i,include interactive p,patch o,only "
     "n,no-verify dry-run short branch ahead-behind porcelain? long z,null amend no-post-rewrite u,untracked-files? "
     "pathspec-from-file: pathspec-file-nul allow-empty allow-empty-message"},
    {"pull",
     "v,verbose q,quiet r,rebase? n s,strategy: X,strategy-option: f,force t,tags dry-run p,prune depth: j,jobs:"},
    {"am",
     "i,interactive 3,3way q,quiet s,signoff u,utf8 k,keep keep-non-patch m,message-id keep-cr c,scissors quoted-cr: "
     "whitespace: ignore-space-change ignore-whitespace directory: exclude: include: C: p: patch-format: reject "
     "continue r,resolved skip abort quit show-current-patch? allow-empty n,no-verify S,gpg-sign? empty:"},
    {"cherry-pick",
     "quit continue abort skip cleanup: n,no-commit e,edit s,signoff m,mainline: rerere-autoupdate strategy: "
     "X,strategy-option: S,gpg-sign? x ff allow-empty allow-empty-message keep-redundant-commits"},
    {"config",
     "global system local worktree f,file: blob: get get-all get-regexp get-urlmatch replace-all add unset unset-all "
     "rename-section remove-section l,list fixed-value e,edit get-color get-colorbool t,type: bool int bool-or-int "
     "bool-or-str path expiry-date z,null name-only includes show-origin show-scope default: comment: value: url: all"},
    {"fast-import", "force quiet stats date-format: done signed-tags: export-marks: import-marks: relative-marks"},
    {"fetch",
     "v,verbose q,quiet all set-upstream a,append atomic upload-pack: f,force m,multiple t,tags n j,jobs: prefetch "
     "p,prune P,prune-tags recurse-submodules? dry-run porcelain write-fetch-head k,keep u,update-head-ok progress "
     "depth: shallow-since: shallow-exclude: deepen: unshallow refetch update-shallow refmap: o,server-option: 4,ipv4 "
     "6,ipv6 negotiation-tip: negotiate-only filter: auto-maintenance auto-gc show-forced-updates write-commit-graph "
     "stdin"},
    {"filter-repo",
     "analyze dry-run f,force path: path-glob: path-regex: paths-from-file: path-rename: subdirectory-filter: "
     "to-subdirectory-filter: replace-text: replace-message: strip-blobs-bigger-than: strip-blobs-with-ids: mailmap: "
     "use-mailmap tag-rename: commit-callback: blob-callback: filename-callback: message-callback: name-callback: "
     "email-callback: refname-callback: reset-callback: tag-callback: source: target: refs: report-dir: partial "
     "invert-paths debug stdin quiet h,help version"},
    {"gc", "q,quiet prune? cruft aggressive auto force keep-largest-pack"},
    {"merge",
     "n stat summary log? squash commit e,edit cleanup: ff ff-only rerere-autoupdate verify-signatures s,strategy: "
     "X,strategy-option: m,message: F,file: into-name: v,verbose q,quiet abort quit continue allow-unrelated-histories "
     "progress S,gpg-sign? autostash overwrite-ignore signoff no-verify"},
    {"prune", "n,dry-run v,verbose progress expire: exclude-promisor-objects"},
    {"push",
     "v,verbose q,quiet repo: all branches mirror d,delete tags n,dry-run porcelain f,force force-with-lease? "
     "force-if-includes recurse-submodules: thin receive-pack: exec: u,set-upstream progress prune no-verify "
     "follow-tags signed? atomic o,push-option: 4,ipv4 6,ipv6"},
    {"rebase",
     "onto: keep-base no-verify q,quiet v,verbose n,no-stat signoff committer-date-is-author-date reset-author-date C: "
     "ignore-whitespace whitespace: f,force-rebase no-ff continue skip abort quit edit-todo show-current-patch apply "
     "m,merge i,interactive rerere-autoupdate empty: autosquash update-refs S,gpg-sign? autostash x,exec: "
     "r,rebase-merges? fork-point s,strategy: X,strategy-option: root reschedule-failed-exec reapply-cherry-picks"},
    {"read-tree",
     "index-output: empty v,verbose m trivial aggressive reset prefix: u i exclude-per-directory: n,dry-run "
     "no-sparse-checkout debug-unpack recurse-submodules? q,quiet"},
    {"reflog delete", "n,dry-run rewrite updateref verbose"},
    {"reflog expire", "n,dry-run rewrite updateref verbose expire: expire-unreachable: stale-fix all single-worktree"},
    {"reset",
     "q,quiet no-refresh mixed soft hard merge keep recurse-submodules? p,patch U,unified: inter-hunk-context: "
     "N,intent-to-add pathspec-from-file: "
     "pathspec-file-nul"},
    {"restore",
     "s,source: S,staged W,worktree ignore-unmerged overlay q,quiet recurse-submodules? progress m,merge conflict: "
     "2,ours "
     "3,theirs p,patch U,unified: inter-hunk-context: ignore-skip-worktree-bits pathspec-from-file: pathspec-file-nul"},
    {"revert",
     "quit continue abort skip cleanup: n,no-commit e,edit s,signoff m,mainline: rerere-autoupdate strategy: "
     "X,strategy-option: S,gpg-sign? reference"},
    {"rm", "n,dry-run q,quiet cached f,force r ignore-unmatch sparse pathspec-from-file: pathspec-file-nul"},
    {"send-pack",
     "v,verbose q,quiet receive-pack: exec: remote: all n,dry-run mirror f,force signed? push-option: progress thin "
     "atomic stateless-rpc stdin helper-status force-with-lease? force-if-includes"},
    {"stash clear", ""},
    {"stash drop", "q,quiet"},
    {"submodule deinit", "f,force all q,quiet"},
    {"submodule update",
     "init filter: remote N,no-fetch f,force checkout merge rebase recommend-shallow reference: recursive "
     "single-branch "
     "depth: j,jobs: q,quiet progress"},
    {"tag",
     "l,list n? d,delete v,verify a,annotate m,message: F,file: e,edit s,sign cleanup: u,local-user: f,force "
     "create-reflog column? contains: no-contains: merged: no-merged: sort: points-at: format: color? i,ignore-case"},
    {"update-ref", "m: d no-deref z stdin create-reflog"},
    {"worktree add", "f,force b: B: d,detach checkout lock reason: q,quiet track guess-remote"},
    {"worktree remove", "f,force"},
};

// The verbs whose first operand is a verb of its own.
constexpr std::string_view branching[] = {"bisect", "lfs", "reflog", "remote", "stash", "submodule", "worktree"};

// Global options that take the next word as their value.
constexpr std::string_view valued[] = {
    "-C",
    "-c",
    "--git-dir",
    "--work-tree",
    "--namespace",
    "--config-env",
    "--super-prefix",
    "--attr-source",
};

// Global options after which git prints something and ends.
constexpr std::string_view printing[] = {
    "-h",
    "--help",
    "-v",
    "--version",
    "--exec-path",
    "--html-path",
    "--man-path",
    "--info-path",
};

bool is_one_of(std::string_view word, std::span<const std::string_view> names) {
    return std::ranges::find(names, word) != names.end();
}

void add_setting(std::string_view text, Words& words) {
    const std::size_t equals = text.find('=');
    std::string value(equals == std::string_view::npos ? "true" : text.substr(equals + 1));
    words.settings.emplace_back(text.substr(0, equals), std::move(value));
}

// "git config NAME VALUE" settles what a later command does as "-c NAME=VALUE" does now.
void add_configured(Words& words) {
    static constexpr std::string_view asking[] = {"--get", "--get-all", "--unset", "--unset-all", "--list"};
    if (std::ranges::any_of(asking, [&](std::string_view option) { return words.has(option); })) return;
    std::span<const shell::Argument> given = words.operands;
    if (!given.empty() && given[0].text == "set") given = given.subspan(1);
    if (given.size() >= 2) words.settings.emplace_back(given[0].text, given[1].text);
}

// The number of words before the verb; npos when git stops there.
std::size_t skip_globals(std::span<const shell::Argument> all, Words& words) {
    std::size_t at = 1;
    while (at < all.size() && all[at].text.starts_with('-')) {
        const std::string& option = all[at].text;
        if (is_one_of(option, printing)) return std::string::npos;
        if (option == "-c" && at + 1 < all.size()) add_setting(all[at + 1].text, words);
        at += is_one_of(option, valued) ? 2 : 1;
    }
    return at;
}

}  // namespace

std::string_view git_grammar(std::string_view verb) {
    if (verb == "switch") {
        static const std::string grammar = std::string(switch_options) + "c,create: C,force-create: discard-changes";
        return grammar;
    }
    const auto found = std::ranges::find(grammars, verb, &VerbGrammar::verb);
    return found == std::end(grammars) ? std::string_view() : found->options;
}

Words read_git(std::span<const shell::Argument> all) {
    Words words{.program = "git", .all = all};
    const std::string_view program = path::basename(all[0].text);
    std::size_t at = 1;
    if (program.starts_with("git-")) {
        words.verb = program.substr(4);
    } else {
        at = skip_globals(all, words);
        if (at >= all.size() || !all[at].known()) return words;
        words.verb = all[at++].text;
    }
    if (is_one_of(words.verb, branching) && at < all.size() && !all[at].text.starts_with('-')) {
        words.verb += " " + all[at++].text;
    }
    read_options(all.subspan(at), {git_grammar(words.verb)}, Order::mixed, words);
    if (words.verb == "config") add_configured(words);
    return words;
}

}  // namespace scc::rule
