#include "verify.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "cli/table.hpp"
#include "engine/engine.hpp"
#include "judge.hpp"
#include "proc/interrupts.hpp"
#include "scene.hpp"
#include "wire/envelope.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

// What was sent may still be on its way to who hears it.
constexpr auto settling = std::chrono::milliseconds(300);

// The policy that is asked for, which may be narrower than the configured one.
Result<Done> narrow(const cli::Args& args, model::Effective& config) {
    const auto wanted = args.text("policy");
    if (!wanted) return Done{};
    const auto policy = model::network_policy_named(*wanted);
    if (!policy) {
        return Error{Code::usage, "'--policy' must be one of " + text::join(model::network_policy_names(), ", ")};
    }
    const auto configured = model::network_policy_named(config.network_policy.value);
    if (configured && *policy < *configured) {
        const model::Origin& origin = config.network_policy.origin;
        return Error{Code::denied,
                     text::quoted(*wanted) + " is wider than " + text::quoted(config.network_policy.value) +
                         ", which " + origin.from + " decides",
                     "leave --policy out, or name a narrower one",
                     origin.because};
    }
    config.network_policy.value = *wanted;
    return Done{};
}

void tell(const Try& row, const probe::Answer& answer) {
    const std::string said = answer.answer.substr(0, answer.answer.find_first_of("\r\n"));
    cli::log::debug(std::string(row.name) + ": " + (answer.problem.empty() ? text::quoted(said) : answer.problem));
}

Result<std::vector<Finding>> findings_in(Scene& scene) {
    const Facts& facts = scene.facts();
    std::vector<probe::Order> orders;
    std::vector<std::size_t> counts;
    for (std::size_t row = 0; row < tries().size(); ++row) {
        const Try& at = tries()[row];
        const auto made = is_left_out(at, facts) ? std::vector<probe::Order>() : at.orders(facts, mark_of(facts, row));
        orders.insert(orders.end(), made.begin(), made.end());
        counts.push_back(made.size());
    }
    SCC_TRY(const auto answers, scene.carry_out(orders));
    std::this_thread::sleep_for(settling);
    SCC_TRY(const auto heard, scene.heard());
    std::vector<Finding> findings;
    auto next = answers.begin();
    for (std::size_t row = 0; row < tries().size(); ++row) {
        const auto end = next + static_cast<std::ptrdiff_t>(counts[row]);
        for (auto at = next; at != end; ++at) tell(tries()[row], *at);
        findings.push_back(judge(tries()[row], facts, mark_of(facts, row), {next, end}, heard));
        next = end;
    }
    return findings;
}

json to_json(const Finding& finding) {
    return {{"tried", finding.tried}, {"expected", finding.expected}, {"found", finding.found}, {"leak", finding.leak}};
}

}  // namespace

Result<json> verify(const cli::Args& args, const json& plan) {
    SCC_TRY(model::Effective config, wire::read_section(plan, "config", model::read_effective));
    SCC_CHECK(narrow(args, config));
    SCC_TRY(const Engine engine, detect());
    const proc::Interrupts interrupts;
    Scene scene(engine, config);
    SCC_CHECK(scene.set_up());
    SCC_TRY(const std::vector<Finding> findings, findings_in(scene));
    SCC_CHECK(scene.take_down());
    json data = {{"network", config.network_policy.value},
                 {"isolation", config.isolation.value},
                 {"engine", engine.program + " " + engine.version},
                 {"proved", std::ranges::none_of(findings, &Finding::failed)},
                 {"tries", json::array()}};
    for (const Finding& finding : findings) data["tries"].push_back(to_json(finding));
    return data;
}

std::string text_of_verify(const cli::Args&, const json& data) {
    std::vector<std::vector<std::string>> rows = {{"TRIED", "EXPECTED", "FOUND"}};
    std::size_t leaks = 0;
    for (const json& at : data.at("tries")) {
        const bool leak = at.at("leak").get<bool>();
        leaks += leak ? 1 : 0;
        rows.push_back({at.at("tried").get<std::string>(),
                        at.at("expected").get<std::string>(),
                        (leak ? "LEAK: " : "") + at.at("found").get<std::string>()});
    }
    std::string text = cli::table(rows) + "\n" + data.at("network").get<std::string>() + " on " +
                       data.at("engine").get<std::string>() + ": ";
    if (leaks != 0) return text + text::count_of(leaks, "leak") + "\n";
    return text + (data.at("proved").get<bool>() ? "nothing leaks\n"
                                                 : "nothing is proved, for what is allowed was not reached\n");
}

Code status_of_verify(const json& data) {
    const json& tries = data.at("tries");
    if (std::ranges::any_of(tries, [](const json& at) { return at.at("leak").get<bool>(); })) return Code::denied;
    return data.at("proved").get<bool>() ? Code::ok : Code::tool;
}

}  // namespace scc::sandbox
