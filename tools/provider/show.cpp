#include "show.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "auth.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/health.hpp"
#include "cli/table.hpp"
#include "preference.hpp"
#include "proc/places.hpp"
#include "registry.hpp"
#include "rendering.hpp"
#include "volume.hpp"
#include "wire/envelope.hpp"
#include "wire/nullable.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

json capabilities_json(const Capabilities& can) {
    return {{"resume", can.resume},
            {"session_id", can.session_id},
            {"skills", can.skills},
            {"hooks", can.hooks},
            {"headless", can.headless},
            {"mcp_transports", can.mcp_transports}};
}

json hosts_json(const Record& record) {
    json hosts = json::array();
    for (const Host& host : record.hosts) hosts.push_back({{"host", host.host}, {"because", host.because}});
    return hosts;
}

json methods_json(const Record& record) {
    json methods = json::array();
    for (const Method& method : record.sign_in.methods) {
        methods.push_back({{"name", method.name},
                           {"title", method.title},
                           {"variable", wire::text_or_null(method.variable)},
                           {"needs_terminal", method.needs_terminal}});
    }
    return methods;
}

json auth_json(const Record& record, const model::ProviderSetup& setup, const Auth& auth) {
    return {{"id", record.id},
            {"state", auth.state},
            {"mechanism", auth.mechanism},
            {"detail", auth.detail},
            {"fix", is_signed_in(auth) ? "" : advice(record, setup)}};
}

std::vector<std::string> capability_names(const json& can) {
    std::vector<std::string> names;
    for (const auto& [name, value] : can.items()) {
        if (value.is_boolean() && value.get<bool>()) names.push_back(text::replace_all(name, "_", " "));
    }
    return names;
}

std::string text_at(const json& record, const char* key) { return record.at(key).get<std::string>(); }

std::string record_text(const json& record) {
    std::vector<std::string> hosts;
    for (const json& host : record.at("hosts")) {
        hosts.push_back(text_at(host, "host") + " (" + text_at(host, "because") + ")");
    }
    std::vector<std::string> methods;
    for (const json& method : record.at("methods")) {
        const json& variable = method.at("variable");
        methods.push_back(text_at(method, "name") +
                          (variable.is_null() ? "" : " (" + text_at(method, "variable") + ")"));
    }
    const json& can = record.at("capabilities");
    return cli::table({{"provider", text_at(record, "id") + ", " + text_at(record, "title")},
                       {"image", text_at(record, "image")},
                       {"volume", record.at("volume").is_null() ? "" : text_at(record, "volume")},
                       {"hosts", text::join(hosts, ", ")},
                       {"sign-in", text::join(methods, ", ")},
                       {"capable of", text::join(capability_names(can), ", ")},
                       {"MCP", text::join(can.at("mcp_transports").get<std::vector<std::string>>(), ", ")}});
}

cli::health::Check image_check(const Record& record) {
    const std::string id = "provider." + std::string(record.id) + "-image";
    const std::string folder = places::data_dir() + "/images/" + std::string(record.image);
    if (file::exists(folder + "/Dockerfile")) return {id, "ok", folder, ""};
    return {id, "fail", text::quoted(folder) + " has no Dockerfile", "install scc again"};
}

cli::health::Check auth_check(const Record& record) {
    const std::string id = "provider." + std::string(record.id) + "-sign-in";
    const auto auth = auth_of(record);
    if (!auth) return {id, "warn", auth.error().where + ": " + auth.error().message, "remove that file"};
    if (is_signed_in(*auth)) return {id, "ok", auth->detail, ""};
    return {id, auth->state == "unknown" ? "skip" : "warn", auth->detail, advice(record)};
}

cli::health::Check preference_check() {
    constexpr const char* id = "provider.preference";
    const std::string path = places::settings_file();
    const auto preference = read_preference(path);
    if (!preference) {
        return {id, "fail", preference.error().where + ": " + preference.error().message, "correct that file"};
    }
    if (!*preference) return {id, "ok", "none", ""};
    if (**preference == ask_word || find(**preference) != nullptr) return {id, "ok", **preference, ""};
    return {id, "fail", "there is no provider " + text::quoted(**preference), "scc provider set ask"};
}

}  // namespace

json to_json(const Record& record) {
    return {{"id", record.id},
            {"title", record.title},
            {"image", record.image},
            {"volume", wire::text_or_null(volume_of(record))},
            {"volume_path", wire::text_or_null(record.volume_path)},
            {"hosts", hosts_json(record)},
            {"methods", methods_json(record)},
            {"capabilities", capabilities_json(record.capabilities)}};
}

