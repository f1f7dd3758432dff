#include "scan/scan.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"
#include "excerpt.hpp"
#include "scan/files.hpp"
#include "scan/finding.hpp"

namespace scc::safety {
namespace {

using nlohmann::json;

constexpr const char* standard_input = "-";

json finding_json(const Finding& finding, std::string_view bytes, const Positions& positions) {
    const Position begin = positions.of(finding.span.begin);
    const Position end = positions.of(finding.span.end);
    return {{"rule", finding.rule},
            {"verdict", rule::name_of(finding.decision)},
            {"because", finding.because},
            {"instead", finding.instead},
            {"set_by", finding.set_by},
            {"command", finding.command},
            {"part", finding.part},
            {"line", begin.line},
            {"column", begin.column},
            {"end_line", end.line},
            {"end_column", end.column},
            {"excerpt", excerpt(bytes, finding.span)}};
}

class Scanning {
public:
    explicit Scanning(const rule::Policy& policy) : policy_(policy) {}

    void scan(const std::string& path, const Format* forced) {
        if (path == standard_input) return read({path, "", forced});
        auto found = files_at(path, forced);
        if (!found) return fail(path, found.error());
        for (const Found& one : *found) {
            if (seen_.insert(one.path).second) read(one);
        }
    }

    json document() && { return {{"files", std::move(files_)}, {"faults", std::move(faults_)}}; }

private:
    void read(const Found& one) {
        const auto bytes =
            one.path == standard_input ? file::read(STDIN_FILENO, "standard input") : file::read(one.path);
        if (!bytes) return fail(one.path, bytes.error());
        const auto findings = findings_in(*bytes, *one.format, one.folder, policy_);
        if (!findings) return fail(one.path, findings.error());
        const Positions positions(*bytes);
        json list = json::array();
        for (const Finding& finding : *findings) list.push_back(finding_json(finding, *bytes, positions));
        files_.push_back({{"file", one.path}, {"format", one.format->name}, {"findings", std::move(list)}});
    }

    void fail(const std::string& path, const Error& error) {
        const bool absent = error.code == Code::not_found && error.hint.empty();
        faults_.push_back({{"file", path},
                           {"message", error.message},
                           {"hint", absent ? "name a file or a folder that is there" : error.hint},
                           {"where", error.where}});
    }

    const rule::Policy& policy_;
    std::set<std::string> seen_;
    json files_ = json::array();
    json faults_ = json::array();
};

}  // namespace

Result<json> scan(const Request& request, const rule::Policy& policy) {
    const Format* forced = request.as.empty() ? nullptr : format_named(request.as);
    std::vector<std::string> names;
    for (const Format& format : formats()) names.emplace_back(format.name);
    if (!request.as.empty() && forced == nullptr) {
        return Error{Code::usage, "'--as' must be " + text::alternatives(names)};
    }
    Scanning scanning(policy);
    for (const std::string& path : request.paths) {
        if (path == standard_input && forced == nullptr) {
            return Error{Code::usage, "standard input needs '--as'", "one of " + text::join(names, ", ")};
        }
        scanning.scan(path, forced);
    }
    return std::move(scanning).document();
}

Code scanned_status(const json& data) {
    for (const json& file : data.at("files")) {
        for (const json& finding : file.at("findings")) {
            if (finding.at("verdict") == "block") return Code::denied;
        }
    }
    return data.at("faults").empty() ? Code::ok : Code::config;
}

std::vector<std::string> scanned_faults(const json& data) {
    std::vector<std::string> lines;
    for (const json& fault : data.at("faults")) {
        const auto where = fault.at("where").get<std::string>();
        const auto hint = fault.at("hint").get<std::string>();
        lines.push_back(visible(fault.at("file").get<std::string>()) + ":" + (where.empty() ? "" : where + ":") +
                        " not read: " + fault.at("message").get<std::string>());
        if (!hint.empty()) lines.push_back("hint: " + hint);
    }
    return lines;
}

std::string scanned_text(const json& data) {
    std::string lines;
    std::size_t blocked = 0;
    std::size_t warned = 0;
    for (const json& file : data.at("files")) {
        const std::string name = visible(file.at("file").get<std::string>());
        for (const json& one : file.at("findings")) {
            const auto verdict = one.at("verdict").get<std::string>();
            ++(verdict == "block" ? blocked : warned);
            const auto part = visible(one.at("part").get<std::string>());
            lines += name + ":" + std::to_string(one.at("line").get<std::size_t>()) + ":" +
                     std::to_string(one.at("column").get<std::size_t>()) + ": " + verdict + " " +
                     one.at("rule").get<std::string>() + ": it " + one.at("because").get<std::string>() + "\n";
            lines += one.at("excerpt").get<std::string>();
            lines += "    runs: " + visible(one.at("command").get<std::string>()) +
                     (part.empty() ? "" : " (" + part + ")") + "\n";
            const auto instead = one.at("instead").get<std::string>();
            if (!instead.empty()) lines += "    instead: " + instead + "\n";
        }
    }
    return lines + text::count_of(data.at("files").size(), "file") + " read, " + std::to_string(blocked) +
           " blocked, " + std::to_string(warned) + " warned, " + std::to_string(data.at("faults").size()) +
           " not read\n";
}

}  // namespace scc::safety
