#include "team_source.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/glob.hpp"
#include "base/text.hpp"
#include "match/plugin_reference.hpp"
#include "match/url.hpp"

namespace scc::config {
namespace {

constexpr const char* default_path = "team-config.json";
const std::vector<std::string> team_sources = {"github", "git", "url"};

using Steps = std::vector<std::string>;

// A repository's place, with faults noted in the Reader.
Location read_repository(wire::Reader& in, const std::string& key, const std::string& url) {
    Location location{.transport = Transport::git};
    const auto repository = parse_repository(url);
    if (repository) location.url = *repository;
    else if (!url.empty()) in.fault(key, repository.error().message, repository.error().hint);
    location.ref = in.text_or("branch", "main");
    if (!is_ref(location.ref)) in.fault("branch", "'branch' must be the name of a branch or a tag");
    std::string path = in.text_or("path", "");
    while (path.starts_with('/')) path.erase(0, 1);
    location.path = path.empty() ? default_path : path;
    if (!is_inside(location.path)) in.fault("path", "'path' must stay within the repository");
    return location;
}

bool is_name(std::string_view name) {
    constexpr std::string_view allowed = "-._abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return !name.starts_with('-') && name.find_first_not_of(allowed) == std::string_view::npos && name != "." &&
           name != "..";
}

Location read_github(wire::Reader& in) {
    const std::string owner = in.text("owner");
    const std::string repo = in.text("repo");
    if (!is_name(owner)) in.fault("owner", "'owner' must be the name of a GitHub account");
    if (!is_name(repo)) in.fault("repo", "'repo' must be the name of a GitHub repository");
    in.text_map("headers");
    return read_repository(in, "repo", "https://github.com/" + owner + "/" + repo + ".git");
}

Location read_web(wire::Reader& in) {
    const std::string url = in.text("url");
    const auto location = parse_location(url, "/");
    if (location && location->transport == Transport::https && text::lower(url).starts_with("https://"))
        return *location;
    if (!url.empty()) in.fault("url", "'url' must be an https URL without a user name or password");
    return {};
}

// "host/path" of a URL or a pattern, in steps; nothing when it is none.
std::optional<Steps> steps_of(std::string_view text) {
    const bool plain = text.find("://") == std::string_view::npos && text.find('@') == std::string_view::npos;
    std::string url = plain ? "https://" + std::string(text) : std::string(text);
    if (!plain) {
        const auto repository = parse_repository(url);
        if (!repository) return std::nullopt;
        url = "https" + repository->substr(repository->find("://"));
        if (const std::size_t at = url.find('@'); at != std::string::npos) url.erase(8, at - 7);
    }
    const auto parsed = parse_url(url);
    if (!parsed) return std::nullopt;
    Steps steps = {parsed->authority()};
    for (const std::string& step : text::words(parsed->path, '/')) steps.push_back(text::lower(step));
    if (steps.back().ends_with(".git")) steps.back().resize(steps.back().size() - 4);
    return steps;
}

// A pattern's steps, which may hold stars where no host name has any.
Steps pattern_steps(std::string_view pattern) {
    pattern = text::trim(pattern);
    if (const std::size_t scheme = pattern.find("://"); scheme != std::string_view::npos)
        pattern.remove_prefix(scheme + 3);
    Steps steps = text::words(text::lower(pattern), '/');
    if (!steps.empty() && steps.back().ends_with(".git")) steps.back().resize(steps.back().size() - 4);
    return steps;
}

bool fits(const Steps& pattern, std::size_t p, const Steps& steps, std::size_t s) {
    if (p == pattern.size()) return s == steps.size();
    if (pattern[p] == "**") {
        const bool last = p + 1 == pattern.size();
        for (std::size_t next = last && p > 0 ? s + 1 : s; next <= steps.size(); ++next) {
            if (fits(pattern, p + 1, steps, next)) return true;
        }
        return false;
    }
    return s < steps.size() && glob::matches(pattern[p], steps[s]) && fits(pattern, p + 1, steps, s + 1);
}

Error untrusted(const Marketplace& at, const std::string& why, const std::string& hint) {
    return {Code::denied, "the team's marketplace " + text::quoted(at.alias) + " " + why, hint, at.origin.because};
}

// Whoever writes "${NAME}" into a header decides whom the variable is sent to.
bool names_variable(const Marketplace& at) {
    return std::ranges::any_of(at.source.headers,
                               [](const auto& header) { return header.second.find("${") != std::string::npos; });
}

}  // namespace

TeamSource read_team_source(wire::Reader& in) {
    const std::string source = in.one_of("source", team_sources);
    TeamSource team;
    if (source == "github") team.location = read_github(in);
    if (source == "git") team.location = read_repository(in, "url", in.text("url"));
    if (source == "url") {
        team.location = read_web(in);
        team.headers = in.text_map("headers");
    }
    if (source.empty()) in.open();
    return team;
}

Trust read_trust(wire::Reader& in) {
    Trust trust;
    trust.inherit_org_marketplaces = in.boolean_or("inherit_org_marketplaces", true);
    trust.allow_additional_marketplaces = in.boolean_or("allow_additional_marketplaces", false);
    trust.patterns = in.optional_texts("marketplace_source_patterns").value_or(std::vector<std::string>());
    return trust;
}

bool admits_source(std::string_view pattern, std::string_view url) {
    const auto steps = steps_of(url);
    const Steps wanted = pattern_steps(pattern);
    constexpr std::size_t most_steps = 64;  // so that many "**" cost little
    const auto stars = std::ranges::count(wanted, "**");
    return steps && !wanted.empty() && steps->size() <= most_steps && stars <= 3 && fits(wanted, 0, *steps, 0);
}

Result<Done> check_trust(const Trust& trust,
                         const std::vector<Marketplace>& offered,
                         const std::vector<std::string>& taken) {
    for (const Marketplace& at : offered) {
        if (!trust.allow_additional_marketplaces) {
            return untrusted(
                at, "is one more than the organisation has", "it must grant trust.allow_additional_marketplaces");
        }
        if (at.alias == implicit_marketplace || std::ranges::count(taken, at.alias) > 0) {
            return untrusted(at, "has the name of another one", "give it a name of its own");
        }
        if (at.source.tag == "directory")
            return untrusted(at, "is a directory, which no file from elsewhere may name", "use git or url");
        const auto admitted = [&](const std::string& pattern) { return admits_source(pattern, at.source.url); };
        if (std::ranges::none_of(trust.patterns, admitted)) {
            return untrusted(at,
                             "comes from " + text::quoted(at.source.url) + ", which no pattern admits",
                             "the patterns are trust.marketplace_source_patterns in the organisation's file");
        }
        if (names_variable(at)) {
            return untrusted(at,
                             "sends a variable of this machine in a header",
                             "only the organisation's own file may name variables");
        }
    }
    return Done{};
}

}  // namespace scc::config
