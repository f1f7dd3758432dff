// What the rules find in one file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rule/policy.hpp"
#include "scan/format.hpp"

namespace scc::safety {

struct Finding {
    std::string rule;
    rule::Decision decision = rule::Decision::block;
    std::string because;
    std::string instead;
    std::string set_by;
    std::string command;  // as it would run; "…" where nobody knows
    std::string part;     // of the file
    shell::Span span;     // the words that decided, in the file

    bool operator==(const Finding&) const = default;
};

// Every command in a file is judged, those of functions that nothing calls and of branches that may not be taken
// included; the same fault in the same place is told once, in the order of the file.
//
// The file is text that would run: nothing about the place is looked up. `folder` is where its commands begin, from
// the root of the workspace ("" or "src/x"). What runs in an image is not asked about files and the machine.
Result<std::vector<Finding>> findings_in(std::string_view bytes,
                                         const Format& format,
                                         std::string_view folder,
                                         const rule::Policy& policy);

}  // namespace scc::safety