Result<json> list(const cli::Args&, const json&) {
    SCC_TRY(const auto preference, read_preference(places::settings_file()));
    json providers = json::array();
    for (const Record* record : registry()) {
        SCC_TRY(const Auth auth, auth_of(*record));
        json entry = to_json(*record);
        entry["auth"] = {{"state", auth.state}, {"mechanism", auth.mechanism}};
        entry["preferred"] = preference == std::string(record->id);
        providers.push_back(std::move(entry));
    }
    return json{{"providers", std::move(providers)}};
}

std::string list_text(const cli::Args&, const json& data) {
    std::vector<std::vector<std::string>> rows = {{"PROVIDER", "TITLE", "IMAGE", "SIGN-IN"}};
    for (const json& entry : data.at("providers")) {
        const bool preferred = entry.at("preferred").get<bool>();
        rows.push_back({text_at(entry, "id"),
                        text_at(entry, "title"),
                        text_at(entry, "image"),
                        text_at(entry.at("auth"), "state") + (preferred ? ", preferred" : "")});
    }
    return cli::table(rows);
}

Result<json> show(const cli::Args& args, const json&) {
    SCC_TRY(const auto preference, read_preference(places::settings_file()));
    json shown = {{"preference", preference ? json(*preference) : json()},
                  {"file", places::settings_file()},
                  {"provider", nullptr}};
    if (!args.operands.empty()) {
        SCC_TRY(const Record* record, named(args.operand(0)));
        shown["provider"] = to_json(*record);
    }
    return shown;
}

std::string show_text(const cli::Args&, const json& data) {
    if (!data.at("provider").is_null()) return record_text(data.at("provider"));
    const json& preference = data.at("preference");
    return (preference.is_null() ? std::string(ask_word) : preference.get<std::string>()) + "\n";
}

Result<json> set(const cli::Args& args, const json&) {
    const std::string id = args.operand(0);
    if (id != ask_word && find(id) == nullptr) {
        std::vector<std::string> known = ids();
        known.emplace_back(ask_word);
        const std::string meant = text::nearest(id, known);
        return Error{Code::usage,
                     "there is no provider " + text::quoted(id),
                     meant.empty() ? "one of " + text::join(known, ", ") : "did you mean " + text::quoted(meant) + "?"};
    }
    const std::string path = places::settings_file();
    SCC_CHECK(write_preference(path, id));
    return json{{"preference", id}, {"file", path}};
}

std::string set_text(const cli::Args&, const json& data) {
    return "the preference is " + data.at("preference").get<std::string>() + " (" + data.at("file").get<std::string>() +
           ")\n";
}

bool auth_has_plan(const cli::Args& args) { return args.has("plan-fd"); }

Result<json> auth(const cli::Args& args, const json& input) {
    model::Effective config;
    if (auth_has_plan(args)) {
        SCC_TRY(config, wire::read_section(input, "config", model::read_effective));
        SCC_CHECK(check_setups(config));
    }
    json states = json::array();
    const Record* only = nullptr;
    if (!args.operands.empty()) {
        SCC_TRY(only, named(args.operand(0)));
    }
    for (const Record* record : registry()) {
        if (only != nullptr && record != only) continue;
        const model::ProviderSetup& setup = setup_of(config, record->id);
        SCC_TRY(const Auth found, auth_of(*record, setup));
        states.push_back(auth_json(*record, setup, found));
    }
    return json{{"provider", only == nullptr ? json() : json(only->id)}, {"providers", std::move(states)}};
}

std::string auth_text(const cli::Args&, const json& data) {
    std::vector<std::vector<std::string>> rows = {{"PROVIDER", "SIGN-IN", "DETAIL"}};
    std::string advices;
    for (const json& entry : data.at("providers")) {
        rows.push_back({text_at(entry, "id"), text_at(entry, "state"), text_at(entry, "detail")});
        const std::string fix = text_at(entry, "fix");
        if (!fix.empty()) advices += text_at(entry, "id") + ": " + fix + "\n";
    }
    return cli::table(rows) + advices;
}

Code auth_status(const json& data) {
    if (data.at("provider").is_null()) return Code::ok;
    return data.at("providers").at(0).at("fix").get_ref<const std::string&>().empty() ? Code::ok : Code::not_found;
}

Result<json> health(const cli::Args&, const json&) {
    std::vector<cli::health::Check> checks;
    for (const Record* record : registry()) {
        checks.push_back(image_check(*record));
        if (record->is_agent) checks.push_back(auth_check(*record));
    }
    checks.push_back(preference_check());
    return cli::health::document(checks);
}

}  // namespace scc::provider
