#include "query/ask.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "query/sieve.hpp"
#include "wire/parse.hpp"

namespace scc::audit {
namespace {

std::uint64_t size_of(const Snapshot& log) {
    std::uint64_t bytes = 0;
    for (const Segment& segment : log.segments) bytes += segment.bytes;
    return bytes;
}

// One question, asked of many lines.
class Asking {
public:
    Asking(const Wanted& wanted, const Take& take) : wanted_(wanted), sieve_(wanted), take_(take) {}

    Result<Done> look(std::string_view lines) {
        Result<Done> taken = Done{};
        sieve_.for_each(lines, [&](std::string_view line) {
            if (taken) taken = judge(line);
        });
        return taken;
    }

    std::uint64_t unreadable() const { return unreadable_; }

private:
    Result<Done> judge(std::string_view line) {
        if (text::trim(line).empty()) return Done{};
        auto event = wire::parse(line, "");
        if (event && event->is_object()) return fits(*event, wanted_) ? take_(std::move(*event), line) : Done{};
        ++unreadable_;
        return Done{};
    }

    const Wanted& wanted_;
    Sieve sieve_;
    const Take& take_;
    std::uint64_t unreadable_ = 0;
};

// The block without a last line that is not finished.
std::string_view finished(std::string_view lines) { return lines.substr(0, lines.rfind('\n') + 1); }

}  // namespace

Result<std::uint64_t> each_wanted(std::string_view lines, const Wanted& wanted, const Take& take) {
    Asking asking(wanted, take);
    SCC_CHECK(asking.look(lines));
    return asking.unreadable();
}

Result<Pass> pass_over(const Snapshot& log, const Wanted& wanted, const Take& take, std::uint64_t check_up_to) {
    Pass pass{.checked = size_of(log) <= check_up_to};
    Checker checker(log);
    Asking asking(wanted, take);
    for (const Segment& segment : log.segments) {
        checker.begin(segment);
        std::uint64_t number = 0;
        const auto look = [&](const Block& block) -> Result<Done> {
            if (pass.checked) for_each_line(block, number, [&](const RawLine& line) { checker.take(line); });
            return asking.look(finished(block.lines));
        };
        SCC_CHECK(for_each_block(log.path_of(segment.name), 0, segment.bytes, look));
    }
    pass.unreadable = asking.unreadable();
    if (pass.checked) pass.findings = checker.finish();
    return pass;
}

Result<Answer> ask(const Snapshot& log, const Wanted& wanted, bool with_lines) {
    std::deque<json> events;
    std::deque<std::string> lines;
    const auto take = [&](json&& event, std::string_view line) -> Result<Done> {
        events.push_back(std::move(event));
        if (with_lines) lines.emplace_back(line);
        if (!wanted.limit || events.size() <= *wanted.limit) return Done{};
        events.pop_front();
        if (with_lines) lines.pop_front();
        return Done{};
    };
    SCC_TRY(Pass pass, pass_over(log, wanted, take));
    Answer answer{.pass = std::move(pass)};
    answer.events.assign(std::move_iterator(events.begin()), std::move_iterator(events.end()));
    answer.lines.assign(std::move_iterator(lines.begin()), std::move_iterator(lines.end()));
    return answer;
}

json counts_of(const std::vector<json>& events, const std::string& key) {
    std::map<std::string, std::uint64_t> counts;
    for (const json& event : events) {
        if (const std::string name = text_at(event, key); !name.empty()) ++counts[name];
    }
    std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, [](const auto& a, const auto& b) { return a.second > b.second; });
    json list = json::array();
    for (const auto& [name, count] : sorted) list.push_back({{"name", name}, {"count", count}});
    return list;
}

std::string doubt_about(const Pass& pass) {
    if (!pass.checked) return "it is larger than " + text::size_of(checked_bytes) + " and was not checked";
    if (pass.findings.is_whole()) return "";
    const Fault& first = pass.findings.faults.front();
    return first.where + ": " + first.message;
}

}  // namespace scc::audit
