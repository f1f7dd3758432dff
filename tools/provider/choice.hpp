// Which provider a launch uses: six steps, the first that answers decides.
//
//     1. --provider
//     2. the resumed session's
//     3. preference "ask": a question when several are viable, starting at the workspace's last
//     4. the one this workspace was last used with
//     5. the preference
//     6. the only one that is viable
//
// Viable is what the policy allows, whose image is there or can be built, and that is signed in; a provider that is no
// agent (a plain shell) never is and must be named. What a step names and the policy forbids is refused in steps 1, 2
// and 5, because somebody asked for it, and passed over in the others.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/effective.hpp"
#include "record.hpp"

namespace scc::provider {

// What is known about one agent before the choice.
struct Candidate {
    const Record* record = nullptr;
    bool has_image = false;
    std::string auth_state;
};

struct Circumstances {
    std::optional<std::string> option;     // --provider
    std::optional<std::string> resumed;    // the plan's `wanted` section
    std::optional<std::string> last_used;  // in this workspace
    std::optional<model::Sourced<std::string>> preference;
    std::optional<model::Sourced<std::vector<std::string>>> allowed;  // nothing: all
    std::vector<Candidate> candidates;                                // every agent
    bool can_ask = false;
};

struct Choice {
    const Record* record = nullptr;
    std::string because;
};

// Asks which of these it shall be, beginning with the given one.
using Ask = std::function<Result<std::size_t>(const std::vector<const Record*>& among, std::size_t first)>;

// Code::usage for an unknown provider, Code::denied for a forbidden one, Code::prereq when nobody can be asked.
Result<Choice> choose(const Circumstances& circumstances, const Ask& ask);

}  // namespace scc::provider
