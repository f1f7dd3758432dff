// The `scan` document in the interchange format of static analysis, SARIF 2.1.0: one run, its rules with what to do
// instead, its results by file and region. What could not be read is a notification of the invocation.
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.hpp"
#include "scan/scan.hpp"

namespace scc::safety {
namespace {

using nlohmann::json;

constexpr const char* schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

// A path as a URI reference.
std::string uri_of(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    while (path.starts_with("./")) path.remove_prefix(2);
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.find(c) != std::string_view::npos) uri += c;
        else uri += {'%', digits[byte >> 4U], digits[byte & 0xfU]};
    }
    return uri;
}

json artifact(const std::string& path) {
    json location = {{"uri", path == "-" ? "stdin" : uri_of(path)}};
    if (!path.starts_with('/')) location["uriBaseId"] = "%SRCROOT%";
    return location;
}

const char* level_of(const json& finding) { return finding.at("verdict") == "block" ? "error" : "warning"; }

json rule_json(const json& finding) {
    const auto because = finding.at("because").get<std::string>();
    const auto instead = finding.at("instead").get<std::string>();
    const std::string help = "It " + because + "." + (instead.empty() ? "" : " Instead: " + instead + ".");
    const bool unreadable = because.starts_with("cannot be read");
    return {{"id", finding.at("rule")},
            {"shortDescription", {{"text", unreadable ? "cannot be read" : because}}},
            {"help", {{"text", unreadable ? "What cannot be read is refused. Instead: " + instead + "." : help}}},
            {"defaultConfiguration", {{"level", level_of(finding)}}}};
}

json result_json(const json& finding, std::size_t index, const std::string& path) {
    const json region = {{"startLine", finding.at("line")},
                         {"startColumn", finding.at("column")},
                         {"endLine", finding.at("end_line")},
                         {"endColumn", finding.at("end_column")}};
    const std::string message =
        finding.at("command").get<std::string>() + ": it " + finding.at("because").get<std::string>();
    json location = {{"physicalLocation", {{"artifactLocation", artifact(path)}, {"region", region}}}};
    if (!finding.at("part").get<std::string>().empty()) {
        location["logicalLocations"] = json::array({{{"name", finding.at("part")}}});
    }
    return {{"ruleId", finding.at("rule")},
            {"ruleIndex", index},
            {"level", level_of(finding)},
            {"message", {{"text", message}}},
            {"locations", json::array({location})}};
}

json notification(const json& fault) {
    const json location = {{"physicalLocation", {{"artifactLocation", artifact(fault.at("file").get<std::string>())}}}};
    return {{"level", "error"}, {"message", {{"text", fault.at("message")}}}, {"locations", json::array({location})}};
}

}  // namespace

json scanned_sarif(const json& data) {
    json rules = json::array();
    json results = json::array();
    std::vector<std::string> known;
    for (const json& file : data.at("files")) {
        for (const json& finding : file.at("findings")) {
            const auto id = finding.at("rule").get<std::string>();
            const auto found = std::ranges::find(known, id);
            const auto index = static_cast<std::size_t>(found - known.begin());
            if (found == known.end()) {
                known.push_back(id);
                rules.push_back(rule_json(finding));
            }
            results.push_back(result_json(finding, index, file.at("file").get<std::string>()));
        }
    }
    json notifications = json::array();
    for (const json& fault : data.at("faults")) notifications.push_back(notification(fault));
    const json driver = {{"name", "scc-safety"}, {"version", SCC_VERSION}, {"rules", rules}};
    const json invocation = {{"executionSuccessful", notifications.empty()},
                             {"toolExecutionNotifications", notifications}};
    return {{"$schema", schema},
            {"version", "2.1.0"},
            {"runs",
             json::array({{{"tool", {{"driver", driver}}},
                           {"columnKind", "unicodeCodePoints"},
                           {"invocations", json::array({invocation})},
                           {"results", results}}})}};
}

}  // namespace scc::safety
