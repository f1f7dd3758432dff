// `session`: the first stage of a launch that continues an earlier session.
//
// It says which session is meant, where it was, and with which agent, team and conversation; the stages behind it make
// of that a plan under today's rules. A session can be continued when it is kept and its agent had a conversation.
// Every launch that continues a conversation is a session of its own: the newest of them stands for all.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "session/session.hpp"

namespace scc::sandbox {

bool is_resumable(const Session& session);

// The newest resumable session of each conversation, in the order given, which is from the newest on.
std::vector<Session> resumable(const std::vector<Session>& sessions);

// The one a word means: the id of a session or the beginning of it, its name, its container, or the provider's own id
// of the conversation. Where those are several conversations, the one in the workspace at `root` counts.
// Code::not_found with the nearest name, or with the reason when the session cannot be resumed; Code::usage when it
// could be several.
Result<Session> resumable_named(std::string_view word, const std::vector<Session>& sessions, std::string_view root);

// A plan with the sections `workspace` and `wanted`.
Result<nlohmann::json> session(const cli::Args& args, const nlohmann::json& input);

}  // namespace scc::sandbox
