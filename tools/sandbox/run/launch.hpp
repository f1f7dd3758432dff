// One launch: a plan that was read and checked, on the engine at hand, with what only this moment knows filled in.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"
#include "engine/engine.hpp"
#include "model/wanted.hpp"
#include "plan/fill.hpp"
#include "plan/plan.hpp"
#include "plan/section.hpp"
#include "session/session.hpp"

namespace scc::sandbox {

struct Launch {
    Sections sections;
    Sandbox sandbox;
    model::Wanted wanted;  // by the stage before the configuration
    Engine engine;
    Session session;
    std::string directory;  // the session's
    Fill fill;
};

// Reads the plan, checks the workspace and finds the engine. Nothing is made yet.
Result<Launch> prepare(const cli::Args& args, const nlohmann::json& plan);

// Builds the images that are missing and fills in what they are called.
Result<Done> prepare_images(Launch& launch);

const Operation& agent_of(const Sandbox& sandbox);

}  // namespace scc::sandbox
