#include "base/secret.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"

namespace scc::secret {
namespace {

// One word of a name, or neighbouring ones joined by '+'.
constexpr std::string_view secret_words[] = {
    "token",         "password",
    "passwd",        "passphrase",
    "passcode",      "secret",
    "secrets",       "authorization",
    "apikey",        "cookie",
    "credential",    "credentials",
    "bearer",        "api+key",
    "private+key",   "access+key",
    "auth+key",      "auth+token",
    "signing+key",   "encryption+key",
    "client+secret", "proxy+authorization",
    "set+cookie",
};

// A token is its prefix and at least `least` more characters.
struct Shape {
    std::string_view prefix;
    std::size_t least;
};

constexpr Shape shapes[] = {
    {"github_pat_", 20}, {"ghp_", 20},   {"gho_", 20},    {"ghu_", 20},     {"ghs_", 20},      {"ghr_", 20},
    {"glpat-", 16},      {"gldt-", 16},  {"sk-ant-", 16}, {"sk-proj-", 16}, {"sk-", 20},       {"sk_live_", 16},
    {"rk_live_", 16},    {"xoxb-", 10},  {"xoxp-", 10},   {"xoxa-", 10},    {"xoxr-", 10},     {"xoxs-", 10},
    {"xapp-", 10},       {"AKIA", 16},   {"ASIA", 16},    {"AIza", 30},     {"ya29.", 20},     {"npm_", 30},
    {"pypi-", 30},       {"hf_", 30},    {"dop_v1_", 30}, {"SG.", 30},      {"eyJhbGciO", 20}, {"dckr_pat_", 20},
    {"hvs.", 20},        {"tskey-", 16},
};

constexpr std::string_view schemes[] = {"bearer", "basic", "digest", "token", "negotiate"};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// "X-ApiKey_2" is {"x", "api", "key", "2"}.
std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words(1);
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool separates = !is_letter(name[i]) && !is_digit(name[i]);
        const bool humps = i > 0 && is_upper(name[i]) && !is_upper(name[i - 1]);
        if ((separates || humps) && !words.back().empty()) words.emplace_back();
        if (!separates) words.back() += text::lower(name.substr(i, 1));
    }
    return words;
}

std::size_t run_of(std::string_view text, std::size_t at, bool (*wanted)(char)) {
    std::size_t end = at;
    while (end < text.size() && wanted(text[end])) ++end;
    return end - at;
}

struct Token {
    std::size_t prefix = 0;  // how much of it says which service it is of
    std::size_t length = 0;  // with the prefix; 0: there is none
};

Token token_at(std::string_view text, std::size_t at) {
    const bool inside = at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]) || text[at - 1] == '_');
    for (const Shape& shape : shapes) {
        if (inside || text.substr(at, shape.prefix.size()) != shape.prefix) continue;
        const std::size_t rest = run_of(text, at + shape.prefix.size(), is_name);
        if (rest >= shape.least) return {shape.prefix.size(), shape.prefix.size() + rest};
    }
    return {};
}

std::string without_tokens(std::string_view text) {
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const Token token = token_at(text, at);
        if (token.length == 0) {
            clean += text[at++];
            continue;
        }
        clean += std::string(text.substr(at, token.prefix)) + std::string(redacted);
        at += token.length;
    }
    return clean;
}

// A user name alone, as in ssh://git@host, is no secret; over HTTP it may be a token.
bool is_secret_user(std::string_view scheme, std::string_view user) {
    return user.find(':') != std::string_view::npos || scheme.ends_with("http") || scheme.ends_with("https");
}

std::string without_users(std::string_view text) {
    std::string clean;
    for (;;) {
        const std::size_t colon = text.find("://");
        if (colon == std::string_view::npos) return clean + std::string(text);
        const std::size_t begin = colon + 3;
        const std::size_t end = std::min(text.find_first_of("/?# \t\r\n'\"", begin), text.size());
        const std::string_view authority = text.substr(begin, end - begin);
        const std::size_t at = authority.rfind('@');
        clean += text.substr(0, begin);
        if (at != std::string_view::npos && is_secret_user(text.substr(0, colon), authority.substr(0, at))) {
            clean += std::string(redacted) + std::string(authority.substr(at));
        } else {
            clean += authority;
        }
        text.remove_prefix(end);
    }
}

// Where the value of `NAME=` or `NAME:` at `at` ends; a quoted one at its quote, a header's behind its scheme's word.
std::size_t value_end(std::string_view text, std::size_t at, bool header) {
    if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
        return std::min(text.find(text[at], at + 1), text.size());
    }
    std::size_t end = std::min(text.find_first_of(header ? "\r\n\"'" : " \t\r\n\"'&;,", at), text.size());
    if (!header) return end;
    const std::size_t blank = std::min(text.find_first_of(" \t", at), end);
    const std::string word = text::lower(text.substr(at, blank - at));
    if (std::ranges::find(schemes, word) == std::end(schemes)) return blank;
    return std::min(text.find_first_of(" \t", std::min(blank + 1, end)), end);
}

// NAME=VALUE and NAME: VALUE, where NAME says that VALUE is a secret.
std::string without_assignments(std::string_view text) {
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t name = run_of(text, at, is_name);
        if (name == 0) {
            clean += text[at++];
            continue;
        }
        const std::string_view word = text.substr(at, name);
        const bool quoted = text.substr(at + name, 2) == "\":";
        clean += text.substr(at, name + (quoted ? 1 : 0));
        at += name + (quoted ? 1 : 0);
        const bool header = text.substr(at, 1) == ":" && text.substr(at, 2) != ":/";
        if ((!header && text.substr(at, 1) != "=") || !is_named(word)) continue;
        clean += text[at++];
        const std::size_t blanks = header ? run_of(text, at, is_blank) : 0;
        clean += text.substr(at, blanks);
        at += blanks;
        const bool opened = text.substr(at, 1) == "\"" || text.substr(at, 1) == "'";
        const std::size_t end = value_end(text, at, header);
        if (opened) clean += text[at];
        if (end > at) clean += redacted;
        at = end;
    }
    return clean;
}

std::string without_keys(std::string_view text) {
    const std::size_t begin = text.find("-----BEGIN ");
    if (begin == std::string_view::npos) return std::string(text);
    const std::size_t label = text.find("PRIVATE KEY", begin);
    if (label == std::string_view::npos) return std::string(text);
    constexpr std::string_view closing = "PRIVATE KEY-----";
    const std::size_t end = text.find(closing, text.find("-----END ", label));
    const std::string head(text.substr(0, begin));
    if (end == std::string_view::npos) return head + std::string(redacted);
    return head + std::string(redacted) + without_keys(text.substr(end + closing.size()));
}

}  // namespace

bool is_named(std::string_view name) {
    const std::vector<std::string> words = words_of(name);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string pair = i + 1 < words.size() ? words[i] + "+" + words[i + 1] : "";
        for (const std::string_view secret : secret_words) {
            if (words[i] == secret || pair == secret) return true;
        }
    }
    return false;
}

std::string without_secrets(std::string_view text) {
    return without_tokens(without_users(without_assignments(without_keys(text))));
}

}  // namespace scc::secret
