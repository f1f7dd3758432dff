#include "shell/quote.hpp"

#include "base/text.hpp"

namespace scc::shell {
namespace {

constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+=:,./@%";

}  // namespace

std::string quote(std::string_view word) {
    const bool assigns = word.find('=') != std::string_view::npos && !word.starts_with('-');
    if (!word.empty() && !assigns && word.find_first_not_of(plain) == std::string_view::npos) return std::string(word);
    return "'" + text::replace_all(std::string(word), "'", "'\\''") + "'";
}

std::string quote(const std::vector<std::string>& words) {
    std::vector<std::string> quoted;
    for (const std::string& word : words) quoted.push_back(quote(word));
    return text::join(quoted, " ");
}

}  // namespace scc::shell
