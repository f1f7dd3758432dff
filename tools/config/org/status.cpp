#include "status.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "proc/credential.hpp"
#include "source/sources.hpp"
#include "wire/nullable.hpp"

namespace scc::config {
namespace {

// When the copy stops serving without a network; null when never.
json offline_until(const Copy& copy) {
    if (!copy.terms.max_age_hours) return nullptr;
    return time::text_of(copy.entry.checked_at + *copy.terms.max_age_hours * 3600);
}

json copy_json(const Provenance& from) {
    if (!from.source.location.is_remote()) return nullptr;
    const Copy& copy = from.copy;
    return {{"fetched_at", time::text_of(copy.entry.fetched_at)},
            {"checked_at", time::text_of(copy.entry.checked_at)},
            {"renewed_at", time::text_of(copy.entry.checked_at + copy.terms.ttl_hours * 3600)},
            {"offline_until", offline_until(copy)},
            {"ttl_hours", copy.terms.ttl_hours},
            {"max_age_hours", wire::or_null(copy.terms.max_age_hours)},
            {"commit", wire::text_or_null(copy.entry.commit)}};
}

std::string copy_text(const json& copy) {
    std::string lines = "fetched " + copy.at("fetched_at").get<std::string>() + ", confirmed " +
                        copy.at("checked_at").get<std::string>() + "\n";
    lines += "asked again from " + copy.at("renewed_at").get<std::string>() + " on\n";
    const json& until = copy.at("offline_until");
    return lines + (until.is_null() ? "serves offline without a limit\n"
                                    : "serves offline until " + until.get<std::string>() + "\n");
}

}  // namespace

Result<json> org_status(const cli::Args& args, const json&) {
    SCC_TRY(Request request, request_from(args));
    request.renewal = Renewal::never;
    SCC_TRY(const Sources sources, read_sources(request, ""));
    if (!sources.org) return json{{"mode", "standalone"}, {"organization", nullptr}, {"source", nullptr}};
    const Org& org = *sources.org;
    const model::Source& source = sources.sources.front();
    const Provenance& from = *sources.from;
    json team;
    if (sources.team) team = sources.team->value;
    return json{{"mode", "organization"},
                {"organization", {{"id", org.id}, {"name", org.name}, {"contact", org.contact}}},
                {"source",
                 {{"location", source.location},
                  {"digest", source.digest},
                  {"age", source.age},
                  {"pinned", !from.source.sha256.empty()},
                  {"signed", from.is_signed},
                  {"auth", wire::text_or_null(credential::shown(from.source.credential.auth))},
                  {"of_machine", from.source.of_machine}}},
                {"copy", copy_json(from)},
                {"version", {{"needed", wire::text_or_null(org.min_cli_version)}, {"understood", understood_version}}},
                {"teams", team_names(org)},
                {"team", team}};
}

std::string org_status_text(const cli::Args&, const json& data) {
    if (data.at("mode") == "standalone") return "standalone: no organisation\n";
    const json& org = data.at("organization");
    const json& source = data.at("source");
    std::string lines = org.at("name").get<std::string>() + " (" + org.at("id").get<std::string>() + ")\n";
    lines += "from " + source.at("location").get<std::string>() + ", " + source.at("age").get<std::string>() + "\n";
    lines += "SHA-256 " + source.at("digest").get<std::string>() + (source.at("pinned").get<bool>() ? ", pinned" : "") +
             (source.at("signed").get<bool>() ? ", signed" : "") + "\n";
    if (!data.at("copy").is_null()) lines += copy_text(data.at("copy"));
    if (!data.at("team").is_null()) lines += "team " + data.at("team").get<std::string>() + "\n";
    return lines + text::count_of(data.at("teams").size(), "team") + "\n";
}

}  // namespace scc::config
