#include "credential.hpp"

#include <algorithm>
#include <chrono>

#include "base/env.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"

namespace scc::config {
namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr std::chrono::seconds command_time{10};
constexpr std::size_t longest_secret = 16U << 10U;

bool is_name(std::string_view name) {
    constexpr std::string_view allowed = "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return !name.empty() && name.find_first_not_of(allowed) == none && (name[0] < '0' || name[0] > '9');
}

// A header must stay one line, whatever somebody put into a variable.
bool is_one_line(std::string_view value) {
    return std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

// The text cut at blanks; quotes and backslashes keep them, as in a shell. Nothing when a quote stays open.
std::optional<std::vector<std::string>> split_words(std::string_view text) {
    std::vector<std::string> words;
    bool inside = false;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool blank = quote == '\0' && (c == ' ' || c == '\t');
        if (!blank && !inside) words.emplace_back();
        inside = !blank;
        if (blank) continue;
        if (c == '\\' && quote != '\'' && i + 1 < text.size()) words.back() += text[++i];
        else if (quote == '\0' && (c == '\'' || c == '"')) quote = c;
        else if (quote != '\0' && c == quote) quote = '\0';
        else words.back() += c;
    }
    if (quote != '\0') return std::nullopt;
    return words;
}

Error unusable(const std::string& what) {
    return {Code::prereq,
            what + " is no credential: it is empty, too long or more than one line",
            "put the secret alone there"};
}

Result<std::string> checked(std::string_view secret, const std::string& what) {
    secret = text::trim(secret);
    if (secret.empty() || secret.size() > longest_secret || !is_one_line(secret)) return unusable(what);
    return std::string(secret);
}

Result<std::string> of_variable(const std::string& name) {
    const auto value = env::get(name.c_str());
    if (value) return checked(*value, "what the environment variable " + text::quoted(name) + " holds");
    return Error{Code::prereq,
                 "the credential is to come from the environment variable " + text::quoted(name) + ", which is not set",
                 "set it, or change 'auth' with 'scc-config edit'"};
}

// Only the program is named in messages: its words may hold what nobody should read.
Result<std::string> of_command(const std::vector<std::string>& words) {
    const std::string what = "what " + text::quoted(words.front()) + " printed";
    auto outcome =
        proc::run({.argv = words, .cwd = places::home(), .timeout = command_time, .output_limit = longest_secret});
    if (!outcome && outcome.error().code == Code::prereq) {
        outcome.error().hint = "install it, or change 'auth' in the settings";
        return outcome.error();
    }
    if (!outcome) {
        return Error{outcome.error().code,
                     "the command for the credential, " + text::quoted(words.front()) +
                         ", did not end well: " + outcome.error().message,
                     "run it by hand to see why"};
    }
    if (outcome->status == 0) return checked(outcome->out, what);
    return Error{Code::tool,
                 "the command for the credential, " + text::quoted(words.front()) + ", ended with status " +
                     std::to_string(outcome->status),
                 "run it by hand to see why"};
}

Result<std::string> with_variables(const std::string& name, std::string_view value) {
    std::string text;
    for (std::size_t start = 0; (start = value.find("${")) != none;) {
        const std::size_t end = value.find('}', start);
        const std::string variable(value.substr(start + 2, end == none ? none : end - start - 2));
        if (end == none || !is_name(variable)) break;
        const auto found = env::get(variable.c_str());
        if (!found) {
            return Error{Code::prereq,
                         "header " + text::quoted(name) + " needs the environment variable " + text::quoted(variable) +
                             ", which is not set",
                         "set it"};
        }
        text += std::string(value.substr(0, start)) + *found;
        value.remove_prefix(end + 1);
    }
    return text + std::string(value);
}

bool is_header_name(std::string_view name) {
    constexpr std::string_view allowed = "-_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return !name.empty() && name.find_first_not_of(allowed) == none;
}

}  // namespace

std::string Credential::shown() const {
    if (!auth.starts_with("command:")) return auth;
    const auto words = split_words(auth.substr(8));
    return "command:" + (words && !words->empty() ? words->front() : "");
}

Result<Done> check_auth(std::string_view auth) {
    const std::string hint = "write env:NAME or command:COMMAND";
    if (auth.starts_with("env:")) {
        if (is_name(auth.substr(4))) return Done{};
        return Error{Code::config, "'env:' in an auth must be followed by the name of a variable", hint};
    }
    if (!auth.starts_with("command:")) {
        // What stands there instead may well be the secret itself.
        return Error{Code::config, "an auth says where a credential is, and is none itself", hint};
    }
    const auto words = split_words(auth.substr(8));
    if (words && !words->empty() && !words->front().empty()) return Done{};
    return Error{Code::config, "'command:' in an auth must be followed by a command", hint};
}

Result<std::string> secret_of(const std::string& auth) {
    SCC_CHECK(check_auth(auth));
    if (auth.starts_with("env:")) return of_variable(auth.substr(4));
    return of_command(split_words(auth.substr(8)).value_or(std::vector<std::string>()));
}

Header header_for(const std::string& secret, const std::string& name, bool gitlab) {
    const bool has_scheme = secret.starts_with("Bearer ") || secret.starts_with("Basic ");
    std::string header = name;
    if (header.empty()) header = gitlab && !has_scheme ? "PRIVATE-TOKEN" : "Authorization";
    const bool bearer = text::lower(header) == "authorization" && !has_scheme;
    return {header, (bearer ? "Bearer " : "") + secret};
}

Result<Access> access_to(const Location& location, const Credential& credential, const std::string& ca_bundle) {
    Access access{.ca_bundle = ca_bundle};
    if (credential.auth.empty() || !location.is_remote()) return access;
    if (!credential.header.empty() && !is_header_name(credential.header)) {
        return Error{
            Code::config, text::quoted(credential.header) + " is no name of a header", "such as PRIVATE-TOKEN"};
    }
    SCC_TRY(const std::string secret, secret_of(credential.auth));
    access.headers.push_back(header_for(secret, credential.header, location.gitlab));
    access.credential = credential.shown();
    return access;
}

Result<std::vector<Header>> expanded(const std::map<std::string, std::string>& headers) {
    std::vector<Header> list;
    for (const auto& [name, value] : headers) {
        SCC_TRY(std::string text, with_variables(name, value));
        if (!is_header_name(name) || !is_one_line(text)) {
            return Error{
                Code::config, "header " + text::quoted(name) + " is no header of one line", "write its name and value"};
        }
        list.push_back({name, std::move(text)});
    }
    return list;
}

}  // namespace scc::config
