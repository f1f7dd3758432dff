// Gemini CLI, as the rest of the provider's code knows it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "method.hpp"
#include "rendering.hpp"

namespace scc::provider {

// The host of its vendor's interface for API keys.
inline constexpr std::string_view gemini_vendor = "generativelanguage.googleapis.com";

// What starts the agent in the container, and the files that govern it (render.hpp).
inline constexpr std::string_view gemini_start = "/etc/scc/provider/start";
inline constexpr std::string_view gemini_settings_file = "/etc/gemini-cli/settings.json";
inline constexpr std::string_view gemini_defaults_file = "/etc/gemini-cli/system-defaults.json";

// How it is signed in to (sign_in.cpp).
extern const SignIn gemini_sign_in;

// The configuration in its own words.
Result<Rendering> render_gemini(const Subject& subject);

// What it keeps in a workspace: .gemini/settings.json.
Result<Done> gemini_settings(const std::string& root, nlohmann::json& document);

}  // namespace scc::provider
