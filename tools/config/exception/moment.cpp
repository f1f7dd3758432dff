#include "moment.hpp"

#include <algorithm>
#include <ctime>
#include <vector>

#include "base/text.hpp"

namespace scc::config {
namespace {

constexpr time::Seconds hour = 3600;
constexpr time::Seconds day = 24 * hour;
constexpr std::int64_t usual_hours = 8;

constexpr const char* forms[] = {"for", "ttl", "expires-at", "until"};

struct Clock {
    int hours = 0;
    int minutes = 0;
};

std::optional<Clock> clock_in(std::string_view text) {
    const bool shaped = text.size() == 5 && text[2] == ':';
    const auto hours = shaped ? text::number(text.substr(0, 2)) : std::nullopt;
    const auto minutes = shaped ? text::number(text.substr(3)) : std::nullopt;
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    return Clock{static_cast<int>(*hours), static_cast<int>(*minutes)};
}

std::tm local(time::Seconds when) {
    const std::time_t seconds = when;
    std::tm fields = {};
    ::localtime_r(&seconds, &fields);
    return fields;
}

// Every moment at which the clocks show that time on the day of `date`. The offset from UTC on a day is that of the
// day before or that of the day after.
std::vector<time::Seconds> moments(const std::tm& date, const Clock& clock) {
    std::tm wanted = {};
    wanted.tm_year = date.tm_year;
    wanted.tm_mon = date.tm_mon;
    wanted.tm_mday = date.tm_mday;
    wanted.tm_hour = clock.hours;
    wanted.tm_min = clock.minutes;
    const time::Seconds as_utc = ::timegm(&wanted);
    std::vector<time::Seconds> found;
    for (const time::Seconds beside : {as_utc - day, as_utc + day}) {
        const time::Seconds when = as_utc - local(beside).tm_gmtoff;
        const std::tm shown = local(when);
        const bool same =
            shown.tm_mday == wanted.tm_mday && shown.tm_hour == clock.hours && shown.tm_min == clock.minutes;
        if (same && std::ranges::count(found, when) == 0) found.push_back(when);
    }
    return found;
}

Error past_bound(const std::string& wanted, const Bound& bound) {
    const std::string most = text::count_of(static_cast<std::size_t>(bound.hours), "hour");
    return {bound.because.empty() ? Code::usage : Code::denied,
            text::quoted(wanted) + " is too long: an exception lasts " + most + " at most",
            "ask for less, and again when it has ended",
            bound.because};
}

Result<time::Seconds> end_of_form(const std::string& form, const std::string& value, time::Seconds now) {
    if (form == "until") return next_moment(value, now);
    if (form == "expires-at") {
        const auto when = time::parse(value);
        if (when && *when > now) return *when;
        return Error{Code::usage,
                     text::quoted(value) + (when ? " has passed" : " is no time"),
                     "write one to come with its zone, such as 2030-01-31T12:00:00Z"};
    }
    if (const auto seconds = time::duration(value)) return now + *seconds;
    return Error{Code::usage, text::quoted(value) + " is no duration", "write a number and m, h or d, such as 90m"};
}

}  // namespace

Result<time::Seconds> next_moment(const std::string& clock, time::Seconds now) {
    const auto wanted = clock_in(clock);
    if (!wanted) return Error{Code::usage, text::quoted(clock) + " is no time of day", "write it as 17:30"};
    std::tm date = local(now);
    for (int days = 0; days < 2; ++days) {
        const std::vector<time::Seconds> found = moments(date, *wanted);
        if (found.size() == 1 && found.front() <= now) {
            ++date.tm_mday;
            continue;
        }
        if (found.size() == 1) return found.front();
        return Error{Code::usage,
                     text::quoted(clock) + (found.empty() ? " is skipped" : " comes twice") +
                         " when the clocks are changed that day",
                     "use --for or --expires-at"};
    }
    return Error{Code::internal, "no day has the time " + text::quoted(clock)};
}

Result<time::Seconds> end_wanted(const cli::Args& args, time::Seconds now, const Bound& bound) {
    std::vector<std::string> given;
    for (const char* form : forms) {
        if (args.has(form)) given.emplace_back(form);
    }
    if (given.size() > 1) {
        return Error{Code::usage, "options '--" + given[0] + "' and '--" + given[1] + "' exclude each other"};
    }
    if (bound.hours == 0) {
        return Error{
            Code::denied, "the organisation lets nobody but itself make exceptions", "ask it for one", bound.because};
    }
    if (given.empty()) return now + std::min(usual_hours, bound.hours) * hour;
    const std::string value = args.text_or(given.front(), "");
    SCC_TRY(const time::Seconds end, end_of_form(given.front(), value, now));
    if (end > now + bound.hours * hour) return past_bound(value, bound);
    return end;
}

}  // namespace scc::config
