// The agents' sessions, as far as worktrees are concerned: where each is, and whether it goes on. Their records are
// scc-sandbox's; a record that cannot be read is one that says nothing.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/time.hpp"

namespace scc::worktree {

struct SessionState {
    std::string id;
    std::string state;  // "starting", "running", "ended" or "lost"
    time::Seconds started = 0;

    bool is_live() const { return state == "running" || state == "starting"; }
};

// The session of each workspace: the one that goes on, else the one that began last.
std::map<std::string, SessionState> sessions_by_workspace();

// The one that goes on in the worktree at `path`.
std::optional<SessionState> live_session_in(const std::string& path);

}  // namespace scc::worktree
