// What scc knows about an agent: one record, in a folder of its own (docs/add-a-provider.md).
//
// Everything outside this folder treats providers alike and reads the `provider` section of a plan, which plan.cpp
// makes from a record. A record therefore says what differs: the image, the words that start the agent, where it keeps
// its data, which hosts it cannot work without, how it is signed in, and what it is capable of.
#pragma once

#include <sys/types.h>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "method.hpp"
#include "model/provider.hpp"

namespace scc::provider {

struct Rendering;
struct Subject;

struct Capabilities {
    bool resume = false;      // continues an earlier conversation
    bool session_id = false;  // takes the id of a new conversation from us
    bool skills = false;
    bool hooks = false;     // asks a program before it uses a tool
    bool headless = false;  // answers one prompt and ends
    std::span<const std::string_view> mcp_transports = {};
};

struct Host {
    std::string_view host;
    std::string_view because;
};

struct Literal {
    std::string_view name;
    std::string_view value;
};

// What a launch asks for.
struct Wish {
    std::vector<std::string> words;           // behind "--"
    std::optional<std::string> conversation;  // to be resumed, in the agent's own words
    bool resume = false;                      // without a conversation: the newest in this directory
    std::string name;                         // of the session; empty: none
    uid_t uid = 0;                            // the agent's, inside
};

struct Record {
    std::string_view id;
    std::string_view title;
    std::string_view image;  // the image folder it runs in
    bool is_agent = true;    // else it runs only when it is named
    Capabilities capabilities = {};
    std::string_view volume = "";       // of the engine, for the agent's own data; empty: none
    std::string_view volume_path = "";  // where it is mounted
    SignIn sign_in = {};
    std::span<const Host> hosts = {};
    std::span<const Literal> env = {};

    std::vector<std::string> (*argv)(const Wish&) = nullptr;

    // The configuration in the agent's own words (rendering.hpp); unset: it has none.
    Result<Rendering> (*render)(const Subject&) = nullptr;

    // Adds what the agent keeps in the workspace at `root`, or kept in a profile of the earlier implementation, to the
    // document of settings.hpp; unset: nothing.
    Result<Done> (*settings)(const std::string& root, nlohmann::json& document) = nullptr;
    Result<Done> (*settings_of_profile)(const nlohmann::json& profile,
                                        const std::string& path,
                                        nlohmann::json& document) = nullptr;
};

}  // namespace scc::provider
