// Exceptions: releases for a while from what the rules deny.
//
// One record in three stores. The organisation's file grants them by itself and may release what security rules block.
// The person's own store and the repository's release what was merely not delegated, the person's also what no allow
// list has; both last `security.max_exception_hours` from their creation at most, whatever they say themselves.
// A repository's store can be committed by anyone, so it counts only where the organisation and the team let
// workspaces add to their rules, and releases no more than delegation could have given (merge/parts.cpp).
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "layer/layer.hpp"

namespace scc::config {

enum class Store {
    organisation,
    personal,
    workspace,
};

std::string_view name_of(Store store);

struct Exception {
    std::string id;
    std::string reason;
    bool policy = false;  // its scope is "policy", not "local"
    time::Seconds expires = 0;
    time::Seconds created = 0;  // 0 in an organisation's file, which need not say
    std::string created_by;
    Store store = Store::personal;
    std::map<std::string, std::vector<std::string>> allow;  // by kind: patterns; of "rule": ids
    model::Origin origin;
};

// What an exception can release: the merge's word for it, the key below "allow", the option of `create`.
struct Target {
    std::string_view kind;
    std::string_view key;
    std::string_view option;
};

std::span<const Target> targets();

// How many hours an exception of a person or a repository lasts at most where the organisation says nothing.
inline constexpr std::int64_t usual_exception_hours = 24;

// The record as it stands in a list; whose list that is, its reader adds.
Exception read_exception(wire::Reader& in, const Place& place);

// When it ends, its creation and the longest time considered; never for one that claims to be made later than `now`.
time::Seconds end_of(const Exception& exception, std::int64_t most_hours);
bool is_in_force(const Exception& exception, time::Seconds now, std::int64_t most_hours);

// Whether a pattern of it names that subject. Plugins, servers and destinations are compared in the spelling every
// other rule compares them in; `server` is the MCP server called `subject`, where it is one.
bool releases(const Exception& exception,
              std::string_view kind,
              std::string_view subject,
              const model::McpServer* server = nullptr);

// "plugin css@shared", one for each of its patterns.
std::vector<std::string> targets_of(const Exception& exception);

}  // namespace scc::config
