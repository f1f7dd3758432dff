#include "exception.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "match/destination.hpp"
#include "match/mcp_server.hpp"

namespace scc::config {
namespace {

const std::vector<std::string> scopes = {"policy", "local"};
constexpr time::Seconds hour = 3600;
constexpr time::Seconds most_skew = 300;  // between the clocks of two machines that share a store

constexpr Target all_targets[] = {
    {"plugin", "plugins", "allow-plugin"},
    {"mcp", "mcp_servers", "allow-mcp"},
    {"destination", "destinations", "allow-destination"},
    {"rule", "rules", "allow-rule"},
};

// "@market/name" is another spelling of "name@market".
bool names_plugin(const std::string& pattern, std::string_view subject) {
    const std::size_t slash = pattern.find('/');
    const bool market_first = pattern.starts_with('@') && slash != std::string::npos;
    if (!market_first) return matches_plugin(pattern, subject);
    return matches_plugin(pattern.substr(slash + 1) + pattern.substr(0, slash), subject);
}

bool names_destination(const std::string& pattern, std::string_view subject) {
    const auto wide = parse_destination(pattern);
    const auto narrow = parse_destination(subject);
    return (wide && narrow && covers(*wide, *narrow)) || matches(pattern, subject);
}

bool names_subject(std::string_view kind,
                   const std::string& pattern,
                   std::string_view subject,
                   const model::McpServer* server) {
    if (kind == "plugin") return names_plugin(pattern, subject);
    if (kind == "destination") return names_destination(pattern, subject);
    if (server != nullptr) return admission({Text{pattern, {}}}, *server, false).pattern != nullptr;
    return matches(pattern, subject);
}

}  // namespace

std::string_view name_of(Store store) {
    switch (store) {
        case Store::organisation: return "organisation";
        case Store::personal: return "personal";
        case Store::workspace: return "workspace";
    }
    return "";
}

std::span<const Target> targets() { return all_targets; }

Exception read_exception(wire::Reader& in, const Place& place) {
    Exception exception{.id = in.text("id"), .reason = in.text("reason")};
    exception.policy = in.optional_one_of("scope", scopes).value_or("policy") == "policy";
    exception.expires = in.time("expires_at");
    exception.created_by = in.text_or("created_by", "");
    for (const char* key : {"created_at", "created_on", "source"}) in.optional_text(key);
    wire::Reader allow = in.object("allow");
    for (const Target& target : all_targets) {
        exception.allow[std::string(target.kind)] =
            allow.optional_texts(target.key).value_or(std::vector<std::string>());
    }
    exception.origin = {"exception", origin_of(in, "", place).because};
    return exception;
}

time::Seconds end_of(const Exception& exception, std::int64_t most_hours) {
    if (exception.store == Store::organisation) return exception.expires;
    return std::min(exception.expires, exception.created + most_hours * hour);
}

bool is_in_force(const Exception& exception, time::Seconds now, std::int64_t most_hours) {
    return exception.created <= now + most_skew && now < end_of(exception, most_hours);
}

bool releases(const Exception& exception,
              std::string_view kind,
              std::string_view subject,
              const model::McpServer* server) {
    const auto found = exception.allow.find(std::string(kind));
    if (found == exception.allow.end()) return false;
    return std::ranges::any_of(
        found->second, [&](const std::string& pattern) { return names_subject(kind, pattern, subject, server); });
}

std::vector<std::string> targets_of(const Exception& exception) {
    std::vector<std::string> all;
    for (const Target& target : all_targets) {
        const auto found = exception.allow.find(std::string(target.kind));
        if (found == exception.allow.end()) continue;
        for (const std::string& pattern : found->second) all.push_back(std::string(target.kind) + " " + pattern);
    }
    return all;
}

}  // namespace scc::config
