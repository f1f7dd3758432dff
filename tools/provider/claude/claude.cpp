// Claude Code. All it keeps lies below CLAUDE_CONFIG_DIR, which is the volume; without that variable it would write
// .claude.json beside it and lose the sign-in with the container.
#include "claude.hpp"

#include "registry.hpp"
#include "render.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view transports[] = {"http", "sse", "stdio"};

constexpr Host hosts[] = {
    {"api.anthropic.com", "runtime"},
    {"claude.ai", "sign-in"},
    {"claude.com", "sign-in"},
    {"platform.claude.com", "sign-in and its renewal"},
};

constexpr Literal env[] = {
    {"CLAUDE_CONFIG_DIR", "/home/agent/.claude"},
    {"CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1"},
    {"DISABLE_AUTOUPDATER", "1"},
    {"CLAUDE_CODE_SANDBOXED", "1"},  // the workspace is trusted: it was chosen
};

std::vector<std::string> argv(const Wish& wish) {
    std::vector<std::string> words = {std::string(claude_start), "--dangerously-skip-permissions"};
    if (!wish.resume) {
        words.insert(words.end(), {"--session-id", "@session@"});
    } else if (wish.conversation) {
        words.insert(words.end(), {"--resume", *wish.conversation});
    } else {
        words.emplace_back("--continue");
    }
    if (!wish.name.empty()) words.insert(words.end(), {"--name", wish.name});
    words.insert(words.end(), wish.words.begin(), wish.words.end());
    return words;
}

}  // namespace

const Record claude{
    .id = "claude",
    .title = "Claude Code",
    .image = "scc-agent-claude",
    .capabilities = {.resume = true,
                     .session_id = true,
                     .skills = true,
                     .hooks = true,
                     .headless = true,
                     .mcp_transports = transports},
    .volume = "docker-claude-sandbox-data",
    .volume_path = "/home/agent/.claude",
    .sign_in = claude_sign_in,
    .hosts = hosts,
    .env = env,
    .argv = argv,
    .render = render_claude,
    .settings = claude_settings,
    .settings_of_profile = claude_settings_of_profile,
};

}  // namespace scc::provider
