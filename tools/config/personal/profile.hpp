// A personal profile: what one person wants wherever they work on one repository.
//
//     {"version": "2", "repository": "remote:example.com/team/app", "saved_at": "…", "active": true,
//      "plugins": […], "mcp_servers": […], "settings": {PROVIDER: {KEY: VALUE}}}
//
// While it is active it joins the personal layer and passes the gates of that layer: it is no way around anything. A
// file of the earlier implementation is read through `scc-provider settings`, because what it holds are an agent's own
// files. No profile holds a secret: what looks like one is refused, and a reference stands in its place.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "layer/layer.hpp"
#include "model/workspace.hpp"

namespace scc::config {

using json = nlohmann::json;

struct Profile {
    std::string repository;
    std::string saved_at;
    bool active = true;
    Layer layer;          // named "personal"
    std::string content;  // plugins, servers and settings as canonical JSON
};

// Which repository a workspace belongs to, the same for every clone: "remote:HOST/PATH" of its remote `origin`, else
// "path:DIRECTORY".
std::string repository_of(const model::Workspace& workspace);
std::string repository_of_url(const std::string& url);  // empty when it is none

std::string profile_directory();
std::string profile_path(const std::string& repository);

// Reads the document; `path` is the file as errors name it.
Result<Profile> read_profile(const json& document, const std::string& path);

// The same for a file, an old one and the output of `profile export` as well. Code::not_found when there is none.
Result<Profile> load_profile(const std::string& path);

json to_json(const Profile& profile);
Result<Done> write_profile(const Profile& profile);

// {"plugins", "mcp_servers", "settings", …} of a workspace or of an old profile, from scc-provider.
Result<json> agent_settings(const std::vector<std::string>& words);

// A profile that keeps those.
Result<Profile> profile_from(const json& settings, const std::string& repository);

// One thing that differs between two contents: {"section", "name", "change": "added"/"removed"/"changed"}.
json changes_between(const std::string& before, const std::string& after);

}  // namespace scc::config
