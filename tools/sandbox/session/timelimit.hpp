// How long a session may last.
//
// The limit is the organisation's, in whole hours. It is kept by the clock that counts since the machine started and
// goes on while that sleeps: nobody sets it, so a session neither ends early nor lasts longer because the time of day
// was changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"

namespace scc::sandbox {

// Seconds of that clock.
time::Seconds uptime();

class TimeLimit {
public:
    TimeLimit() = default;
    TimeLimit(std::int64_t hours, const std::string& layer, time::Seconds started);  // `layer` set it

    // What a person is to be told at that time, once each: that the session ends soon, and that it is over; else empty.
    std::string news_at(time::Seconds now);

    bool is_over_at(time::Seconds now) const { return end_ && now >= *end_; }

private:
    std::string whose_;  // "org allows 8 hours"
    std::optional<time::Seconds> end_;
    time::Seconds told_ = INT64_MAX;  // the least time left that was told of
};

}  // namespace scc::sandbox
