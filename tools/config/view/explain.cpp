#include "explain.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/kept.hpp"
#include "base/text.hpp"
#include "enforcement.hpp"
#include "lines.hpp"
#include "match/mcp_server.hpp"
#include "match/url.hpp"
#include "proc/credential.hpp"
#include "resolve.hpp"
#include "supplied.hpp"
#include "wire/nullable.hpp"

namespace scc::config {
namespace {

constexpr const char* fields[] = {
    "organization",
    "team",
    "network",
    "network_policy",
    "isolation",
    "destinations",
    "private_cidrs",
    "nameservers",
    "plugins",
    "blocked_destinations",
    "mcp_servers",
    "marketplaces",
    "artifacts",
    "providers",
    "provider",
    "images",
    "pins",
    "blocked_images",
    "ca_bundle",
    "limits",
    "limits.memory",
    "limits.cpus",
    "limits.pids",
    "limits.session_hours",
    "session",
    "session.timeout_hours",
    "session.auto_resume",
    "protected_branches",
    "protected_files",
    "safety",
    "agent_settings",
    "dev_environment",
    "denied",
    "blocked",
    "narrowed",
    "exceptions",
    "sources",
    "enforcement",
};

// The fields that stand below a group's name without carrying it.
const std::map<std::string, std::set<std::string>, std::less<>> groups = {
    {"network",
     {"network_policy", "isolation", "destinations", "blocked_destinations", "private_cidrs", "nameservers"}},
};

struct Filter {
    std::optional<std::string> field;

    bool takes(const std::string& name) const {
        if (!field || *field == name || name.starts_with(*field + ".")) return true;
        const auto group = groups.find(*field);
        return group != groups.end() && group->second.contains(name);
    }
};

struct Sheet {
    Filter filter;
    json values = json::array();

    void add(const std::string& field, json value, const model::Origin& origin, json over = json::array()) {
        if (!filter.takes(field)) return;
        values.push_back({{"field", field},
                          {"value", std::move(value)},
                          {"from", origin.from},
                          {"because", origin.because},
                          {"over", std::move(over)}});
    }

