#include "rule/programs.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "rule/pattern.hpp"
#include "shell/wrapper.hpp"

namespace scc::rule {
namespace {

using shell::Argument;

// What is done, in the words of many tools; in order.
constexpr std::string_view acts[] = {
    "access",    "activate", "add",      "api",       "apply",     "approve",    "archive",  "attach",    "build",
    "cancel",    "cat",      "check",    "clean",     "clear",     "clone",      "close",    "configure", "connect",
    "copy",      "cordon",   "cp",       "create",    "decrypt",   "del",        "delete",   "deploy",    "deprecate",
    "describe",  "destroy",  "detach",   "diff",      "disable",   "disconnect", "download", "drain",     "drop",
    "du",        "edit",     "enable",   "encode",    "encrypt",   "erase",      "eval",     "exec",      "expire",
    "export",    "fetch",    "flush",    "fork",      "get",       "help",       "import",   "info",      "init",
    "inspect",   "install",  "kill",     "link",      "lint",      "list",       "login",    "logout",    "logs",
    "ls",        "merge",    "move",     "mv",        "new",       "open",       "output",   "patch",     "pause",
    "plan",      "print",    "promote",  "publish",   "pull",      "purge",      "push",     "put",       "query",
    "read",      "reboot",   "redeploy", "refresh",   "remove",    "rename",     "replace",  "reset",     "restart",
    "restore",   "resume",   "revert",   "revoke",    "rm",        "rmdir",      "rollback", "rotate",    "run",
    "scale",     "search",   "serve",    "set",       "show",      "ssh",        "start",    "stat",      "status",
    "stop",      "suspend",  "sync",     "tail",      "terminate", "test",       "transfer", "undeploy",  "undo",
    "uninstall", "unlink",   "unlock",   "unpublish", "unset",     "untag",      "up",       "update",    "upgrade",
    "upload",    "validate", "verify",   "version",   "view",      "wait",       "watch",    "whoami",    "wipe",
    "write",     "yank"};

static_assert(std::ranges::is_sorted(acts));

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_word(std::string_view text) {
    const auto is_part = [](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
    };
    return !text.empty() && is_letter(text[0]) && std::ranges::all_of(text, is_part);
}

class Reader {
public:
    Reader(const Commands& commands, std::span<const Argument> all)
        : commands_(commands),
          words_{.program = path::basename(all[0].text),
                 .verb = std::string(commands.begins),
                 .all = all,
                 .commands = true} {
        if (!commands.begins.empty()) ++depth_;
    }

    Words read() && {
        while (depth_ < commands_.depth && goes_on()) {
            take_options(Order::leading);
            if (at_ >= words_.all.size() || !is_word(words_.all[at_].text)) break;
            take_word(words_.all[at_++].text);
        }
        take_options(order());
        return std::move(words_);
    }

private:
    const VerbOptions* row() const {
        const auto named = [&](const VerbOptions& one) { return one.verb.empty() || matches(one.verb, words_.verb); };
        const auto found = std::ranges::find_if(commands_.verbs, named);
        return found == commands_.verbs.end() ? nullptr : &*found;
    }

    Order order() const { return row() == nullptr ? Order::mixed : row()->order; }

    void take_options(Order order) {
        const VerbOptions* own = words_.verb.empty() && commands_.depth > 0 ? nullptr : row();
        const Grammar grammar{own == nullptr ? "" : own->options, commands_.options, commands_.dashes};
        at_ += read_options(words_.all.subspan(at_), grammar, order, words_);
    }

    void take_word(const std::string& word) {
        if (!words_.verb.empty()) words_.verb += ' ';
        last_ = commands_.folds ? text::lower(word) : word;
        words_.verb += last_;
        ++depth_;
    }

    // Whether another word of the verb may follow.
    bool goes_on() const {
        if (last_.empty()) return true;
        if (commands_.nouns == any_word) return at_ < words_.all.size() && !words_.all[at_].text.starts_with('-');
        if (!commands_.nouns.empty()) return matches(commands_.nouns, last_);
        return !is_act(std::string_view(last_).substr(last_.rfind(':') + 1)) || shell::lists(commands_.groups, last_);
    }

    const Commands& commands_;
    Words words_;
    std::string last_;
    std::size_t depth_ = 0;
    std::size_t at_ = 1;
};

}  // namespace

bool is_act(std::string_view word) {
    return std::ranges::binary_search(acts, word) || word.starts_with("delete-") ||
           std::ranges::binary_search(acts, word.substr(word.rfind('-') + 1));
}

Words read_commands(const Commands& commands, std::span<const Argument> all) { return Reader(commands, all).read(); }

}  // namespace scc::rule
