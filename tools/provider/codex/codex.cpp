// Codex CLI. It keeps its data below CODEX_HOME, which is the volume, and what governs it lies in /etc/codex.
#include "codex.hpp"

#include "registry.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view transports[] = {"http", "stdio"};

constexpr Host hosts[] = {
    {"api.openai.com", "runtime with an API key"},
    {"chatgpt.com", "runtime with a ChatGPT sign-in"},
    {"auth.openai.com", "sign-in and its renewal"},
};

constexpr Literal env[] = {{"CODEX_HOME", "/home/agent/.codex"}};

constexpr std::string_view options[] = {"--dangerously-bypass-approvals-and-sandbox", "--no-daemon"};

bool is_headless(const std::vector<std::string>& words) {
    return !words.empty() && (words.front() == "exec" || words.front() == "e");
}

// The words of a headless turn go on behind "resume": codex exec resume ID --json PROMPT.
std::vector<std::string> argv(const Wish& wish) {
    std::vector<std::string> words = {std::string(codex_start)};
    words.insert(words.end(), std::begin(options), std::end(options));
    auto rest = wish.words.begin();
    if (wish.resume) {
        if (is_headless(wish.words)) words.push_back(*rest++);
        words.insert(words.end(), {"resume", wish.conversation.value_or("--last")});
    }
    words.insert(words.end(), rest, wish.words.end());
    return words;
}

}  // namespace

const Record codex{
    .id = "codex",
    .title = "Codex CLI",
    .image = "scc-agent-codex",
    .capabilities = {.resume = true, .skills = true, .hooks = true, .headless = true, .mcp_transports = transports},
    .volume = "docker-codex-sandbox-data",
    .volume_path = "/home/agent/.codex",
    .sign_in = codex_sign_in,
    .hosts = hosts,
    .env = env,
    .argv = argv,
    .render = render_codex,
    .settings = codex_settings,
};

}  // namespace scc::provider
