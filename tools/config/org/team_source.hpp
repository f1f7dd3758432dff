// Where a team's own file is, and what the organisation lets that file do: the keys "config_source" and "trust" of a
// profile.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "artifact/artifact.hpp"
#include "base/error.hpp"
#include "fetch/location.hpp"
#include "wire/reader.hpp"

namespace scc::config {

struct TeamSource {
    Location location;
    std::map<std::string, std::string> headers;  // for a web server; "${NAME}" in them is a variable
};

struct Trust {
    bool inherit_org_marketplaces = true;
    bool allow_additional_marketplaces = false;
    std::vector<std::string> patterns;  // marketplace_source_patterns
};

// "github", "git" or "url"; a path that is left out is team-config.json.
TeamSource read_team_source(wire::Reader& in);

Trust read_trust(wire::Reader& in);

// Whether the pattern admits the URL. Both lose their scheme, user, default port and a trailing ".git", and are
// compared step by step: "*" and "?" stay within one step of the path, "**" stands for any number of steps. What cannot
// be brought into one spelling is admitted by nothing.
bool admits_source(std::string_view pattern, std::string_view url);

// Whether the team's file may bring these marketplaces along; Code::denied naming the first it may not. `taken` are the
// names that the organisation's marketplaces have.
Result<Done> check_trust(const Trust& trust,
                         const std::vector<Marketplace>& offered,
                         const std::vector<std::string>& taken);

}  // namespace scc::config
