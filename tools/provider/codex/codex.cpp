// Codex CLI. It keeps its data below CODEX_HOME, which is the volume, and reads defaults from /etc/codex.
#include "codex.hpp"

#include "registry.hpp"
#include "rendering.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view transports[] = {"http", "stdio"};

constexpr Credential credentials[] = {
    {"CODEX_API_KEY", "an API key"},
    {"CODEX_ACCESS_TOKEN", "an access token"},
};

constexpr std::string_view sign_in[] = {"codex", "login", "--device-auth"};

constexpr Host hosts[] = {
    {"api.openai.com", "runtime with an API key"},
    {"chatgpt.com", "runtime with a ChatGPT sign-in"},
    {"auth.openai.com", "sign-in and its renewal"},
};

constexpr Literal env[] = {{"CODEX_HOME", "/home/agent/.codex"}};

// A login shell would take its PATH from /etc/profile instead of the image; an update or the analytics of a host that
// cannot be reached cost seconds at start and end.
constexpr std::string_view settings = R"(allow_login_shell = false
check_for_update_on_startup = false

[analytics]
enabled = false
)";

std::vector<std::string> argv(const Wish& wish) {
    std::vector<std::string> words = {"codex", "--dangerously-bypass-approvals-and-sandbox", "--no-daemon"};
    if (wish.resume) {
        words.insert(words.end(), {"resume", wish.conversation.value_or("--last")});
    }
    words.insert(words.end(), wish.words.begin(), wish.words.end());
    return words;
}

Result<Rendering> render(const Subject&) {
    return Rendering{.files = {{"/etc/codex/config.toml", 0444, std::string(settings)}}, .hosts = hosts_of(codex)};
}

}  // namespace

const Record codex{
    .id = "codex",
    .title = "Codex CLI",
    .image = "scc-agent-codex",
    .capabilities = {.resume = true, .skills = true, .hooks = true, .headless = true, .mcp_transports = transports},
    .volume = "docker-codex-sandbox-data",
    .volume_path = "/home/agent/.codex",
    .credentials = credentials,
    .sign_in = sign_in,
    .hosts = hosts,
    .env = env,
    .argv = argv,
    .render = render,
    .settings = codex_settings,
};

}  // namespace scc::provider
