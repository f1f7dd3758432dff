// The container engine at hand: the command line of Docker or of Podman 4, and everything that differs between them.
//
// Engines are spoken to through their command lines, so that contexts, DOCKER_HOST, remote machines and desktop
// products work because the engine's own client handles them. A process asks once which engine there is. Whatever is
// not in `Traits` is the same for both; no other file may ask which engine it is.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "proc/run.hpp"

namespace scc::sandbox {

enum class EngineKind {
    docker,
    podman
};

// Where engines differ.
struct Traits {
    std::string_view name;              // of the engine and of its program
    std::string_view image_prefix;      // what it puts before a local image's name
    std::string_view default_network;   // the network a container gets when none is named
    std::string_view state;             // how a template of `ps` asks for a container's state, in one word
    std::string_view label;             // and for a label
    std::string_view seccomp_profile;   // a profile file that comes with it; empty: none
    std::size_t pull_preamble;          // lines `pull` writes before a registry has answered
    std::vector<std::string> run;       // further words of every `run` and `create`
    std::vector<std::string> isolated;  // further words of `network create` for one the host has no address on
    std::vector<std::string> resolver;  // words of `run` on such a network that keep its name server from asking others
    std::vector<std::string> remove;    // `rm` that does not wait for the container to end by itself
    bool run_takes_networks;            // `run` puts a container on several networks at once
    bool stopped_hold_networks;         // a container has to leave its network before that can be removed
    std::vector<std::string> build;     // further words of every `build`
    std::vector<std::string> building;  // lists containers, those that builds run in as "Storage IMAGE ID"
    std::vector<std::string> env;       // environment of every call
};

struct Engine {
    EngineKind kind = EngineKind::docker;
    std::string program;       // "docker"
    std::string version;       // of the engine, not of its client
    std::string architecture;  // "amd64", "arm64", as Debian names them
    bool rootless = false;
    std::vector<std::string> global = {};  // words before every sub-command
    std::vector<std::string> users = {};   // words of `run` by which a user has the same number inside as outside

    const Traits& traits() const;
};

// The network that leads outside: SCC_PROXY_NETWORK, else the one a container gets when none is named.
std::string outside_network(const Traits& traits);

// How long an engine may take over a call that does little: SCC_ENGINE_TIMEOUT seconds, else 30; 600 at most.
std::chrono::milliseconds answer_within();

// How long from the call that starts a container until that runs: twice as long.
std::chrono::milliseconds start_within();

// The engine SCC_ENGINE names, else docker, else podman: the first that answers. Asked once a process, and of an engine
// of this machine not even that (answer.hpp). Code::prereq, naming what each of them said, when none does.
Result<Engine> detect();

// The same, asked anew.
Result<Engine> probe();

// `docker WORDS…` with a time limit. Every call of the engine is made from this: it is counted, and shown by
// SCC_LOG=debug as words to paste into a shell.
proc::Command call(const Engine& engine,
                   std::vector<std::string> words,
                   std::chrono::milliseconds timeout = answer_within());

// How many calls have been made from `call` so far.
std::size_t calls_made();

// What a call to its end gave. Code::tool, naming call and time, when the engine did not answer in time.
Result<proc::Outcome> answer_to(const Engine& engine,
                                const std::vector<std::string>& words,
                                std::chrono::milliseconds timeout = answer_within());

// The same for a call that was made by `call` for those words and then given more to do.
Result<proc::Outcome> answer_to(const Engine& engine,
                                const std::vector<std::string>& words,
                                const proc::Command& command);

// Standard output of a call that must succeed, without the newline at its end. Code::tool with the engine's last line,
// and a hint where the reason is one people can do something about (no space, no permission, no answer).
Result<std::string> output_of(const Engine& engine,
                              std::vector<std::string> words,
                              std::chrono::milliseconds timeout = answer_within());

// The error for a call, such as "docker network create", that was not answered. Until it answers
// again the engine counts as silent: what else could be asked of it is not worth waiting for.
Error unanswered(const Engine& engine, const std::vector<std::string>& words, std::chrono::milliseconds waited);
bool is_silent(const Engine& engine);

// "amd64" for "x86_64" and so on.
std::string debian_architecture(std::string_view machine);

// What to do about an engine's message; empty when nothing is known.
std::string hint_for(std::string_view engine_message);

}  // namespace scc::sandbox
