// Which files a launch is governed by, and reading them.
//
// The organisation's file comes from /etc/scc/org.json when that exists, and then from nowhere else; else from --org,
// else from organization_source in config.toml (organisation.hpp). A person may leave the organisation with
// --standalone unless its file forbids that.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "merge/merge.hpp"
#include "organisation.hpp"
#include "proc/places.hpp"

namespace scc::config {

// What the command line says about it.
struct Request {
    std::optional<std::string> org_file;
    std::optional<std::string> team;
    std::optional<std::string> network;
    bool standalone = false;
    bool offline = false;
    bool no_personal = false;
    bool no_user = false;  // nothing from the home directory: no settings, no exceptions, nothing fetched earlier
    std::optional<std::string> personal_file;    // instead of the repository's personal profile
    std::optional<std::string> exceptions_file;  // instead of the person's and the repository's
    Renewal renewal = Renewal::when_stale;
    std::string system_org = places::system_organisation;
    std::string system_key = places::organisation_key;
};

Result<Request> request_from(const cli::Args& args);

// Everything that was read. `layers()` points into it.
struct Sources {
    Settings settings;
    std::optional<Org> org;
    std::optional<Provenance> from;  // where org is from
    std::optional<Layer> workspace;
    std::optional<Text> team;
    std::optional<Layer> profile;       // the personal profile of the workspace's repository
    std::vector<Exception> exceptions;  // the repository's, then the person's
    std::vector<model::Source> sources;
};

// Reads all of it for the workspace at `root` (empty: none).
Result<Sources> read_sources(const Request& request, const std::string& root);

// The same without a workspace and a team: settings and organisation only.
Result<Sources> read_organisation(const Request& request);

// Puts the own file of one of the organisation's teams in its place; nothing for a team that keeps none.
Result<Done> take_team_file(const std::string& team, const Request& request, Sources& sources);

// The merge's input.
Layers layers_of(const Sources& sources, const Request& request, time::Seconds now);

// The merged configuration with its sources.
model::Effective effective_of(const Sources& sources, const Request& request, time::Seconds now);

// The exceptions that the request takes: of the file it names, else of the repository at `root` and of the person.
Result<std::vector<Exception>> read_exception_stores(const Request& request,
                                                     const std::string& root,
                                                     std::vector<model::Source>* sources = nullptr);

// The file that is read as the organisation's when the command line says nothing about it; empty when there is none.
std::string org_path(const Settings& settings);

// Code::not_found naming the nearest team.
Error no_such_team(const Org& org, const std::string& team);

}  // namespace scc::config
