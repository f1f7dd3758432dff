// The ways to sign in to an agent, and what they leave.
//
// A method is one of two things, or both. By reference: a credential that stays where the person keeps it, fetched when
// a session starts, reaches the agent in a variable. By a script: the agent's own command, or a question, signs in
// inside the agent's image; what it leaves stays in the agent's volume and is seen by its containers alone.
//
// No secret is an argument, stands in a document or lies on the host: a script reads it from the terminal of its
// container, a variable is filled from an environment file or from a file of the volume.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::provider {

struct Method {
    std::string_view name;   // as people and `sign_in` of the configuration call it: "api-key"
    std::string_view title;  // "an API key"

    // By reference.
    std::string_view variable = "";  // in which the credential reaches the agent; empty: in none
    bool by_reference = false;       // the configuration's credential, or a variable of this machine, may be it
    bool at_gateway = false;         // it is a gateway's

    // By a script for /bin/sh. `asks` is asked after it, and the answer is the standard input of `takes`.
    std::string_view script = "";
    std::string_view asks = "";
    std::string_view takes = "";
    std::span<const std::string_view> hosts = {};  // the script talks to
    bool needs_terminal = false;
    std::string_view file = "";  // of the volume, which fills the variable; empty: none

    bool has_script() const { return !script.empty() || !takes.empty(); }
};

// What a sign-in leaves in the volume. Nothing of it is ever shown but whether it is there and until when it holds.
struct Kept {
    std::string_view file;
    std::string_view proof = "";    // JSON pointer to what must be in it; empty: the file is the credential
    std::string_view expires = "";  // to when it ends, in seconds or milliseconds since 1970; empty: not told
    std::string_view renewal = "";  // to what the agent renews it with by itself; empty: it does not
};

// All of it for one agent.
struct SignIn {
    std::span<const Method> methods = {};  // none: it needs no sign-in
    std::span<const Kept> kept = {};
    std::string_view sign_out = "";  // a script

    // Null when there is none.
    const Method* named(std::string_view name) const;

    // Code::usage with the nearest name when there is none; `id` is the agent.
    Result<const Method*> find(std::string_view name, std::string_view id) const;

    std::vector<std::string> names() const;
    std::vector<std::string> variables() const;  // of all methods, each once
};

// The whole script of a method.
std::string script_of(const Method& method);

}  // namespace scc::provider
