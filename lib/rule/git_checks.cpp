#include <algorithm>

#include "base/text.hpp"
#include "rule/git.hpp"
#include "rule/place.hpp"

namespace scc::rule {
namespace {

// Endings of files, so that "git checkout main.c" is known for what it does and "git checkout v1.2" is not refused.
constexpr std::string_view endings[] = {
    "c",     "cc",  "cfg",  "conf", "cpp", "cs",  "css", "go",  "h",    "hpp", "html", "ini",  "java", "js",
    "json",  "jsx", "kt",   "lock", "md",  "mjs", "php", "pl",  "py",   "rb",  "rs",   "scss", "sh",   "sql",
    "swift", "tf",  "toml", "ts",   "tsx", "txt", "vue", "xml", "yaml", "yml", "log",  "csv",  "env",  "patch",
};

bool names_a_file(std::string_view word) {
    if (word == "." || word == ".." || word.starts_with("./") || word.starts_with("../")) return true;
    if (word.starts_with('/') || word.starts_with(':') || word.ends_with('/')) return true;
    if (word.find_first_of("*?[") != std::string_view::npos) return true;
    const std::size_t dot = word.rfind('.');
    return dot != std::string_view::npos && std::ranges::find(endings, word.substr(dot + 1)) != std::end(endings);
}

// The last value of a setting, in lower case; sections and keys have no case.
std::string setting(const Words& words, std::string_view key) {
    std::string value;
    for (const auto& [name, given] : words.settings) {
        if (text::lower(name) == key) value = text::lower(given);
    }
    return value;
}

bool is_false(std::string_view value) { return value == "false" || value == "no" || value == "off" || value == "0"; }

// A time that spares nothing: "now", "all", "0", "1.second.ago".
bool is_now(std::string_view when) {
    if (when == "now" || when == "all" || when == "0" || when.find(shell::unknown) != std::string_view::npos)
        return true;
    return when.find("second") != std::string_view::npos || when.find("minute") != std::string_view::npos;
}

bool is_protected(std::string_view branch, const Place& place) {
    return std::ranges::find(place.policy.protected_branches, branch) != place.policy.protected_branches.end();
}

// A branch that nobody knows may be one of them.
bool may_be_protected(const std::optional<std::string>& branch, const Place& place) {
    return !branch || is_protected(*branch, place);
}

// "main" of "HEAD:refs/heads/main".
std::string_view target_of(std::string_view refspec) {
    refspec = refspec.substr(refspec.rfind(':') + 1);
    if (refspec.starts_with('+')) refspec.remove_prefix(1);
    if (refspec.starts_with("refs/heads/")) refspec.remove_prefix(11);
    return refspec;
}

// Whether "git restore" is told what not to restore.
bool takes_back_a_side(const Words& words) {
    for (std::size_t i = 2; i < words.all.size() && words.all[i].text != "--"; ++i) {
        const std::string& word = words.all[i].text;
        const std::string& before = words.all[i - 1].text;
        const bool is_value = before.starts_with('-') && (before.ends_with('s') || before.starts_with("--"));
        if (!is_value && (word.starts_with("--no-st") || word.starts_with("--no-w"))) return true;
    }
    return false;
}

}  // namespace

bool moves_branch(const Words& words, Place&) {
    return words.verb == "branch" || words.has("-B") || words.has("--force-create");
}

bool discards_by_checkout(const Words& words, Place&) {
    for (const std::string_view made : {"-b", "-B", "--orphan", "--detach", "--patch"}) {
        if (words.has(made)) return false;
    }
    if (words.has("--pathspec-from-file") || words.has("--ours") || words.has("--theirs")) return true;
    if (words.separated != std::string::npos) return words.operands.size() > words.separated;
    if (words.operands.size() >= 2) return !words.has("--track");
    return words.operands.size() == 1 && names_a_file(words.operands[0].text);
}

// What is restored when neither the index nor the work tree is named is the work tree; "--no-staged" names the index,
// and then git has nothing to do and says so.
bool discards_by_restore(const Words& words, Place&) {
    if (words.has("--patch")) return false;
    const bool named = !words.operands.empty() || words.has("--pathspec-from-file");
    return named && (words.has("--worktree") || !(words.has("--staged") || takes_back_a_side(words)));
}

bool cleans_without_force(const Words& words, Place&) { return is_false(setting(words, "clean.requireforce")); }

bool expires_reflog(const Words& words, Place&) {
    for (const std::string_view name : {"--expire", "--expire-unreachable"}) {
        const Option* option = words.find(name);
        if (option != nullptr && is_now(option->value)) return true;
    }
    return is_now(setting(words, "gc.reflogexpire")) || is_now(setting(words, "gc.reflogexpireunreachable"));
}

bool prunes_at_once(const Words& words, Place&) {
    const Option* option = words.find("--prune");
    if (option != nullptr && option->has_value && is_now(option->value)) return true;
    return is_now(setting(words, "gc.pruneexpire")) || is_now(setting(words, "gc.reflogexpire")) ||
           is_now(setting(words, "gc.reflogexpireunreachable"));
}

bool pushes_by_configuration(const Words& words, Place&) {
    return std::ranges::any_of(words.settings, [](const auto& entry) {
        const std::string name = text::lower(entry.first);
        if (!name.starts_with("remote.")) return false;
        if (name.ends_with(".push")) return entry.second.starts_with('+') || entry.second.starts_with(':');
        return name.ends_with(".mirror") && !is_false(text::lower(entry.second));
    });
}

bool fetches_over_branch(const Words& words, Place&) {
    const bool forced = words.has("--force");
    return std::ranges::any_of(words.operands, [&](const shell::Argument& operand) {
        const std::size_t colon = operand.text.find(':');
        if (colon == std::string::npos || (!forced && !operand.text.starts_with('+'))) return false;
        const std::string_view target = std::string_view(operand.text).substr(colon + 1);
        if (target.empty() || operand.text.find("://") == colon) return false;
        return !target.starts_with("refs/") || target.starts_with("refs/heads/");
    });
}

bool leases_protected_branch(const Words& words, Place& place) {
    if (place.policy.protected_branches.empty()) return false;
    if (words.operands.size() < 2) return may_be_protected(place.branch_of(words), place);
    return std::any_of(words.operands.begin() + 1, words.operands.end(), [&](const shell::Argument& refspec) {
        const std::string_view target = target_of(refspec.text);
        return target == "HEAD" ? may_be_protected(place.branch_of(words), place) : is_protected(target, place);
    });
}

// A new branch where the work tree stands keeps its changes: "switch -f -c new", but not "checkout -f -b new".
bool discards_by_switching(const Words& words, Place&) {
    const bool made_here = words.has("--create") && words.operands.empty();
    return words.verb == "checkout" || !made_here;
}

// A rename names the branch it takes away first; with one name it is the current one's.
bool names_protected_branch(const Words& words, Place& place) {
    if (place.policy.protected_branches.empty()) return false;
    const auto& named = words.operands;
    if (words.has("--delete")) {
        return std::ranges::any_of(named, [&](const auto& branch) { return is_protected(branch.text, place); });
    }
    return named.size() < 2 ? may_be_protected(place.branch_of(words), place) : is_protected(named[0].text, place);
}

// What a command sets to the commit that is checked out already meets no file but those that git tracks.
Loss loss_at_commit(const Words& words) {
    const auto is_head = [](const shell::Argument& word) { return word.text == "HEAD" || word.text == "@"; };
    return std::ranges::all_of(words.operands, is_head) ? Loss::changes : Loss::all;
}

// Files that come from the index stand in it; those of another commit may lie where untracked ones are.
Loss loss_at_paths(const Words& words) {
    if (words.has("--ours") || words.has("--theirs")) return Loss::changes;
    if (words.has("--source") || words.has("--pathspec-from-file")) return Loss::all;
    const bool separated = words.separated != std::string::npos;
    const std::size_t before = separated ? words.separated : words.operands.size() - 1;
    return words.verb == "checkout" && before > 0 ? Loss::all : Loss::changes;
}

Loss loss_of_changes(const Words&) { return Loss::changes; }
Loss loss_of_all(const Words&) { return Loss::all; }

Loss loss_by_cleaning(const Words& words) { return words.has("-x") || words.has("-X") ? Loss::all : Loss::untracked; }

bool configures_expiry(const Words& words, Place&) {
    return is_now(setting(words, "gc.pruneexpire")) || is_now(setting(words, "gc.reflogexpire")) ||
           is_now(setting(words, "gc.reflogexpireunreachable"));
}

bool rewrites_repository(const Words& words, Place&) {
    if (words.verb == "filter-repo") return true;
    return !words.operands.empty() && words.operands[0].text != "info";
}

bool skips_hooks_by_configuration(const Words& words, Place&) {
    return std::ranges::any_of(words.settings,
                               [](const auto& entry) { return text::lower(entry.first) == "core.hookspath"; });
}

}  // namespace scc::rule
