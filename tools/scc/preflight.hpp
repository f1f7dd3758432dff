// What a launch may need of the person before it starts: that its agent is signed in.
#pragma once

#include <string>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "pipeline.hpp"

namespace scc::dispatch {

// The plan, once its agent is signed in: where it is known not to be and somebody can be asked, `scc provider login`
// runs first and the stages run again. Else it is what it was, and scc-sandbox says what is missing. An Error without a
// message when the sign-in failed, which has said so itself.
Result<std::string> signed_in(const Pipeline& pipeline, std::string plan, const cli::Args& args);

}  // namespace scc::dispatch
