// One launch: a plan that was read and checked, on the engine at hand, with what only this moment knows filled in.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/options.hpp"
#include "engine/engine.hpp"
#include "image/image.hpp"
#include "model/wanted.hpp"
#include "plan/fill.hpp"
#include "plan/plan.hpp"
#include "plan/section.hpp"
#include "session/session.hpp"
#include "trust/watch.hpp"

namespace scc::sandbox {

struct Launch {
    Sections sections;
    Sandbox sandbox;
    model::Wanted wanted;  // by the stage before the configuration
    Engine engine;
    Session session;
    std::string directory;  // the session's
    Fill fill;
    trust::Watch trust;  // over what the machine obeys of the workspace
};

// Reads the plan, checks the workspace and finds the engine. Nothing is made yet.
Result<Launch> prepare(const cli::Args& args, const nlohmann::json& plan);

// The images of a launch. The engine looks for them while we go on.
class Images {
public:
    static Result<Images> look_for(const Launch& launch);

    // Builds those that are missing and fills in what all are called. To be called once.
    Result<Done> prepare(Launch& launch);

private:
    std::vector<std::string> placeholders_;  // of those that were looked for
    Look look_;
};

// Fills in the mounts over what the machine would execute of the workspace (plan/protection.hpp), by what is there now.
Result<Done> protect(Launch& launch);

const Operation& agent_of(const Sandbox& sandbox);

}  // namespace scc::sandbox
