#include "validate.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "exception/store.hpp"
#include "fetch/fetch.hpp"
#include "known_providers.hpp"
#include "model/discover.hpp"
#include "org/review.hpp"
#include "org/team_file.hpp"
#include "personal/profile.hpp"
#include "source/sources.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

using Findings = std::vector<Finding>;

Findings faults_of(const Error& error) {
    Findings findings = {{true, error.message, error.where, error.hint}};
    for (const Error& further : error.also) findings.push_back({true, further.message, further.where, further.hint});
    return findings;
}

template <class Value>
Findings faults_in(const Result<Value>& read) {
    return read ? Findings() : faults_of(read.error());
}

Findings check_org(const json& document, const std::string& path) {
    const auto org = read_org(document, path);
    if (!org) return faults_of(org.error());
    Findings findings = unknown_providers(*org);
    std::ranges::move(review(*org), std::back_inserter(findings));
    return findings;
}

Findings check_settings(const json& document, const std::string& path) {
    const auto settings = read_settings(document, path);
    return settings ? review(*settings) : faults_of(settings.error());
}

Findings check_workspace(const json& document, const std::string& path) {
    return faults_in(read_workspace_file(document, path));
}

Findings check_team_file(const json& document, const std::string& path) {
    return faults_in(read_team_file(document, path));
}

Findings check_profile(const json&, const std::string& path) { return faults_in(load_profile(path)); }

// An exception that cannot be read stops no launch; it counts for nothing.
Findings check_exceptions(const json& document, const std::string& path) {
    const StoreFaults faults = faults_of_store(document, {Store::workspace, path, path, true});
    Findings findings = faults.whole ? faults_of(*faults.whole) : Findings();
    for (const Error& entry : faults.entries) {
        for (Finding& finding : faults_of(entry)) {
            finding.error = false;
            findings.push_back(std::move(finding));
        }
    }
    return findings;
}

struct Kind {
    const char* name;
    Findings (*check)(const json& document, const std::string& path);
};

constexpr Kind org_kind = {"organisation", check_org};
constexpr Kind settings_kind = {"settings", check_settings};
constexpr Kind workspace_kind = {"workspace", check_workspace};
constexpr Kind team_kind = {"team", check_team_file};
constexpr Kind profile_kind = {"profile", check_profile};
constexpr Kind exceptions_kind = {"exceptions", check_exceptions};

// What a file is, by its name and what stands in it.
Kind kind_of(const std::string& path, const json& document) {
    if (path.ends_with(workspace_file)) return workspace_kind;
    if (path.ends_with(".toml")) return path.ends_with("config.toml") ? settings_kind : workspace_kind;
    if (path::basename(path) == "exceptions.json") return exceptions_kind;
    if (path::parent(path) == profile_directory()) return profile_kind;
    const bool named = path::basename(path).starts_with("team");
    const bool is_team = document.is_object() && !document.contains("organization") &&
                         (named || document.contains("enabled_plugins") || document.contains("disabled_plugins"));
    return is_team ? team_kind : org_kind;
}

json file_json(const std::string& path, const char* is, const Findings& findings) {
    json list = json::array();
    for (const Finding& at : findings) {
        list.push_back({{"level", at.error ? "error" : "warning"},
                        {"message", at.message},
                        {"where", at.where},
                        {"hint", at.hint}});
    }
    return {{"file", path}, {"is", is}, {"findings", list}};
}

Result<json> checked(const std::string& path, const Kind* kind) {
    const auto document = wire::parse_file(path);
    if (!document && document.error().code == Code::not_found) {
        return Error{Code::not_found, "there is no file " + text::quoted(path), "check the path"};
    }
    if (!document) return file_json(path, kind == nullptr ? "unknown" : kind->name, faults_of(document.error()));
    const Kind is = kind == nullptr ? kind_of(path, *document) : *kind;
    return file_json(path, is.name, is.check(*document, path));
}

// The files of a launch from the current directory.
Result<json> checked_here() {
    json files = json::array();
    const auto add = [&](const std::string& path, const Kind& kind) -> Result<Done> {
        SCC_TRY(const bool there, file::is_there(path));
        if (!there) return Done{};
        SCC_TRY(json file, checked(path, &kind));
        files.push_back(std::move(file));
        return Done{};
    };
    SCC_CHECK(add(places::settings_file(), settings_kind));
    const auto settings = load_settings(places::settings_file());
    const std::string org = settings ? org_path(*settings) : "";
    if (!org.empty()) SCC_CHECK(add(org, org_kind));
    SCC_TRY(const std::string here, path::current());
    SCC_TRY(const model::Workspace workspace, model::discover(here));
    SCC_CHECK(add(path::join(workspace.root, workspace_file), workspace_kind));
    SCC_CHECK(add(profile_path(repository_of(workspace)), profile_kind));
    SCC_CHECK(add(personal_store().path, exceptions_kind));
    SCC_CHECK(add(workspace_store(workspace.root).path, exceptions_kind));
    return files;
}

std::string finding_text(const json& at) {
    std::string lines = at.at("level").get<std::string>() + ": ";
    const std::string where = at.at("where");
    const std::string hint = at.at("hint");
    lines += where.empty() ? "" : where + ": ";
    lines += at.at("message").get<std::string>() + "\n";
    return lines + (hint.empty() ? "" : "    hint: " + hint + "\n");
}

}  // namespace

Result<json> validate(const cli::Args& args, const json&) {
    if (args.operands.empty()) {
        SCC_TRY(json files, checked_here());
        return json{{"files", std::move(files)}};
    }
    SCC_TRY(json file, checked(args.operand(0), nullptr));
    return json{{"files", json::array({std::move(file)})}};
}

Result<json> validate_org(const cli::Args& args, const json&) {
    SCC_TRY(const std::string here, path::current());
    SCC_TRY(const Location location, location_in(args.operand(0), here));
    if (!location.is_remote()) {
        const bool as_written = file::exists(args.operand(0));
        SCC_TRY(json file, checked(as_written ? args.operand(0) : location.url, &org_kind));
        return json{{"files", json::array({std::move(file)})}};
    }
    SCC_TRY(const Settings settings, load_settings(places::settings_file()));
    const auto& bundle = settings.preferences.ca_bundle;
    SCC_TRY(
        const Access access,
        access_to(location, {args.text_or("auth", ""), args.text_or("auth-header", "")}, bundle ? bundle->value : ""));
    SCC_TRY(const Fetched came, fetch_file(location, access));
    const auto document = wire::parse(came.bytes, location.shown());
    const Findings findings = document ? check_org(*document, location.shown()) : faults_of(document.error());
    return json{{"files", json::array({file_json(location.shown(), org_kind.name, findings)})}};
}

std::string validate_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& file : data.at("files")) {
        for (const json& at : file.at("findings")) lines += finding_text(at);
        if (file.at("findings").empty()) lines += file.at("file").get<std::string>() + ": nothing is wrong\n";
    }
    return lines.empty() ? "there is nothing to check\n" : lines;
}

Code validate_status(const json& data) {
    for (const json& file : data.at("files")) {
        const auto is_error = [](const json& at) { return at.at("level") == "error"; };
        if (std::ranges::any_of(file.at("findings"), is_error)) return Code::config;
    }
    return Code::ok;
}

}  // namespace scc::config
