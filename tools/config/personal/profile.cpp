#include "profile.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "layer/secrets.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> versions = {"2"};

void refuse_secret(wire::Reader& in, const std::string& key, const std::string& of) {
    in.fault(key, text::quoted(key) + " of " + text::quoted(of) + " looks like a secret", std::string(secret_hint));
}

bool holds_secret(const std::string& name, const json& value) {
    if (value.is_string()) return is_secret(name, value.get_ref<const std::string&>());
    for (const auto& [key, inner] : value.items()) {
        if (value.is_structured() && holds_secret(value.is_object() ? key : name, inner)) return true;
    }
    return false;
}

void read_settings(wire::Reader& in, const std::string& provider, const Place& place, Layer& layer) {
    in.open();
    for (const std::string& key : in.names()) {
        const json& value = in.raw(key);
        if (holds_secret(key, value)) refuse_secret(in, key, provider);
        layer.agent_settings.push_back({provider, key, wire::compact(value), origin_of(in, key, place)});
    }
}

Layer read_content(wire::Reader& in, const Place& place) {
    Layer layer{.name = place.layer};
    layer.plugins = read_texts(in, "plugins", place);
    in.for_each("mcp_servers", [&](wire::Reader& at) {
        layer.mcp_servers.push_back(read_mcp_server(at, place));
        const model::McpServer& server = layer.mcp_servers.back();
        for (const std::string& key : secrets_in(server)) refuse_secret(at, key, server.name);
    });
    in.for_each_named(
        "settings", [&](const std::string& provider, wire::Reader& at) { read_settings(at, provider, place, layer); });
    return layer;
}

json content_of(const json& document) {
    json content = json::object();
    for (const char* key : {"plugins", "mcp_servers", "settings"}) {
        if (document.contains(key)) content[key] = document.at(key);
    }
    return content;
}

// Whether the document is one of ours: an envelope around a profile, or a profile.
bool is_ours(const json& document) {
    if (!document.is_object()) return true;
    wire::Reader in(document, "");
    in.open();
    const json& version = in.raw("version");
    const bool neutral = in.has("plugins") || in.has("mcp_servers");
    return neutral || in.raw("kind") == "profile" || (version.is_string() && version != "1");
}

const json& unwrapped(const json& document) {
    const bool sealed = document.is_object() && document.contains("kind") && document.contains("data");
    return sealed ? document.at("data") : document;
}

// Every part of a content by section and name.
std::map<std::pair<std::string, std::string>, std::string> parts_of(const std::string& content) {
    const json document = json::parse(content);
    std::map<std::pair<std::string, std::string>, std::string> parts;
    wire::Reader in(document, "");
    for (const std::string& plugin : in.optional_texts("plugins").value_or(std::vector<std::string>())) {
        parts[{"plugins", plugin}] = "";
    }
    in.for_each("mcp_servers", [&](wire::Reader& at) {
        const std::string name = at.text("name");
        for (const std::string& key : at.names()) {
            parts[{"mcp_servers", name}] += key + "=" + wire::compact(at.raw(key)) + "\n";
        }
    });
    in.for_each_named("settings", [&](const std::string& provider, wire::Reader& at) {
        for (const std::string& key : at.names()) {
            parts[{"settings", provider + " " + key}] = wire::compact(at.raw(key));
        }
    });
    return parts;
}

}  // namespace

std::string profile_directory() { return places::config_dir() + "/personal"; }

std::string profile_path(const std::string& repository) {
    return profile_directory() + "/" + wire::sha256(repository).substr(0, 16) + ".json";
}

Result<Profile> read_profile(const json& document, const std::string& path) {
    const Place place{"personal", "personal/" + std::string(path::basename(path))};
    wire::Reader in(document, path);
    in.one_of("version", versions);
    Profile profile{.repository = in.text_or("repository", ""), .saved_at = in.text_or("saved_at", "")};
    profile.active = in.boolean_or("active", true);
    profile.layer = read_content(in, place);
    if (auto fault = in.faults()) return std::move(*fault);
    profile.content = wire::compact(content_of(document));
    return profile;
}

Result<Profile> load_profile(const std::string& path) {
    SCC_TRY(const json document, wire::parse_file(path));
    if (is_ours(document)) return read_profile(unwrapped(document), path);
    SCC_TRY(const json settings, agent_settings({"--profile", path}));
    wire::Reader in(document, path);
    in.open();
    return profile_from(settings, in.text_or("repo_id", ""));
}

json to_json(const Profile& profile) {
    json document = json::parse(profile.content);
    document["version"] = versions.back();
    document["repository"] = profile.repository;
    document["saved_at"] = profile.saved_at;
    document["active"] = profile.active;
    return document;
}

Result<Done> write_profile(const Profile& profile) {
    const std::string path = profile_path(profile.repository);
    SCC_TRY(const file::Descriptor lock, file::lock(profile_directory() + "/.lock"));
    const auto there = load_profile(path);
    if (!there && there.error().code != Code::not_found) {
        Error error = there.error();
        error.hint = "put that file in order, or take it away";
        return error;
    }
    return file::replace(path, wire::text_of(to_json(profile)));
}

Result<json> agent_settings(const std::vector<std::string>& words) {
    proc::Command command{.argv = {path::join(places::program_dir(), "scc-provider"), "settings", "--json"}};
    command.argv.insert(command.argv.end(), words.begin(), words.end());
    SCC_TRY(const proc::Outcome outcome, proc::run(command));
    SCC_TRY(const json answer, wire::parse(outcome.out, "scc-provider settings"));
    wire::Reader in(answer, "scc-provider settings");
    in.open();
    if (outcome.status == 0) return in.raw("data");
    wire::Reader error = in.object("data");
    error.open();
    return Error{code_named(error.text_or("code", "")),
                 error.text_or("message", "scc-provider settings failed"),
                 error.text_or("hint", ""),
                 error.text_or("where", "")};
}

Result<Profile> profile_from(const json& settings, const std::string& repository) {
    json document = content_of(settings);
    document["version"] = versions.back();
    document["repository"] = repository;
    document["saved_at"] = time::text_of(time::now());
    return read_profile(document, profile_path(repository));
}

json changes_between(const std::string& before, const std::string& after) {
    const auto old = parts_of(before);
    const auto now = parts_of(after);
    json changes = json::array();
    const auto add = [&](const auto& part, const char* change) {
        changes.push_back({{"section", part.first}, {"name", part.second}, {"change", change}});
    };
    for (const auto& [part, value] : old) {
        const auto found = now.find(part);
        if (found == now.end()) add(part, "removed");
        if (found != now.end() && found->second != value) add(part, "changed");
    }
    for (const auto& [part, value] : now) {
        if (!old.contains(part)) add(part, "added");
    }
    return changes;
}

}  // namespace scc::config
