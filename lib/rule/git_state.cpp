#include "rule/git_state.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::rule {
namespace {

std::optional<std::string> ask_quietly(const AskGit& ask, std::initializer_list<const char*> words) {
    std::vector<std::string> all = {
        "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"};
    all.insert(all.end(), words.begin(), words.end());
    return ask(all);
}

bool runs_a_filter(std::string_view key) {
    const std::string name = text::lower(key);
    return name.starts_with("filter.") && (name.ends_with(".clean") || name.ends_with(".process"));
}

// The answer of `git config --null --show-scope --list`: scope, NUL, name, newline, value, NUL, and so on.
bool has_filters_of_its_own(std::string_view answer) {
    const std::vector<std::string> pieces = text::split(answer, '\0');
    for (std::size_t i = 0; i + 1 < pieces.size(); i += 2) {
        const std::string_view entry = pieces[i + 1];
        const bool own = pieces[i] != "system" && pieces[i] != "global";
        if (own && runs_a_filter(entry.substr(0, entry.find('\n')))) return true;
    }
    return false;
}

// A line of `git ls-files -v --stage` about a file of which git tells the truth: "H 100644 …". Others are marked to be
// overlooked, unmerged, or another repository.
bool is_plain(std::string_view line) {
    return line.starts_with("H 100644 ") || line.starts_with("H 100755 ") || line.starts_with("H 120000 ");
}

}  // namespace

std::optional<bool> holds_nothing(Loss loss, const AskGit& ask) {
    if (loss == Loss::more) return false;
    const auto settings = ask_quietly(ask, {"config", "--null", "--show-scope", "--list"});
    if (!settings || has_filters_of_its_own(*settings)) return std::nullopt;
    const auto files = ask_quietly(ask, {"ls-files", "-z", "-v", "--stage", ":/"});
    if (!files) return std::nullopt;
    for (const std::string& line : text::words(*files, '\0')) {
        if (!is_plain(line)) return std::nullopt;
    }
    const auto changes = ask_quietly(ask,
                                     {"status",
                                      "--porcelain",
                                      "-z",
                                      "--no-renames",
                                      loss == Loss::changes ? "--untracked-files=no" : "--untracked-files=normal",
                                      loss == Loss::all ? "--ignored=traditional" : "--ignored=no"});
    if (!changes) return std::nullopt;
    if (loss != Loss::untracked) return changes->empty();
    const std::vector<std::string> entries = text::words(*changes, '\0');
    return std::ranges::none_of(entries, [](const std::string& entry) { return entry.starts_with("?? "); });
}

}  // namespace scc::rule
