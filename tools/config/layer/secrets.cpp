#include "secrets.hpp"

#include "base/secret.hpp"

namespace scc::config {
namespace {

// A value that says where the secret is found.
bool refers(std::string_view value) {
    return value.starts_with("env:") || value.starts_with("command:") || value.find("${") != std::string_view::npos;
}

}  // namespace

bool is_secret(std::string_view name, std::string_view value) {
    constexpr std::size_t least = 8;  // shorter ones under such a name are settings: "on", "8000"
    if (refers(value)) return false;
    const bool number = value.find_first_not_of("0123456789") == std::string_view::npos;
    return secret::without_secrets(value) != value || (secret::is_named(name) && value.size() >= least && !number);
}

std::vector<std::string> secrets_in(const model::McpServer& server) {
    std::vector<std::string> keys;
    const auto look = [&](const std::string& key, const std::map<std::string, std::string>& values) {
        for (const auto& [name, value] : values) {
            if (is_secret(name, value)) keys.push_back(key + "/" + name);
        }
    };
    look("env", server.env);
    look("headers", server.headers);
    if (server.url && is_secret("url", *server.url)) keys.push_back("url");
    for (std::size_t i = 0; i < server.args.size(); ++i) {
        if (is_secret("", server.args[i])) keys.push_back("args/" + std::to_string(i));
    }
    return keys;
}

}  // namespace scc::config
