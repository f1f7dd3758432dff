#include "gemini.hpp"
#include "render.hpp"

namespace scc::provider {
namespace {

// The directory of skills is a user's, which lies outside the volume: the link is gone with the container. A repository
// could empty the list of servers that settings allow by a list of its own, and an empty one allows all; the option
// counts instead of both. Where no server counts, it names one that nobody can know.
constexpr std::string_view script = R"sh(#!/bin/sh
# Starts Gemini CLI with the skills below /etc/gemini-cli/skills and the servers that count, which stand beside this file.
mkdir -p "$GEMINI_CLI_HOME/.agents" && ln -sfn /etc/gemini-cli/skills "$GEMINI_CLI_HOME/.agents/skills"
servers=${0%/*}/servers
case $1 in
-*)
    if [ -s "$servers" ]; then
        set -- "$@" "--allowed-mcp-server-names=$(paste -sd, "$servers")"
    elif [ -e "$servers" ]; then
        set -- "$@" "--allowed-mcp-server-names=$(cat /proc/sys/kernel/random/uuid)"
    fi
    ;;
esac
exec gemini "$@"
)sh";

}  // namespace

model::ProvidedFile gemini_start_script() { return {std::string(gemini_start), 0555, std::string(script)}; }

}  // namespace scc::provider
