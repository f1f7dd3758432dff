// A container, or a session, of the wanted name is there already.
#pragma once

#include <optional>
#include <string>

#include "cli/options.hpp"
#include "engine/containers.hpp"
#include "engine/engine.hpp"
#include "session/session.hpp"

namespace scc::sandbox {

// Code::prereq when another session that runs has the name that this one was given.
Result<Done> check_name(const Session& session);

// The running container that the person wants to join; nothing once the name is free. A stopped container is removed;
// one that this user's last session of that name left is known by its id, so that the engine need not be asked what
// there is. A running one is removed when `fresh`; else the person is asked, and without one it is Code::prereq naming
// the flags.
Result<std::optional<Container>> settle_conflict(const cli::Args& args,
                                                 const Engine& engine,
                                                 const std::string& name,
                                                 bool fresh);

}  // namespace scc::sandbox
