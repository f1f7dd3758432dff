#include "settings.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "registry.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::provider {
namespace {

json empty_document() {
    return {{"plugins", json::array()},
            {"mcp_servers", json::array()},
            {"settings", json::object()},
            {"files", json::array()},
            {"left_out", json::array()}};
}

// "sse" only where it is said: every newer server answers "http".
std::string transport_of(wire::Reader& in, bool is_program) {
    const std::string said = in.text_or("type", "");
    if (is_program) return "stdio";
    return said == "sse" ? "sse" : "http";
}

json neutral_server(const std::string& name, wire::Reader& in) {
    in.open();
    const auto command = in.optional_text("command");
    json server = {{"name", name}, {"type", transport_of(in, command.has_value())}};
    if (command) {
        server["command"] = *command;
    } else {
        server["url"] = in.text("url");
    }
    if (const auto args = in.optional_texts("args"); args && !args->empty()) server["args"] = *args;
    if (const auto env = in.text_map("env"); !env.empty()) server["env"] = env;
    auto headers = in.text_map("headers");
    headers.merge(in.text_map("http_headers"));
    if (const auto variable = in.optional_text("bearer_token_env_var")) {
        headers["Authorization"] = "Bearer ${" + *variable + "}";
    }
    if (!headers.empty()) server["headers"] = headers;
    return server;
}

Result<json> of_profile(const std::string& path) {
    SCC_TRY(const json profile, wire::parse_file(path));
    json document = empty_document();
    for (const Record* record : registry()) {
        if (record->settings_of_profile != nullptr) SCC_CHECK(record->settings_of_profile(profile, path, document));
    }
    document["files"] = {path};
    return document;
}

}  // namespace

Result<json> read_settings_file(const std::string& path, json& document) {
    auto read = wire::parse_file(path);
    if (!read && read.error().code == Code::not_found) return json::object();
    if (!read) return read;
    if (!read->is_object()) return Error{Code::config, "these settings are no object", "", path};
    document["files"].push_back(path);
    return read;
}

Result<Done> add_servers(const json& servers, const std::string& where, json& document) {
    const json holder = {{"servers", servers}};
    wire::Reader in(holder, where);
    in.for_each_named("servers", [&](const std::string& name, wire::Reader& at) {
        document["mcp_servers"].push_back(neutral_server(name, at));
    });
    return in.finish(Done{});
}

void add_setting(const std::string& provider, const std::string& key, const json& value, json& document) {
    document["settings"][provider][key] = value;
}

void leave_out(const std::string& provider, const std::string& key, const std::string& reason, json& document) {
    document["left_out"].push_back({{"provider", provider}, {"key", key}, {"reason", reason}});
}

Result<json> settings(const cli::Args& args, const json&) {
    SCC_TRY(const std::string here, path::current());
    if (const auto profile = args.text("profile")) return of_profile(path::normal(*profile, here));
    const std::string root = path::normal(args.operand(0), here);
    json document = empty_document();
    for (const Record* record : registry()) {
        if (record->settings != nullptr) SCC_CHECK(record->settings(root, document));
    }
    return document;
}

}  // namespace scc::provider
