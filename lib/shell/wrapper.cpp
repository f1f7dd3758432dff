#include "shell/wrapper.hpp"

#include <algorithm>
#include <unordered_map>

namespace scc::shell {
namespace {

constexpr Wrapper table[] = {
    {.program = "ash|bash|csh|dash|fish|ksh|ksh93|mksh|rbash|sh|tcsh|zsh", .carries = Carries::shell},
    {.program = "find|gfind", .carries = Carries::find},
    {.program = "git", .carries = Carries::git},
    {.program = "xargs|gxargs",
     .carries = Carries::xargs,
     .letters = "adEILnPs",
     .names = "arg-file|delimiter|max-lines|max-args|max-procs|max-chars|process-slot-var"},
    {.program = "sudo|sudoedit",
     .letters = "CDgGpRrtTuU",
     .names = "user|group|prompt|chdir|chroot|close-from|role|type|command-timeout|other-user|host",
     .assignments = true,
     .stops = "Vlve"},
    {.program = "doas", .letters = "Cu"},
    {.program = "env", .letters = "uC", .names = "unset|chdir", .assignments = true, .text_options = "S|split-string"},
    {.program = "command", .stops = "vV"},
    {.program = "builtin|nohup|setsid|eatmydata|fakeroot|nocache|unbuffer|caffeinate|busybox|toybox|torsocks|tsocks"},
    {.program = "exec", .letters = "a"},
    {.program = "nice", .letters = "n", .names = "adjustment"},
    {.program = "ionice", .letters = "cnpPu", .names = "class|classdata|pid"},
    {.program = "time", .letters = "fo", .names = "format|output"},
    {.program = "timeout|gtimeout", .letters = "ks", .names = "kill-after|signal", .operands = 1},
    {.program = "stdbuf", .letters = "ioe", .names = "input|output|error"},
    {.program = "chrt", .letters = "TPD", .operands = 1},
    {.program = "taskset", .operands = 1},
    {.program = "prlimit|numactl|setpriv|nsenter|setarch|linux32|linux64|choom",
     .letters = "CNmpUnS",
     .names = "reuid|regid|groups|inh-caps|bounding-set|pid|target"},
    {.program = "unshare", .letters = "RwSG", .names = "root|wd|setuid|setgid"},
    {.program = "chpst", .letters = "uUbenopcfrtdm"},
    {.program = "chroot", .names = "userspec|groups", .operands = 1},
    {.program = "strace|ltrace", .letters = "eopPsSuaEbXIOln"},
    {.program = "faketime", .letters = "f", .operands = 1},
    {.program = "proxychains|proxychains4", .letters = "f"},
    {.program = "systemd-run", .letters = "pEuMHG", .names = "property|setenv|unit|uid|gid|slice|working-directory"},
    {.program = "ssh-agent|dbus-run-session|xvfb-run|systemd-inhibit|firejail", .letters = "aEtOs"},
    {.program = "ld.so|ld-linux-x86-64.so.2|ld-linux.so.2|ld-linux-aarch64.so.1",
     .names = "library-path|preload|argv0|audit|inhibit-rpath"},
    {.program = "flock",
     .letters = "wEc",
     .names = "timeout|conflict-exit-code",
     .operands = 1,
     .text_options = "c|command"},
    {.program = "script", .carries = Carries::option_text, .letters = "cIOTBmoEt", .text_options = "c|command"},
    {.program = "su|runuser|sg",
     .carries = Carries::option_text,
     .letters = "cgGsuw",
     .names = "shell|group|supp-group|user|whitelist-environment",
     .text_options = "c|command|session-command"},
    {.program = "watch", .carries = Carries::text, .letters = "nq", .names = "interval|equexit"},
    {.program = "parallel",
     .carries = Carries::text,
     .letters = "jaILnNPSCE",
     .names = "jobs|arg-file|max-args|colsep|joblog|delay|timeout|retries|results"},
    {.program = "eval", .carries = Carries::text},
    {.program = "trap", .carries = Carries::text, .stops = "lp"},
    {.program = "ssh", .carries = Carries::text, .letters = "bBcDeEFiIJlLmoOpPQRSwW", .operands = 1},
    {.program = "rsync", .carries = Carries::option_text, .letters = "eTBMf", .text_options = "e|rsh"},
};

const std::unordered_map<std::string_view, const Wrapper*>& index() {
    static const auto made = [] {
        std::unordered_map<std::string_view, const Wrapper*> rows;
        for (const Wrapper& row : table) {
            for (std::string_view rest = row.program;;) {
                const std::size_t bar = rest.find('|');
                rows.emplace(rest.substr(0, bar), &row);
                if (bar == std::string_view::npos) break;
                rest.remove_prefix(bar + 1);
            }
        }
        return rows;
    }();
    return made;
}

bool lists(std::string_view names, std::string_view name) {
    for (;;) {
        const std::size_t bar = names.find('|');
        if (!name.empty() && names.substr(0, bar) == name) return true;
        if (bar == std::string_view::npos) return false;
        names.remove_prefix(bar + 1);
    }
}

bool is_assignment(std::string_view word) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos || equals == 0) return false;
    return word.substr(0, equals).find_first_of("-/. ") == std::string_view::npos;
}

