// The `sandbox` section of a plan: the container, and the ordered engine commands that make it.
//
// `plan` writes it without asking anybody anything, `run` executes it. It holds nothing of the moment and nothing of
// one engine: a saved plan runs twice, on Docker and on Podman. What only `run` knows stands in it as a placeholder
// (fill.hpp). A mount of kind `bind` whose source lies in @session-dir@ is a file that `run` puts there
// (run/staging.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "wire/reader.hpp"

namespace scc::sandbox {

struct Mount {
    std::string kind;  // "bind" or "volume"
    std::string source;
    std::string target;
    bool writable = false;
};

// How an operation is carried out.
enum class How {
    quiet,   // run to its end; a failure ends the launch
    beside,  // the proxy: runs beside us from here on
    agent,   // the agent's container, with our standard streams, for as long as the session lasts
    join,    // puts the proxy on a further network, unless this engine's `run` has put it there already
};

// One engine command. Those after the agent's are carried out while its container comes up, once the proxy listens; the
// agent itself starts when they are done (scc-guard(1)). `undo` is run, in reverse order, for what was done; empty:
// nothing to take back. The proxy is undone when it does not go by itself, the agent's container when it could not be
// started, and when it is not to be kept and did not go by itself.
struct Operation {
    std::string does;  // "make the session's network"
    How how = How::quiet;
    std::vector<std::string> argv;
    std::vector<std::string> undo;
};

struct Limits {
    std::string memory;                 // as the engine spells it: "8g"
    std::optional<std::string> cpus;    // nothing: all
    std::int64_t pids = 0;              // processes and threads
    std::optional<std::int64_t> hours;  // of the session
};

struct Sandbox {
    std::string name;                           // of the container
    std::optional<std::string> title;           // the session's own name
    bool once = false;                          // nothing is kept: `scc run`
    bool fresh = false;                         // a running container of that name is replaced
    std::map<std::string, std::string> images;  // by the placeholder that stands for it: image folder or reference
    std::map<std::string, std::string> labels;
    std::vector<Mount> mounts;
    std::string user;  // "UID:GID" of the agent
    std::vector<std::string> capabilities;
    Limits limits;
    std::map<std::string, std::string> secrets;  // variable to "env:NAME" or "command:…"
    std::string guard;                           // text of the guard's policy file
    std::vector<Operation> operations;
};

nlohmann::json to_json(const Sandbox& sandbox);
Sandbox read_sandbox(wire::Reader& in);

}  // namespace scc::sandbox
