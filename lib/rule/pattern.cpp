#include "rule/pattern.hpp"

#include <re2/re2.h>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/text.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view special = "()[]{}^$*+?.\\";

constexpr auto special_bytes = [] {
    std::array<bool, 256> bytes = {};
    for (const char c : special) bytes[static_cast<unsigned char>(c)] = true;
    bytes['|'] = true;
    return bytes;
}();

// Whether a pattern is one plain word, as nearly all are.
bool is_plain(std::string_view pattern) {
    for (const char c : pattern) {
        if (special_bytes[static_cast<unsigned char>(c)]) return false;
    }
    return true;
}

RE2::Options options() {
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    options.set_dot_nl(true);
    options.set_never_capture(true);
    options.set_max_mem(1 << 20);
    return options;
}

// Compares with one alternative when it is plain up to an open end; nothing when it needs RE2.
std::optional<bool> plainly(std::string_view alternative, std::string_view text) {
    const bool open = alternative.ends_with(".*");
    if (open) alternative.remove_suffix(2);
    if (alternative.find_first_of(special) != std::string_view::npos) return std::nullopt;
    return open ? text.starts_with(alternative) : text == alternative;
}

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool is_punctuation(char c) { return c > ' ' && c < 0x7f && !is_alphanumeric(c); }

// The length of the class "[a-z_.]" at the front; 0 when it holds more than letters, digits, their ranges, and signs
// that mean nothing else there.
std::size_t class_at_front(std::string_view pattern) {
    std::size_t at = pattern.starts_with("[^") ? 2 : 1;
    const std::size_t begin = at;
    while (at < pattern.size() && pattern[at] != ']') {
        const bool range = at + 2 < pattern.size() && pattern[at + 1] == '-';
        if (range && is_alphanumeric(pattern[at]) && is_alphanumeric(pattern[at + 2])) {
            if (pattern[at] > pattern[at + 2]) return 0;
            at += 3;
        } else if (is_alphanumeric(pattern[at]) ||
                   std::string_view("_./:@%+=,").find(pattern[at]) != std::string::npos) {
            ++at;
        } else {
            return 0;
        }
    }
    return at < pattern.size() && at > begin ? at + 1 : 0;
}

// The length of what stands for one byte at the front; 0 when it is something else.
std::size_t atom_at_front(std::string_view pattern) {
    const char first = pattern.front();
    if (first == '[') return class_at_front(pattern);
    if (first == '\\') return pattern.size() > 1 && is_punctuation(pattern[1]) ? 2 : 0;
    const bool literal = is_alphanumeric(first) || first == ' ' || is_punctuation(first);
    return literal && (first == '.' || special.find(first) == std::string_view::npos) ? 1 : 0;
}

constexpr std::size_t longest_sure = 200;
constexpr std::size_t deepest_sure = 10;

const RE2& compiled(std::string_view pattern) {
    thread_local std::map<std::string, std::unique_ptr<RE2>, std::less<>> cache;
    const auto found = cache.find(pattern);
    if (found != cache.end()) return *found->second;
    return *cache.emplace(pattern, std::make_unique<RE2>(pattern, options())).first->second;
}

bool by_expression(std::string_view pattern, std::string_view text) {
    const RE2& expression = compiled(pattern);
    return !expression.ok() || RE2::FullMatch(text, expression);
}

}  // namespace

bool matches(std::string_view pattern, std::string_view text) {
    if (is_plain(pattern)) return pattern == text;
    if (pattern.find_first_of("([\\") != std::string_view::npos) return by_expression(pattern, text);
    for (std::string_view rest = pattern;;) {
        const std::size_t bar = rest.find('|');
        const auto answer = plainly(rest.substr(0, bar), text);
        if (!answer) return by_expression(pattern, text);
        if (*answer) return true;
        if (bar == std::string_view::npos) return false;
        rest.remove_prefix(bar + 1);
    }
}

bool surely_compiles(std::string_view pattern) {
    if (pattern.size() > longest_sure) return false;
    std::size_t depth = 0;
    bool repeatable = false;
    while (!pattern.empty()) {
        const char first = pattern.front();
        std::size_t length = 1;
        if (first == '|' || first == '(') {
            depth += first == '(' ? 1 : 0;
            repeatable = false;
        } else if (first == ')' || first == '*' || first == '+' || first == '?') {
            if (first == ')' ? depth-- == 0 : !repeatable) return false;
            repeatable = first == ')';
        } else {
            length = atom_at_front(pattern);
            if (length == 0) return false;
            repeatable = true;
        }
        if (depth > deepest_sure) return false;
        pattern.remove_prefix(length);
    }
    return depth == 0;
}

Result<Done> check_pattern(std::string_view pattern) {
    if (is_plain(pattern)) return Done{};
    const RE2& expression = compiled(pattern);
    if (expression.ok()) return Done{};
    return Error{Code::config, "pattern " + text::quoted(pattern) + " is wrong: " + expression.error()};
}

}  // namespace scc::rule
