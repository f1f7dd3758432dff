#include "codex.hpp"
#include "render.hpp"

namespace scc::provider {
namespace {

// Codex takes a plugin for installed when it lies in this cache. A link stands there for each marketplace, so that the
// content is what was mounted and nothing is copied; what the cache had under that name was a copy of Codex's own.
// Whatever keeps a link from being made, the agent is started: then it lacks the plugin.
constexpr std::string_view script = R"sh(#!/bin/sh
# Starts Codex with the plugins below /etc/codex/plugins installed.
cache=$CODEX_HOME/plugins/cache
for marketplace in /etc/codex/plugins/*/; do
    [ -d "$marketplace" ] || continue
    marketplace=${marketplace%/}
    link=$cache/${marketplace##*/}
    [ "$(readlink "$link")" != "$marketplace" ] || continue
    mkdir -p "$cache"
    [ -L "$link" ] || rm -rf "$link"
    ln -sfn "$marketplace" "$link"
done
exec codex "$@"
)sh";

}  // namespace

model::ProvidedFile codex_start_script() { return {std::string(codex_start), 0555, std::string(script)}; }

}  // namespace scc::provider
