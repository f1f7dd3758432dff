// Questions to the log: which records, and how many of what.
//
// An answer is taken from whatever can be read, and says beside it whether the log is whole. A log of at most 64 MiB is
// checked on the way; in a larger one a question is answered in a fraction of the time that would take, and the answer
// says that nothing was checked.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "log/check.hpp"
#include "query/wanted.hpp"

namespace scc::audit {

using json = nlohmann::json;

inline constexpr std::uint64_t checked_bytes = 64U << 20U;

// Calls `take` with every event of `lines` that is wanted and with its line. Ends with the error that `take` answers;
// counts the lines that may be wanted and are no JSON object.
using Take = std::function<Result<Done>(json&& event, std::string_view line)>;
Result<std::uint64_t> each_wanted(std::string_view lines, const Wanted& wanted, const Take& take);

struct Pass {
    std::uint64_t unreadable = 0;  // lines that may be wanted and are no JSON object
    bool checked = false;
    Findings findings;  // when checked
    bool is_verified() const { return checked && findings.is_whole(); }
};

// The same for a log, oldest first; `limit` is not applied. Logs of more than `check_up_to` bytes are not checked.
Result<Pass> pass_over(const Snapshot& log,
                       const Wanted& wanted,
                       const Take& take,
                       std::uint64_t check_up_to = checked_bytes);

struct Answer {
    std::vector<json> events;        // oldest first
    std::vector<std::string> lines;  // as they stand in the log, when asked for
    Pass pass;
};

Result<Answer> ask(const Snapshot& log, const Wanted& wanted, bool with_lines = false);

// How often each value of `key` stands in the events, most often first: [{"name", "count"}].
json counts_of(const std::vector<json>& events, const std::string& key);

// Why an answer is not to be taken for the whole truth; empty when it is verified.
std::string doubt_about(const Pass& pass);

}  // namespace scc::audit
