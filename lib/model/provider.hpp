// The `provider` section of a plan: which agent runs, in which image, started how, with which files and hosts.
//
// scc-provider writes it; scc-net adds its hosts to what the proxy lets through, scc-sandbox starts it. Secret values
// never stand here: an environment entry is a literal or names where scc-sandbox fetches it at the last moment.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "wire/reader.hpp"

namespace scc::model {

struct Variable {
    std::string name;
    std::optional<std::string> value;  // literal
    // "env:NAME" or "command:…", fetched when the container is started; "file:PATH", read inside it.
    std::optional<std::string> secret;
};

// A file of the provider's own settings, placed read-only in the container.
struct ProvidedFile {
    std::string path;  // absolute, inside the container
    std::int64_t mode = 0444;
    std::string content;
};

// A tree of files of this machine, placed read-only in the container.
struct ProvidedTree {
    std::string path;    // absolute, inside the container
    std::string source;  // a directory here
};

// Something the configuration holds that the agent has no words for.
struct Unexpressed {
    std::string kind;  // "mcp", "plugin", "skill", …
    std::string item;
    std::string reason;  // a sentence for people
};

struct ProviderHost {
    std::string host;
    std::optional<std::int64_t> port;
    std::string because;  // "runtime", "sign-in", …
};

struct Volume {
    std::string name;  // of the engine's volume
    std::string path;  // where it is mounted, below /home/agent
};

// A file of the volume in which a sign-in may be. JSON pointers lead to what must be in it, to when that ends, and to
// what the agent renews it with; "" where there is no such thing, and where the file itself is the credential.
struct KeptCredential {
    std::string path;  // absolute, inside the container
    std::string proof;
    std::string expires;
    std::string renewal;
};

// Which conversation the agent is to continue, in its own words.
struct Conversation {
    std::optional<std::string> id;  // the provider's conversation id, when we choose it; "@session@" is filled by run
    bool resume = false;
};

struct Provider {
    std::string id;
    std::string chosen_because;
    std::string image;              // an image folder ("scc-base") or a reference of the org's own
    bool image_is_ours = true;      // built from share/scc/images when missing
    std::vector<std::string> argv;  // the agent's command; empty for `scc run`'s own command to be put in
    std::vector<Variable> env;
    std::optional<Volume> volume;
    std::vector<ProvidedFile> files;
    std::vector<ProvidedTree> trees;
    std::vector<ProviderHost> hosts;
    std::vector<Unexpressed> unexpressed;
    std::string auth_state;      // "present", "missing", "expired", "none-needed"; "unknown": only the volume can tell
    std::string auth_mechanism;  // "" when none is needed
    std::vector<KeptCredential> kept;
    Conversation session;
};

// Whether it is known that the agent is not signed in.
bool lacks_sign_in(const Provider& provider);

nlohmann::json to_json(const Provider& provider);
Provider read_provider(wire::Reader& in);

}  // namespace scc::model
