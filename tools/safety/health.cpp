#include "health.hpp"

#include <nlohmann/json.hpp>

#include "check.hpp"
#include "cli/health.hpp"
#include "hook.hpp"
#include "hook_health.hpp"

namespace scc::safety {
namespace {

using cli::health::Check;

// A policy of its own: what the organisation switched off must not make the engine look broken.
rule::Decision decision_on(const std::string& line) {
    rule::Facts nowhere;
    const rule::Policy strictest;
    return rule::judge_line(line, strictest, nowhere).decision;
}

Check expect(const char* id, const std::string& line, rule::Decision wanted) {
    const rule::Decision got = decision_on(line);
    return {id, got == wanted ? "ok" : "fail", "'" + line + "': " + std::string(rule::name_of(got)), ""};
}

Check readable(const std::string& path) {
    const auto policy = policy_at(path);
    if (policy) {
        const std::string network(rule::name_of(policy->network));
        return {
            "safety.policy", "ok", "action " + std::string(rule::name_of(policy->action)) + ", network " + network, ""};
    }
    const Error& error = policy.error();
    return {
        "safety.policy", "fail", (error.where.empty() ? "" : error.where + ": ") + error.message, "install scc again"};
}

}  // namespace

json health(const std::string& policy_path) {
    std::vector<Check> checks = {readable(policy_path),
                                 expect("safety.refuses", "sudo bash -c 'git push -f'", rule::Decision::block),
                                 expect("safety.allows", "git commit -m 'git push -f'", rule::Decision::allow),
                                 expect("safety.unreadable", "git 'push", rule::Decision::block)};
    for (const hook::Host& host : hook::hosts()) checks.push_back(check_hook(host, ""));
    return cli::health::document(checks);
}

Result<json> health_of_hook(const std::string& name, const std::string& directory) {
    SCC_TRY(const hook::Host* host, host_for(name));
    return cli::health::document({check_hook(*host, directory)});
}

}  // namespace scc::safety
