#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/time.hpp"
#include "export/encode.hpp"
#include "query/sentence.hpp"
#include "query/wanted.hpp"

namespace scc::audit {
namespace {

constexpr int other_activity = 99;

// The longest type that an event's type is or belongs to decides.
struct Class {
    std::string_view type;
    int category;
    int uid;
    int activity;
    std::string_view name;
};

constexpr Class classes[] = {
    {"guard", 1, 1007, 1, "Process Activity"},
    {"hook", 1, 1007, 1, "Process Activity"},
    {"safety", 1, 1007, 1, "Process Activity"},
    {"dev", 1, 1007, 1, "Process Activity"},
    {"net", 4, 4001, other_activity, "Network Activity"},
    {"net.allowed", 4, 4001, 1, "Network Activity"},
    {"net.denied", 4, 4001, 5, "Network Activity"},
    {"auth", 3, 3002, other_activity, "Authentication"},
    {"auth.login", 3, 3002, 1, "Authentication"},
    {"auth.logout", 3, 3002, 2, "Authentication"},
    {"launch", 6, 6002, other_activity, "Application Lifecycle"},
    {"launch.started", 6, 6002, 3, "Application Lifecycle"},
    {"session.ended", 6, 6002, 4, "Application Lifecycle"},
    {"exception", 3, 3004, other_activity, "Entity Management"},
    {"exception.created", 3, 3004, 1, "Entity Management"},
    {"exception.deleted", 3, 3004, 4, "Entity Management"},
};
constexpr Class base_event = {"", 0, 0, other_activity, "Base Event"};

const Class& class_of(std::string_view type) {
    const Class* best = &base_event;
    for (const Class& one : classes) {
        if (is_of(type, one.type) && one.type.size() > best->type.size()) best = &one;
    }
    return *best;
}

struct Decided {
    std::string_view verdict;
    int severity;
    int action;
    int disposition;
};

constexpr Decided decided[] = {{"allow", 1, 1, 1}, {"warn", 2, 1, 17}, {"block", 3, 2, 2}};

void add_decision(json& out, const std::string& verdict, const json& event) {
    const auto found = std::ranges::find(decided, verdict, &Decided::verdict);
    if (found == std::end(decided)) return;
    out["severity_id"] = found->severity;
    out["action_id"] = found->action;
    out["disposition_id"] = found->disposition;
    if (const std::string rule = text_at(event, "rule"); !rule.empty()) out["firewall_rule"] = {{"uid", rule}};
}

// What the class has a place for.
void add_members(json& out, const json& event, int uid) {
    if (const std::string actor = text_at(event, "actor"); !actor.empty()) out["actor"] = {{"user", {{"name", actor}}}};
    const std::string provider = text_at(event, "provider");
    if (uid == 1007 && event.contains("command")) out["process"] = {{"cmd_line", shown(event.at("command"))}};
    if (uid == 6002) out["app"] = {{"name", provider}};
    if (uid == 3002) out["user"] = {{"name", text_at(event, "actor")}};
    if (uid == 3004) out["entity"] = {{"type", "exception"}, {"uid", text_at(event, "exception")}};
    if (uid == 4001) {
        out["dst_endpoint"] = {{"hostname", text_at(event, "host")}};
        if (const auto port = event.find("port"); port != event.end() && port->is_number())
            out["dst_endpoint"]["port"] = *port;
    }
}

json metadata_of(const json& event) {
    json metadata = {{"version", "1.3.0"},
                     {"profiles", {"security_control"}},
                     {"product", {{"name", "scc"}, {"vendor_name", "scc"}, {"version", SCC_VERSION}}},
                     {"log_name", text_at(event, "type")},
                     {"original_time", text_at(event, "time")}};
    if (const std::string hash = text_at(event, "hash"); !hash.empty()) metadata["uid"] = hash;
    if (const auto seq = event.find("seq"); seq != event.end() && seq->is_number()) metadata["sequence"] = *seq;
    if (const std::string session = text_at(event, "session"); !session.empty()) metadata["correlation_uid"] = session;
    return metadata;
}

json unmapped_in(const json& event) {
    json rest = json::object();
    for (const auto& [key, value] : event.items()) {
        if (key != "seq" && key != "hash" && key != "time" && key != "prev") rest[key] = value;
    }
    return rest;
}

}  // namespace

json ocsf_of(const json& event) {
    const Class& of = class_of(text_at(event, "type"));
    json out = {{"category_uid", of.category},
                {"class_uid", of.uid},
                {"class_name", of.name},
                {"activity_id", of.activity},
                {"type_uid", of.uid * 100 + of.activity},
                {"time", time::parse(text_at(event, "time")).value_or(0) * 1000},
                {"severity_id", 1},
                {"message", sentence_of(event)},
                {"metadata", metadata_of(event)},
                {"unmapped", unmapped_in(event)}};
    add_decision(out, verdict_of(event), event);
    add_members(out, event, of.uid);
    return out;
}

}  // namespace scc::audit
