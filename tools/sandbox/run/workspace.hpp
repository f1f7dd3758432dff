// Whether the workspace of a plan is one to let an agent loose on.
#pragma once

#include <string>

#include "cli/options.hpp"
#include "plan/plan.hpp"

namespace scc::sandbox {

// Why a directory is no workspace; empty when it is. System directories and what lies below them, unless it is a
// project, and directories that hold more than one project: the home directory, what lies above it, /tmp.
std::string suspicious(const std::string& directory, const std::string& home);

// Checks that it exists, is not suspicious and still belongs to its owner, and asks before an agent works on a
// protected branch: where the person rather has one of its own, that is made, and stands in the sections. `once` asks
// nothing about branches.
Result<Done> check_workspace(const cli::Args& args, Sections& sections, bool once);

}  // namespace scc::sandbox
