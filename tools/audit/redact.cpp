#include "redact.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"

namespace scc::audit {
namespace {

constexpr std::string_view user_options[] = {"-u", "--user", "--proxy-user", "-U"};
constexpr std::string_view schemes[] = {"bearer", "basic", "digest", "token", "negotiate"};

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == '.'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::size_t run_of(std::string_view text, std::size_t at, bool (*wanted)(char)) {
    std::size_t end = at;
    while (end < text.size() && wanted(text[end])) ++end;
    return end - at;
}

std::string without_tokens(std::string_view text) {
    std::string clean;
    for (std::size_t at = 0; at < text.size();) {
        const secret::Token token = secret::token_at(text, at);
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
        if ((!header && text.substr(at, 1) != "=") || !secret::is_named(word)) continue;
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

bool calls(const json& words, std::string_view program) {
    return std::ranges::any_of(words, [&](const json& word) {
        return word.is_string() && path::basename(word.get_ref<const std::string&>()) == program;
    });
}

// The words of a command line: `--token X` says that X is a secret, `curl -u NAME:X` as well.
void redact_words(json& words) {
    const bool curl = calls(words, "curl");
    bool is_secret = false, is_user = false;
    for (json& word : words) {
        if (!word.is_string()) continue;
        const std::string text = word.get<std::string>();
        if (is_secret || (is_user && text.find(':') != std::string::npos)) {
            word = redacted;
        } else {
            word = without_secrets(text);
        }
        is_secret = text.starts_with("--") && text.find('=') == std::string::npos && secret::is_named(text);
        is_user = curl && std::ranges::find(user_options, text) != std::end(user_options);
    }
}

}  // namespace

std::string without_secrets(std::string_view text) {
    return without_tokens(without_users(without_assignments(without_keys(text))));
}

void redact(json& event) {
    for (auto& [key, value] : event.items()) {
        if (secret::is_named(key) && !value.is_null() && !value.is_boolean()) {
            value = redacted;
        } else if (value.is_string()) {
            value = without_secrets(value.get_ref<const std::string&>());
        } else if (value.is_array()) {
            redact_words(value);
        }
    }
}

}  // namespace scc::audit
