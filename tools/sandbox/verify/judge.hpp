// What became of a try.
#pragma once

#include <string>
#include <vector>

#include "tries.hpp"

namespace scc::sandbox {

struct Finding {
    std::string tried;
    std::string expected;  // "closed", "reached", "open"
    std::string found;     // the same with the reason: "closed: Network is unreachable"
    bool leak = false;     // it went through and must not
    bool failed = false;   // it did not and must
};

// `answers` are those to the row's orders; `heard` is what any probe was told. What may be reached under `open` is no
// leak.
Finding judge(const Try& row,
              const Facts& facts,
              const std::string& mark,
              const std::vector<probe::Answer>& answers,
              const std::vector<std::string>& heard);

// A row that is not tried under this policy, and why.
bool is_left_out(const Try& row, const Facts& facts);

}  // namespace scc::sandbox
