// When an exception ends, from what people write: a duration, a moment, or the next time a clock on the wall shows it.
#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/time.hpp"
#include "cli/options.hpp"

namespace scc::config {

// The longest an exception may last, and the key that says so; empty where nobody does.
struct Bound {
    std::int64_t hours = 0;
    std::string because;
};

// The end that --for (--ttl), --expires-at or --until names; without any of them, eight hours or the bound. Code::usage
// for what is no such time, Code::denied for one past a bound that the organisation set.
Result<time::Seconds> end_wanted(const cli::Args& args, time::Seconds now, const Bound& bound);

// The next moment after `now` at which clocks in the local time zone show "HH:MM". Code::usage for another form, and
// for a time that the clocks skip or show twice on that day.
Result<time::Seconds> next_moment(const std::string& clock, time::Seconds now);

}  // namespace scc::config
