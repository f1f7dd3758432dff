// Gemini CLI. It keeps its data in .gemini below GEMINI_CLI_HOME, which is the volume, and what governs it lies in
// /etc/gemini-cli. Where those files are is said in variables although it is the default: a file .env in the workspace
// sets variables that are not set.
#include "gemini.hpp"

#include <algorithm>

#include "registry.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view transports[] = {"http", "sse", "stdio"};

constexpr Host hosts[] = {
    {gemini_vendor, "runtime with an API key"},
    {"cloudcode-pa.googleapis.com", "runtime with a Google account"},
    {"oauth2.googleapis.com", "sign-in and its renewal"},
    {"www.googleapis.com", "sign-in"},
};

constexpr Literal env[] = {
    {"GEMINI_CLI_HOME", "/home/agent"},
    {"GEMINI_CLI_SYSTEM_SETTINGS_PATH", gemini_settings_file},
    {"GEMINI_CLI_SYSTEM_DEFAULTS_PATH", gemini_defaults_file},
    {"GEMINI_CLI_TRUST_WORKSPACE", "true"},  // it was chosen
    {"GEMINI_SANDBOX", "false"},             // it runs in one
    {"NO_BROWSER", "true"},                  // a sign-in prints the page's address instead
};

constexpr std::string_view commands[] = {"extension", "extensions", "gemma", "hook", "hooks", "mcp", "skill", "skills"};

// Words that begin with a command of the agent's are that command, and no conversation.
std::vector<std::string> argv(const Wish& wish) {
    std::vector<std::string> words = {std::string(gemini_start)};
    const bool is_command = !wish.words.empty() && std::ranges::count(commands, wish.words.front()) > 0;
    if (!is_command) words.emplace_back("--yolo");
    if (wish.resume) {
        words.push_back("--resume=" + wish.conversation.value_or("latest"));
    } else if (!is_command) {
        words.insert(words.end(), {"--session-id", "@session@"});
    }
    words.insert(words.end(), wish.words.begin(), wish.words.end());
    return words;
}

}  // namespace

const Record gemini{
    .id = "gemini",
    .title = "Gemini CLI",
    .image = "scc-agent-gemini",
    .capabilities = {.resume = true,
                     .session_id = true,
                     .skills = true,
                     .hooks = true,
                     .headless = true,
                     .mcp_transports = transports},
    .volume = "docker-gemini-sandbox-data",
    .volume_path = "/home/agent/.gemini",
    .sign_in = gemini_sign_in,
    .hosts = hosts,
    .env = env,
    .argv = argv,
    .render = render_gemini,
    .settings = gemini_settings,
};

}  // namespace scc::provider
