#include "name.hpp"

#include <git2.h>

#include <algorithm>

#include "base/text.hpp"

namespace scc::worktree {
namespace {

constexpr std::string_view prefix = "scc/";
constexpr std::string_view forbidden = " ~^:?*[\\";
constexpr std::size_t longest = 200;  // bytes; a file name may have 255

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

bool any_step(std::string_view name, bool (*wrong)(std::string_view)) {
    return std::ranges::any_of(text::split(name, '/'), [&](const std::string& step) { return wrong(step); });
}

struct Rule {
    bool (*broken)(std::string_view name);
    std::string_view reason;
};

const Rule rules[] = {
    {[](std::string_view n) { return n.empty(); }, "it is empty"},
    {[](std::string_view n) { return n.size() > longest; }, "it is longer than 200 bytes"},
    {[](std::string_view n) { return std::ranges::any_of(n, is_control); }, "it has a control character"},
    {[](std::string_view n) { return n.find(' ') != n.npos; }, "it has a blank"},
    {[](std::string_view n) { return n.find_first_of(forbidden) != n.npos; }, "it has one of ~ ^ : ? * [ \\"},
    {[](std::string_view n) { return n.starts_with('-'); }, "it begins with '-'"},
    {[](std::string_view n) { return any_step(n, [](std::string_view s) { return s.empty(); }); },
     "a part between slashes is empty"},
    {[](std::string_view n) { return any_step(n, [](std::string_view s) { return s.starts_with('.'); }); },
     "a part begins with '.'"},
    {[](std::string_view n) { return any_step(n, [](std::string_view s) { return s.ends_with(".lock"); }); },
     "a part ends with '.lock'"},
    {[](std::string_view n) { return n.ends_with('.'); }, "it ends with '.'"},
    {[](std::string_view n) { return n.find("..") != n.npos; }, "it has '..'"},
    {[](std::string_view n) { return n.find("@{") != n.npos; }, "it has '@{'"},
};

bool is_fine(std::string_view name) {
    if (std::ranges::any_of(rules, [&](const Rule& rule) { return rule.broken(name); })) return false;
    int valid = 0;
    const std::string branch = "refs/heads/" + branch_for(name);
    return git_reference_name_is_valid(&valid, branch.c_str()) == 0 && valid == 1;
}

// The name with what is not allowed replaced by '-'; empty when that does not help.
std::string mended(std::string_view name) {
    std::string better;
    for (const char c : name.substr(0, longest)) {
        const bool wrong = is_control(c) || forbidden.find(c) != std::string_view::npos || c == '@' || c == '{';
        const char next = wrong ? '-' : c;
        if ((next == '-' || next == '.' || next == '/') && (better.empty() || better.back() == next)) continue;
        better += next;
    }
    while (!better.empty() && (better.back() == '-' || better.back() == '.' || better.back() == '/')) better.pop_back();
    return is_fine(better) ? better : std::string();
}

}  // namespace

Result<Done> check_name(std::string_view name) {
    if (is_fine(name)) return Done{};
    const auto rule = std::ranges::find_if(rules, [&](const Rule& r) { return r.broken(name); });
    const std::string_view reason = rule == std::end(rules) ? "git does not take it in a branch name" : rule->reason;
    const std::string better = mended(name);
    return Error{Code::usage,
                 text::quoted(name) + " cannot name a worktree: " + std::string(reason),
                 better.empty() ? "" : "try " + text::quoted(better)};
}

std::string branch_for(std::string_view name) { return std::string(prefix) + std::string(name); }

std::string directory_for(std::string_view name) { return text::replace_all(std::string(name), "/", "~"); }

std::string name_in(std::string_view directory) { return text::replace_all(std::string(directory), "~", "/"); }

}  // namespace scc::worktree