    template <class Value>
    void add(const std::string& field, const std::optional<model::Sourced<Value>>& value, json over = json::array()) {
        if (value) add(field, value->value, value->origin, std::move(over));
    }
};

std::string shown(const json& value);

// A record as "name docs, type http, headers Authorization ***": its name first, tables last.
std::string shown_record(const json& record) {
    std::vector<std::string> items;
    std::vector<std::string> tables;
    for (const auto& [key, value] : record.items()) {
        (value.is_object() ? tables : items).push_back(key + " " + shown(value));
    }
    std::ranges::stable_partition(items, [](const std::string& item) { return item.starts_with("name "); });
    items.insert(items.end(), tables.begin(), tables.end());
    return text::join(items, ", ");
}

std::string shown(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_object()) return shown_record(value);
    if (!value.is_array()) return value.dump();
    std::vector<std::string> items;
    for (const json& item : value) items.push_back(shown(item));
    return text::join(items, ", ");
}

json record(const json& value, const model::Origin& origin) { return model::with_origin({{"value", value}}, origin); }

bool was_refused(const model::Effective& effective, const std::string& layer, std::string_view kind) {
    const auto same = [&](const model::Refusal& at) { return at.kind == kind && at.layer == layer; };
    return std::ranges::any_of(effective.narrowed, same) || std::ranges::any_of(effective.denied, same);
}

std::vector<const Layer*> all_of(const Layers& layers) {
    std::vector<const Layer*> all;
    if (layers.org != nullptr) all.push_back(&layers.org->defaults.layer);
    if (layers.org != nullptr && layers.team) all.push_back(&layers.org->teams.at(layers.team->value).layer);
    for (const std::optional<Layer>* layer : {&layers.personal, &layers.workspace, &layers.command_line}) {
        if (*layer) all.push_back(&**layer);
    }
    return all;
}

// What the layers above the deciding one had said, highest first.
template <class Pick>
json overridden(const Layers& layers,
                const model::Effective& effective,
                const model::Origin& decided,
                std::string_view kind,
                Pick pick) {
    json over = json::array();
    for (const Layer* layer : all_of(layers)) {
        const auto& wish = pick(*layer);
        if (!wish || wish->origin == decided || was_refused(effective, layer->name, kind)) continue;
        over.push_back(record(wish->value, wish->origin));
    }
    return over;
}

json server_json(const model::McpServer& server, const Org* org) {
    json shown = {{"name", server.name}, {"type", server.type}};
    if (server.url) {
        const auto url = parse_url(*server.url);
        shown["url"] = url ? url->text() : *server.url;
    }
    if (server.command) shown["command"] = *server.command;
    if (!server.args.empty()) shown["args"] = server.args;
    if (!server.env.empty()) shown["env"] = masked(server.env);
    if (!server.headers.empty()) shown["headers"] = masked(server.headers);
    const bool listed = org != nullptr && org->defaults.allowed_mcp_servers.has_value();
    if (listed && admission(*org->defaults.allowed_mcp_servers, server, false).weak) {
        shown["note"] = "allowed by its name alone, which whoever writes the server chooses";
    }
    return shown;
}

void add_network(Sheet& sheet, const Layers& layers, const model::Effective& effective) {
    const auto& policy = effective.network_policy;
    sheet.add("network_policy",
              policy.value,
              policy.origin,
              overridden(
                  layers, effective, policy.origin, "network_policy", [](const Layer& at) -> const auto& {
                      return at.network_policy;
                  }));
    sheet.add("isolation", effective.isolation.value, effective.isolation.origin);
    for (const auto& at : effective.destinations) sheet.add("destinations", model::text_of(at), at.origin);
    for (const auto& at : effective.blocked_destinations) {
        sheet.add("blocked_destinations", model::text_of(at), at.origin);
    }
    for (const auto& at : effective.private_cidrs) {
        sheet.add("private_cidrs", at.cidr + " (" + at.reason + ")", at.origin);
    }
    if (effective.nameservers) {
        sheet.add("nameservers", text::join(effective.nameservers->value, ", "), effective.nameservers->origin);
    }
}

void add_limits(Sheet& sheet, const Layers& layers, const model::Effective& effective) {
    sheet.add("limits.memory", effective.memory);
    sheet.add("limits.cpus", effective.cpus);
    sheet.add("limits.pids", effective.pids);
    sheet.add("limits.session_hours", effective.session_hours);
    const auto over = [&](const auto& value, std::string_view kind, auto pick) {
        return value ? overridden(layers, effective, value->origin, kind, pick) : json::array();
    };
    sheet.add("session.timeout_hours",
              effective.timeout_hours,
              over(
                  effective.timeout_hours, "session.timeout_hours", [](const Layer& at) -> const auto& {
                      return at.session.timeout_hours;
                  }));
    sheet.add("session.auto_resume",
              effective.auto_resume,
              over(
                  effective.auto_resume, "session.auto_resume", [](const Layer& at) -> const auto& {
                      return at.session.auto_resume;
                  }));
}

// A part of the safety policy with who set it: without anybody, it is what scc does by itself.
void add_safety(Sheet& sheet, const Layers& layers, const model::Effective& effective) {
    const json safety = json::parse(effective.safety.value);
    const auto add = [&](const std::string& field, json value, const std::string& part, auto pick) {
        const auto found = effective.safety_origins.find(part);
        const model::Origin origin =
            found == effective.safety_origins.end() ? model::Origin{"default", ""} : found->second;
        sheet.add(field, std::move(value), origin, overridden(layers, effective, origin, field, pick));
    };
    const auto nothing = [](const Layer&) { return std::optional<Text>(); };
    add("safety.action", safety.at("action"), "action", [](const Layer& at) { return at.safety.action; });
    for (const auto& [toggle, on] : safety.at("toggles").items()) {
        const auto said = [&name = toggle](const Layer& at) {
            const auto found = at.safety.toggles.find(name);
            return found == at.safety.toggles.end() ? std::nullopt : std::optional(found->second);
        };
        add("safety." + toggle, on, "toggles/" + toggle, said);
    }
    add("safety.when_clean", safety.at("when_clean"), "when_clean", [](const Layer& at) {
        return at.safety.when_clean;
    });
    for (const char* list : {"decisions", "at_least"}) {
        for (const auto& [name, decision] : safety.at(list).items()) {
            add("safety." + std::string(list) + "." + name, decision, std::string(list) + "/" + name, nothing);
        }
    }
    for (const json& pack : safety.at("packs")) add("safety.packs", pack, "packs/" + shown(pack), nothing);
    for (const json& rule : safety.at("rules")) {
        add("safety.rules", rule.at("id"), "rules/" + shown(rule.at("id")), nothing);
    }
}

// What of a tree people ask for: which it is.
json tree_json(const std::optional<model::Content>& content) {
    if (!content) return nullptr;
    return content->source + " " + content->commit.value_or(content->digest);
}

json marketplace_json(const model::Marketplace& at) {
    return {{"alias", at.alias},
            {"name", wire::or_null(at.name)},
            {"content", tree_json(at.content)},
            {"missing", wire::or_null(at.missing)}};
}

json artifact_json(const model::Artifact& at) {
    return {{"kind", at.kind},
            {"name", at.name},
            {"bundle", wire::or_null(at.bundle)},
            {"intent", at.intent},
            {"state", at.state},
            {"reason", wire::or_null(at.reason)},
            {"content", tree_json(at.content)}};
}

// Each branch with who named it first; where the organisation names some, the usual ones count no more.
void add_branches(Sheet& sheet, const std::vector<const Layer*>& layers, const model::Effective& effective) {
    for (const std::string& branch : effective.protected_branches.value) {
        model::Origin origin{"default", ""};
        for (const Layer* layer : layers) {
            const auto named = std::ranges::find(layer->protected_branches, branch, &Text::value);
            if (named == layer->protected_branches.end()) continue;
            origin = named->origin;
            break;
        }
        sheet.add("protected_branches", branch, origin);
    }
}

void add_setups(Sheet& sheet, const model::Effective& effective) {
    for (const auto& [id, setup] : effective.provider_setups) {
        const std::string field = "providers." + id;
        sheet.add(field + ".gateway", setup.gateway);
        if (setup.credential) {
            sheet.add(field + ".credential", credential::shown(setup.credential->value), setup.credential->origin);
        }
        sheet.add(field + ".sign_in", setup.sign_in);
    }
}

void add_values(Sheet& sheet, const Layers& layers, const model::Effective& effective) {
    if (layers.org != nullptr) {
        sheet.add("organization", layers.org->id + " (" + layers.org->name + ")", layers.org->origin("/organization"));
    }
    sheet.add("team", effective.team);
    add_network(sheet, layers, effective);
    for (const auto& at : effective.plugins) sheet.add("plugins", at.ref, at.origin);
    for (const auto& at : effective.mcp_servers) sheet.add("mcp_servers", server_json(at, layers.org), at.origin);
    for (const auto& at : effective.marketplaces) sheet.add("marketplaces", marketplace_json(at), at.origin);
    for (const auto& at : effective.artifacts) sheet.add("artifacts", artifact_json(at), at.origin);
    sheet.add("providers", effective.allowed_providers);
    sheet.add("provider", effective.provider_preference);
    add_setups(sheet, effective);
    for (const auto& [name, image] : effective.images) sheet.add("images." + name, image.value, image.origin);
    for (const auto& [name, pin] : effective.pins) sheet.add("pins." + name, pin.version, pin.origin);
    for (const auto& at : effective.blocked_images) sheet.add("blocked_images", at.value, at.origin);
    for (const auto& at : effective.protected_files) sheet.add("protected_files", at.value, at.origin);
    sheet.add("ca_bundle", effective.ca_bundle);
    add_limits(sheet, layers, effective);
    add_branches(sheet, all_of(layers), effective);
    add_safety(sheet, layers, effective);
    for (const auto& at : effective.agent_settings) {
        sheet.add("agent_settings", at.provider + " " + at.key + ": " + at.value, at.origin);
    }
    for (const auto& at : effective.dev_environment) {
        sheet.add("dev_environment", at.kind + " " + at.name + ": " + text::join(at.argv, " "), at.origin);
    }
}

void add_refusals(json& list, const Filter& filter, const char* name, const std::vector<model::Refusal>& refusals) {
    if (!filter.takes(name)) return;
    for (const model::Refusal& at : refusals) {
        list.push_back(model::with_origin({{"list", name},
                                           {"kind", at.kind},
                                           {"item", at.item},
                                           {"layer", at.layer},
                                           {"reason", at.reason},
                                           {"pattern", wire::or_null(at.pattern)}},
                                          at.origin));
    }
}

Result<json> enforcement_json(const model::Effective& effective, const json& plan, const Filter& filter) {
    json list = json::array();
    if (!filter.takes("enforcement")) return list;
    SCC_TRY(const std::vector<Enforcement> rows, enforcement_of(effective, plan));
    for (const Enforcement& at : rows) list.push_back({{"field", at.field}, {"state", at.state}, {"by", at.by}});
    return list;
}

Result<Filter> filter_from(const cli::Args& args) {
    const auto field = args.text("field");
    if (!field) return Filter{};
    const std::vector<std::string> known(std::begin(fields), std::end(fields));
    constexpr const char* open_groups[] = {"images.", "pins.", "providers.", "safety."};
    const bool below = std::ranges::any_of(open_groups, [&](const char* group) { return field->starts_with(group); });
    if (below || std::ranges::count(known, *field) > 0) return Filter{field};
    const std::string meant = text::nearest(*field, known);
    return Error{Code::usage,
                 "there is no field " + text::quoted(*field),
                 meant.empty() ? "one of " + text::join(known, ", ") : "did you mean " + text::quoted(meant) + "?"};
}

std::string decided_by(const json& at) {
    const std::string from = at.at("from");
    const std::string because = at.at("because");
    return because.empty() ? from : from + ", " + because;
}

std::string value_text(const json& at) {
    std::string lines =
        wrapped(shown(at.at("field")) + ": " + shown(at.at("value")), 0, 8) + wrapped(decided_by(at), 4, 8);
    for (const json& over : at.at("over")) {
        lines += wrapped("instead of " + text::quoted(shown(over.at("value"))) + ": " + decided_by(over), 4, 8);
    }
    return lines;
}

std::string refusal_text(const json& at) {
    const std::string what = shown(at.at("list")) + ": " + shown(at.at("kind")) + " " +
                             text::quoted(shown(at.at("item"))) + ", wanted by " + shown(at.at("layer"));
    return wrapped(what, 0, 8) + wrapped(shown(at.at("reason")) + ": " + decided_by(at), 4, 8);
}

std::string enforcement_text(const json& at) {
    return wrapped("enforcement: " + shown(at.at("field")) + ": " + shown(at.at("state")), 0, 8) +
           wrapped(shown(at.at("by")), 4, 8);
}

}  // namespace

