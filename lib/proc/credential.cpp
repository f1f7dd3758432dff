#include "credential.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <vector>

#include "base/env.hpp"
#include "base/text.hpp"
#include "places.hpp"
#include "run.hpp"

namespace scc::credential {
namespace {

constexpr std::string_view of_env = "env:";
constexpr std::string_view of_program = "command:";
constexpr std::chrono::seconds command_time{10};
constexpr std::size_t longest_secret = 16U << 10U;

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

// The command's words; none when it is no command.
std::vector<std::string> command_of(std::string_view reference) {
    const auto words = split_words(reference.substr(of_program.size()));
    if (!words || words->empty() || words->front().empty()) return {};
    return *words;
}

Result<std::string> checked(std::string_view secret, const std::string& what) {
    secret = text::trim(secret);
    if (!secret.empty() && secret.size() <= longest_secret && is_one_line(secret)) return std::string(secret);
    return Error{Code::prereq,
                 what + " is no credential: it is empty, too long or more than one line",
                 "put the secret alone there"};
}

Result<std::string> of_variable(const std::string& name) {
    const auto value = env::get(name.c_str());
    if (value) return checked(*value, "what the environment variable " + text::quoted(name) + " holds");
    return Error{Code::prereq,
                 "the credential is to come from the environment variable " + text::quoted(name) + ", which is not set",
                 "set it, or change where the credential is to come from"};
}

Result<std::string> of_command(const std::vector<std::string>& words) {
    const std::string program = text::quoted(words.front());
    const std::string by_hand = "run it by hand to see why";
    auto outcome =
        proc::run({.argv = words, .cwd = places::home(), .timeout = command_time, .output_limit = longest_secret});
    if (!outcome && outcome.error().code == Code::prereq) {
        outcome.error().hint = "install it, or change where the credential is to come from";
        return outcome.error();
    }
    if (!outcome) {
        return Error{outcome.error().code,
                     "the command for the credential, " + program + ", did not end well: " + outcome.error().message,
                     by_hand};
    }
    if (outcome->status == 0) return checked(outcome->out, "what " + program + " printed");
    return Error{
        Code::tool,
        "the command for the credential, " + program + ", ended with status " + std::to_string(outcome->status),
        by_hand};
}

}  // namespace

Result<Done> check(std::string_view reference) {
    const std::string hint = "write env:NAME or command:COMMAND";
    if (reference.starts_with(of_env)) {
        if (is_variable(reference.substr(of_env.size()))) return Done{};
        return Error{Code::config, "'env:' must be followed by the name of a variable", hint};
    }
    if (!reference.starts_with(of_program)) {
        return Error{Code::config, "a credential does not stand here itself, but where it is", hint};
    }
    if (!command_of(reference).empty()) return Done{};
    return Error{Code::config, "'command:' must be followed by a command", hint};
}

std::string shown(std::string_view reference) {
    if (!reference.starts_with(of_program)) return std::string(reference);
    const std::vector<std::string> words = command_of(reference);
    return std::string(of_program) + (words.empty() ? "" : words.front());
}

Result<std::string> value_of(std::string_view reference) {
    SCC_CHECK(check(reference));
    if (reference.starts_with(of_env)) return of_variable(std::string(reference.substr(of_env.size())));
    return of_command(command_of(reference));
}

bool is_variable(std::string_view name) {
    constexpr std::string_view allowed = "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return !name.empty() && name.find_first_not_of(allowed) == std::string_view::npos &&
           (name[0] < '0' || name[0] > '9');
}

bool is_one_line(std::string_view value) {
    return std::ranges::none_of(value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace scc::credential
