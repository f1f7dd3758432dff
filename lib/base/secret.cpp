#include "base/secret.hpp"

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

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_token(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.'; }

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

std::size_t tokens_from(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_token(text[end])) ++end;
    return end - at;
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

Token token_at(std::string_view text, std::size_t at) {
    const bool inside = at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]) || text[at - 1] == '_');
    for (const Shape& shape : shapes) {
        if (inside || text.substr(at, shape.prefix.size()) != shape.prefix) continue;
        const std::size_t rest = tokens_from(text, at + shape.prefix.size());
        if (rest >= shape.least) return {shape.prefix.size(), shape.prefix.size() + rest};
    }
    return {};
}

bool is_held_in(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (token_at(text, at).length > 0) return true;
    }
    return false;
}

}  // namespace scc::secret
