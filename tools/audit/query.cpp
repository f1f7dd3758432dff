#include "query.hpp"

#include <algorithm>
#include <deque>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::audit {
namespace {

Error usage(std::string message) {
    return {Code::usage, std::move(message), "a time such as 2026-02-03T04:05:06Z, a day such as 2026-02-03, or 8h"};
}

// A point in time, a day, or how long ago.
Result<std::optional<time::Seconds>> time_option(const cli::Args& args, std::string_view name, time::Seconds now) {
    const auto given = args.text(name);
    if (!given) return std::optional<time::Seconds>();
    if (const auto ago = time::duration(*given)) return std::optional(now - *ago);
    if (const auto at = time::parse(*given)) return at;
    if (const auto day = time::parse(*given + "T00:00:00Z")) return day;
    return usage("'--" + std::string(name) + "' is no time: " + text::quoted(*given));
}

// What a query looks at, of an event as it was parsed; strangers' lines have whatever they have.
struct Seen {
    std::string type;
    std::string session;
    std::optional<time::Seconds> time;
};

std::string text_at(const json& event, const char* key) {
    const auto found = event.find(key);
    return found != event.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Seen seen_in(const json& event) {
    return {text_at(event, "type"), text_at(event, "session"), time::parse(text_at(event, "time"))};
}

bool any_of(const std::vector<std::string>& families, std::string_view type) {
    return families.empty() || std::ranges::any_of(families, [&](const auto& f) { return is_of(type, f); });
}

bool fits(const Seen& seen, const std::vector<std::string>& families, const Wanted& wanted) {
    if (!any_of(families, seen.type) || !any_of(wanted.types, seen.type)) return false;
    if (!seen.session.starts_with(wanted.session)) return false;
    if (wanted.since && (!seen.time || *seen.time < *wanted.since)) return false;
    return !wanted.until || (seen.time && *seen.time < *wanted.until);
}

// Whether the line can be wanted, by its bytes alone; saves parsing nearly all lines of a selective question. Only
// names that JSON writes as they are can be looked for so.
class Sieve {
public:
    explicit Sieve(const Wanted& wanted) {
        const bool plain = !wanted.session.empty() && is_key(wanted.session);
        if (plain) session_ = "\"session\":\"" + wanted.session;
        if (wanted.types.size() == 1) type_ = "\"type\":\"" + wanted.types.front();
    }

    bool lets_through(std::string_view line) const {
        return line.find(session_) != std::string_view::npos && line.find(type_) != std::string_view::npos;
    }

private:
    std::string session_;
    std::string type_;
};

}  // namespace

bool is_of(std::string_view type, std::string_view wanted) {
    return type.starts_with(wanted) && (type.size() == wanted.size() || type[wanted.size()] == '.');
}

Result<Wanted> wanted_by(const cli::Args& args, time::Seconds now) {
    Wanted wanted{.session = args.operand(0), .types = args.all("type")};
    for (const std::string& type : wanted.types) {
        if (!is_key(type)) return Error{Code::usage, "'--type' must be a name such as guard.blocked or guard"};
    }
    SCC_TRY(wanted.since, time_option(args, "since", now));
    SCC_TRY(wanted.until, time_option(args, "until", now));
    if (const auto limit = args.text("limit")) {
        wanted.limit = text::number(*limit);
        if (!wanted.limit || *wanted.limit == 0) return Error{Code::usage, "'--limit' must be a number above 0"};
    }
    return wanted;
}

Result<Answer> ask(const Snapshot& log, const std::vector<std::string>& families, const Wanted& wanted) {
    const Sieve sieve(wanted);
    Checker checker(log);
    Answer answer;
    std::deque<json> events;
    const auto take = [&](const RawLine& line) {
        checker.take(line);
        if (!line.ended || !sieve.lets_through(line.text)) return;
        auto event = wire::parse(line.text, "");
        if (!event || !event->is_object()) {
            ++answer.unreadable;
        } else if (fits(seen_in(*event), families, wanted)) {
            events.push_back(std::move(*event));
            if (wanted.limit && events.size() > *wanted.limit) events.pop_front();
        }
    };
    for (const Segment& segment : log.segments) {
        checker.begin(segment);
        SCC_CHECK(for_each_line(log.path_of(segment.name), 0, segment.bytes, take));
    }
    answer.events.assign(std::move_iterator(events.begin()), std::move_iterator(events.end()));
    answer.findings = checker.finish();
    return answer;
}

json counts_of(const std::vector<json>& events, const std::string& key) {
    std::map<std::string, std::uint64_t> counts;
    for (const json& event : events) {
        if (const std::string name = text_at(event, key.c_str()); !name.empty()) ++counts[name];
    }
    std::vector<std::pair<std::string, std::uint64_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, [](const auto& a, const auto& b) { return a.second > b.second; });
    json list = json::array();
    for (const auto& [name, count] : sorted) list.push_back({{"name", name}, {"count", count}});
    return list;
}

}  // namespace scc::audit
