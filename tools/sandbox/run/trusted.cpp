#include "trusted.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "session/events.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

std::vector<std::string> directories_of_others(const std::string& id) {
    std::vector<std::string> directories;
    for (const Session& session : all_sessions().value_or({})) {
        if (session.id != id && is_live(session)) directories.push_back(directory_of(session.id));
    }
    return directories;
}

}  // namespace

Result<Done> begin_trust(Launch& launch) {
    std::vector<std::string> files;
    for (const auto& at : launch.sections.config.protected_files) files.push_back(at.value);
    launch.trust = trust::Watch::begin(launch.sections.workspace, files, directories_of_others(launch.session.id));
    return launch.trust.save(launch.directory);
}

trust::Report end_trust(const std::string& directory) {
    auto watch = trust::Watch::load(directory);
    if (watch) return watch->end();
    if (watch.error().code == Code::not_found) return {};
    trust::Report report;
    report.failed.push_back(watch.error().message);
    return report;
}

std::vector<json> trust_events(const Session& session, const trust::Report& report) {
    json fields = json::object();
    const auto add = [&](const char* key, const std::vector<std::string>& list) {
        if (!list.empty()) fields[key] = list;
    };
    add("taken_back", report.taken_back);
    add("moved", report.moved);
    add("changed", report.changed);
    add("failed", report.failed);
    if (fields.empty()) return {};
    return {event_of(session, "trust.report", std::move(fields))};
}

void say_trust(const trust::Report& report, const std::string& directory) {
    const std::vector<std::string> lines = trust::text_of(report);
    if (lines.empty()) return;
    cli::log::warning("the session changed what git on this machine obeys and no diff shows:");
    for (const std::string& line : lines) cli::log::info("  " + line);
    if (report.taken_back.empty()) return;
    cli::log::info("hint: what it left is in " + text::quoted(path::join(directory, "trust")) +
                   "; 'git config' sets a key again that was yours");
}

}  // namespace scc::sandbox
