// Codex CLI, as the rest of the provider's code knows it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "method.hpp"
#include "rendering.hpp"

namespace scc::provider {

// How it is signed in to (sign_in.cpp).
extern const SignIn codex_sign_in;

// What starts the agent in the container.
inline constexpr std::string_view codex_start = "/etc/scc/provider/start";

// The configuration in Codex's own words (render.hpp).
Result<Rendering> render_codex(const Subject& subject);

// What Codex keeps in a workspace: .codex/config.toml.
Result<Done> codex_settings(const std::string& root, nlohmann::json& document);

}  // namespace scc::provider
