#include "timelimit.hpp"

#include <algorithm>
#include <ctime>

#include "base/text.hpp"

namespace scc::sandbox {
namespace {

constexpr time::Seconds hour = 3600;
constexpr time::Seconds minute = 60;
constexpr time::Seconds told_before_the_end[] = {0, minute, 10 * minute};  // the nearest first

std::string text_of_left(time::Seconds left) {
    if (left <= 0) return "the session is over";
    const auto minutes = static_cast<std::size_t>((left + minute - 1) / minute);
    return "the session ends in " + text::count_of(minutes, "minute");
}

}  // namespace

time::Seconds uptime() {
    timespec now = {};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return now.tv_sec;
}

TimeLimit::TimeLimit(std::int64_t hours, const std::string& layer, time::Seconds started)
    : whose_(layer + " allows " + text::count_of(static_cast<std::size_t>(hours), "hour")),
      end_(started + hours * hour) {}

std::string TimeLimit::news_at(time::Seconds now) {
    if (!end_) return "";
    const time::Seconds left = *end_ - now;
    const auto* const mark = std::ranges::find_if(told_before_the_end, [&](time::Seconds at) { return left <= at; });
    if (mark == std::end(told_before_the_end) || *mark >= told_) return "";
    told_ = *mark;
    return text_of_left(left) + ": " + whose_;
}

}  // namespace scc::sandbox