// Reads the wrapper's own words.
class Skipper {
public:
    Skipper(const Wrapper& wrapper, std::span<const Argument> words, Carried& carried)
        : wrapper_(wrapper), words_(words), carried_(carried) {}

    // The words after them; nothing when the wrapper runs nothing.
    std::optional<std::span<const Argument>> rest() {
        std::size_t operands = wrapper_.operands;
        for (; at_ < words_.size(); ++at_) {
            const std::string& word = words_[at_].text;
            if (word == "--") {
                at_ += 1;
                while (operands > 0 && at_ < words_.size()) --operands, ++at_;
                break;
            }
            if (word.starts_with("--")) {
                long_option(word);
            } else if (word.size() > 1 && (word[0] == '-' || word[0] == '+')) {
                if (!letters(word)) return std::nullopt;
            } else if (wrapper_.assignments && is_assignment(word)) {
                continue;
            } else if (wrapper_.carries != Carries::option_text && operands == 0) {
                break;
            } else if (operands > 0) {
                --operands;
            }
        }
        return words_.subspan(std::min(at_, words_.size()));
    }

private:
    void long_option(const std::string& word) {
        const std::size_t equals = word.find('=');
        const std::string_view name =
            std::string_view(word).substr(2, equals == std::string::npos ? equals : equals - 2);
        const bool text = lists(wrapper_.text_options, name);
        if (equals != std::string::npos) {
            if (text) carried_.texts.push_back({word.substr(equals + 1), words_[at_].span});
        } else if (text || lists(wrapper_.names, name)) {
            ++at_;
            if (text && at_ < words_.size()) carried_.texts.push_back(words_[at_]);
        }
    }

    // False when a letter says that nothing is run.
    bool letters(const std::string& word) {
        for (std::size_t i = 1; i < word.size(); ++i) {
            const std::string_view letter = std::string_view(word).substr(i, 1);
            if (wrapper_.stops.find(letter) != std::string_view::npos) return false;
            const bool text = lists(wrapper_.text_options, letter);
            if (!text && wrapper_.letters.find(letter) == std::string_view::npos) continue;
            Argument value{word.substr(i + 1), words_[at_].span};
            if (value.text.empty() && at_ + 1 < words_.size()) value = words_[++at_];
            if (text) carried_.texts.push_back(std::move(value));
            return true;
        }
        return true;
    }

    const Wrapper& wrapper_;
    std::span<const Argument> words_;
    Carried& carried_;
    std::size_t at_ = 1;
};

Argument joined(std::span<const Argument> words) {
    if (words.size() == 1) return words[0];
    Argument whole{words[0].text, {words.front().span.begin, words.back().span.end}};
    for (const Argument& word : words.subspan(1)) whole.text += " " + word.text;
    return whole;
}

}  // namespace

const Wrapper* wrapper_named(std::string_view program) {
    const auto found = index().find(program);
    return found == index().end() ? nullptr : found->second;
}

Carried carried_by(const Wrapper& wrapper, std::span<const Argument> words, const std::optional<std::string>& input) {
    if (wrapper.carries == Carries::shell) return carried_by_shell(words, input);
    if (wrapper.carries == Carries::find) return carried_by_find(words);
    if (wrapper.carries == Carries::git) return carried_by_git(words);
    Carried carried;
    const auto rest = Skipper(wrapper, words, carried).rest();
    if (!rest || rest->empty() || wrapper.carries == Carries::option_text) return carried;
    if (wrapper.carries == Carries::text) {
        carried.texts.push_back(wrapper.program == "trap" ? rest->front() : joined(*rest));
        return carried;
    }
    carried.commands.emplace_back(rest->begin(), rest->end());
    if (wrapper.carries == Carries::xargs) append_input(carried.commands.back(), input);
    return carried;
}

}  // namespace scc::shell
