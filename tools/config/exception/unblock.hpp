// `unblock`: an exception for one thing that is denied here and now.
//
// What is denied is what the merge says, and whether an exception would help is found by merging once more with it: a
// thing that stays denied for another reason gets no exception, and the answer is that reason.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::config {

// The same as `create_exception` answers, and "released": {"kind", "item"}. Code::not_found for a target that is not
// denied, Code::denied for one that the organisation alone can release.
Result<nlohmann::json> unblock(const cli::Args& args, const nlohmann::json& input);
std::string unblocked_text(const cli::Args& args, const nlohmann::json& data);

}  // namespace scc::config