json masked(const std::map<std::string, std::string>& values) {
    json hidden = json::object();
    for (const auto& [name, value] : values) hidden[name] = "***";
    return hidden;
}

Result<json> explain(const cli::Args& args, const json& input) {
    SCC_TRY(const Filter filter, filter_from(args));
    SCC_TRY(Situation read, situation(args, input));
    const Situation& found = kept(std::move(read));
    const Layers layers = layers_of(found.sources, found.request, time::now());
    const model::Effective effective =
        as_cached(effective_of(found.sources, found.request, layers.now), found.sources, found.request, layers.now);
    Sheet sheet{filter};
    add_values(sheet, layers, effective);
    for (const model::Source& source : effective.sources) {
        sheet.add("sources", source.location + " (" + source.age + ")", {source.layer, ""});
    }
    json refusals = json::array();
    add_refusals(refusals, filter, "denied", effective.denied);
    add_refusals(refusals, filter, "blocked", effective.blocked);
    add_refusals(refusals, filter, "narrowed", effective.narrowed);
    add_refusals(refusals, filter, "exceptions", effective.exceptions_used);
    SCC_TRY(json enforcement, enforcement_json(effective, input, filter));
    return json{{"workspace", found.workspace.root},
                {"enforcement", std::move(enforcement)},
                {"values", std::move(sheet.values)},
                {"refusals", std::move(refusals)},
                {"policy_digest", effective.policy_digest}};
}

std::string explain_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& at : data.at("values")) lines += value_text(at);
    for (const json& at : data.at("refusals")) lines += refusal_text(at);
    for (const json& at : data.at("enforcement")) lines += enforcement_text(at);
    return lines;
}

}  // namespace scc::config
