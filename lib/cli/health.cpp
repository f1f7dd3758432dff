#include "cli/health.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "wire/reader.hpp"

namespace scc::cli::health {
namespace {

const std::vector<std::string> states = {"ok", "warn", "fail", "skip"};

std::vector<Check> checks_in(wire::Reader& in) {
    std::vector<Check> checks;
    in.for_each("checks", [&](wire::Reader& at) {
        checks.push_back({at.text("id"),
                          at.one_of("state", states),
                          at.any_text("found"),
                          at.any_text("fix"),
                          at.optional_texts("run").value_or(std::vector<std::string>())});
    });
    return checks;
}

std::vector<Check> checks_in(const nlohmann::json& data) {
    wire::Reader in(data, "health");
    return checks_in(in);
}

nlohmann::json to_json(const Check& check) {
    nlohmann::json made = {{"id", check.id}, {"state", check.state}, {"found", check.found}, {"fix", check.fix}};
    if (!check.run.empty()) made["run"] = check.run;
    return made;
}

}  // namespace

nlohmann::json document(const std::vector<Check>& checks) {
    nlohmann::json list = nlohmann::json::array();
    for (const Check& check : checks) list.push_back(to_json(check));
    return {{"checks", list}};
}

Result<std::vector<Check>> read(const nlohmann::json& data, std::string_view name) {
    wire::Reader in(data, name);
    if (!in.has("checks")) in.fault("checks", "is missing");
    return in.finish(checks_in(in));
}

std::string text(const Args&, const nlohmann::json& data) {
    std::string lines;
    for (const Check& check : checks_in(data)) {
        lines += check.state + std::string(6 - check.state.size(), ' ') + check.id + "  " + check.found + "\n";
        if (!check.fix.empty()) lines += "      " + check.fix + "\n";
    }
    return lines;
}

Code status(const nlohmann::json& data) {
    const std::vector<Check> checks = checks_in(data);
    return std::ranges::any_of(checks, [](const Check& check) { return check.state == "fail"; }) ? Code::prereq
                                                                                                 : Code::ok;
}

}  // namespace scc::cli::health
