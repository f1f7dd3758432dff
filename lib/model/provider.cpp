#include "model/provider.hpp"

#include <nlohmann/json.hpp>

#include "wire/nullable.hpp"

namespace scc::model {
namespace {

using nlohmann::json;

const std::vector<std::string> auth_states = {"present", "missing", "expired", "unknown", "none-needed"};

json env_json(const Provider& provider) {
    json env = json::object();
    for (const Variable& variable : provider.env) {
        env[variable.name] = variable.secret ? json{{"secret", *variable.secret}} : json{{"value", *variable.value}};
    }
    return env;
}

json files_json(const Provider& provider) {
    json files = json::array();
    for (const ProvidedFile& file : provider.files) {
        files.push_back({{"path", file.path}, {"mode", file.mode}, {"content", file.content}});
    }
    return files;
}

json kept_json(const Provider& provider) {
    json list = json::array();
    for (const KeptCredential& at : provider.kept) {
        list.push_back({{"path", at.path}, {"proof", at.proof}, {"expires", at.expires}, {"renewal", at.renewal}});
    }
    return list;
}

json trees_json(const Provider& provider) {
    json trees = json::array();
    for (const ProvidedTree& tree : provider.trees) trees.push_back({{"path", tree.path}, {"source", tree.source}});
    return trees;
}

json unexpressed_json(const Provider& provider) {
    json list = json::array();
    for (const Unexpressed& at : provider.unexpressed) {
        list.push_back({{"kind", at.kind}, {"item", at.item}, {"reason", at.reason}});
    }
    return list;
}

json hosts_json(const Provider& provider) {
    json hosts = json::array();
    for (const ProviderHost& host : provider.hosts) {
        hosts.push_back({{"host", host.host}, {"port", wire::or_null(host.port)}, {"because", host.because}});
    }
    return hosts;
}

Variable read_variable(const std::string& name, wire::Reader& in) {
    Variable variable{name, std::nullopt, std::nullopt};
    if (in.has("value") == in.has("secret")) {
        in.open();
        in.fault("", "exactly one of 'value' and 'secret'");
    } else if (in.has("value")) {
        variable.value = in.any_text("value");
    } else {
        variable.secret = in.any_text("secret");
    }
    return variable;
}

}  // namespace

bool lacks_sign_in(const Provider& provider) {
    return provider.auth_state == "missing" || provider.auth_state == "expired";
}

json to_json(const Provider& provider) {
    json volume;
    if (provider.volume) volume = {{"name", provider.volume->name}, {"path", provider.volume->path}};
    return {{"id", provider.id},
            {"chosen_because", provider.chosen_because},
            {"image", provider.image},
            {"image_is_ours", provider.image_is_ours},
            {"argv", provider.argv},
            {"env", env_json(provider)},
            {"volume", volume},
            {"files", files_json(provider)},
            {"trees", trees_json(provider)},
            {"hosts", hosts_json(provider)},
            {"unexpressed", unexpressed_json(provider)},
            {"auth",
             {{"state", provider.auth_state}, {"mechanism", provider.auth_mechanism}, {"kept", kept_json(provider)}}},
            {"session", {{"id", wire::or_null(provider.session.id)}, {"resume", provider.session.resume}}}};
}

Provider read_provider(wire::Reader& in) {
    in.complete();
    Provider provider;
    provider.id = in.text("id");
    provider.chosen_because = in.any_text("chosen_because");
    provider.image = in.text("image");
    provider.image_is_ours = in.boolean("image_is_ours");
    provider.argv = in.texts("argv");
    in.for_each_named(
        "env", [&](const std::string& name, wire::Reader& at) { provider.env.push_back(read_variable(name, at)); });
    in.with("volume", [&](wire::Reader& at) { provider.volume = Volume{at.text("name"), at.text("path")}; });
    in.for_each("files", [&](wire::Reader& at) {
        provider.files.push_back({at.text("path"), at.integer("mode", 0, 07777), at.any_text("content")});
    });
    in.for_each("hosts", [&](wire::Reader& at) {
        provider.hosts.push_back({at.text("host"), at.optional_integer("port", 1, 65535), at.any_text("because")});
    });
    in.for_each("trees", [&](wire::Reader& at) { provider.trees.push_back({at.text("path"), at.text("source")}); });
    in.for_each("unexpressed", [&](wire::Reader& at) {
        provider.unexpressed.push_back({at.text("kind"), at.text("item"), at.text("reason")});
    });
    wire::Reader auth = in.object("auth");
    provider.auth_state = auth.one_of("state", auth_states);
    provider.auth_mechanism = auth.any_text("mechanism");
    auth.for_each("kept", [&](wire::Reader& at) {
        provider.kept.push_back(
            {at.text("path"), at.any_text("proof"), at.any_text("expires"), at.any_text("renewal")});
    });
    wire::Reader session = in.object("session");
    provider.session = {session.optional_text("id"), session.boolean("resume")};
    return provider;
}

}  // namespace scc::model
