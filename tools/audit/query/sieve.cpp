#include "query/sieve.hpp"

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

#include "wire/parse.hpp"

namespace scc::audit {
namespace {

constexpr std::string_view time_member = "\"time\":\"";
constexpr std::size_t time_length = std::string_view("2026-02-03T04:05:06Z").size();

// As the value stands in a line; without the quote behind it where it may be the beginning of a longer one.
std::string written(const std::string& value, bool is_beginning) {
    std::string text = wire::compact(value);
    if (is_beginning) text.pop_back();
    return text;
}

std::size_t position_of(std::string_view needle, std::string_view text) {
    const void* found = ::memmem(text.data(), text.size(), needle.data(), needle.size());
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::string_view line_around(std::string_view lines, std::size_t at) {
    const std::size_t before = at == 0 ? std::string_view::npos : lines.rfind('\n', at - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    return lines.substr(begin, std::min(lines.find('\n', at), lines.size()) - begin);
}

}  // namespace

Sieve::Sieve(const Wanted& wanted) {
    const auto add = [&](const std::vector<std::string>& names, bool is_beginning) {
        if (names.size() == 1) needles_.push_back(written(names.front(), is_beginning));
    };
    if (!wanted.session.empty()) add({wanted.session}, true);
    add(wanted.types, true);
    add(wanted.families, true);
    add(wanted.rules, true);
    add(wanted.workspaces, true);
    add(wanted.providers, false);
    add(wanted.teams, false);
    std::ranges::stable_sort(needles_, std::ranges::greater(), &std::string::size);
    if (wanted.since) since_ = time::text_of(*wanted.since);
    if (wanted.until) until_ = time::text_of(*wanted.until);
}

// Times in the log's own form are in the order of their texts; of another form, they are left to be parsed.
bool Sieve::lets_through(std::string_view line) const {
    const auto is_in = [&](const std::string& needle) { return position_of(needle, line) != std::string_view::npos; };
    if (!std::ranges::all_of(needles_.begin() + (needles_.empty() ? 0 : 1), needles_.end(), is_in)) return false;
    if (since_.empty() && until_.empty()) return true;
    const std::size_t at = position_of(time_member, line);
    if (at == std::string_view::npos) return true;
    const std::string_view time = line.substr(at + time_member.size(), time_length);
    if (time.size() != time_length || time.back() != 'Z') return true;
    return (since_.empty() || time >= since_) && (until_.empty() || time < until_);
}

void Sieve::for_each(std::string_view lines, const std::function<void(std::string_view)>& each) const {
    while (!lines.empty()) {
        const std::size_t at = needles_.empty() ? 0 : position_of(needles_.front(), lines);
        if (at == std::string_view::npos) return;
        const std::string_view line = line_around(lines, at);
        if (lets_through(line)) each(line);
        lines.remove_prefix(
            std::min(static_cast<std::size_t>(line.data() - lines.data()) + line.size() + 1, lines.size()));
    }
}

}  // namespace scc::audit
