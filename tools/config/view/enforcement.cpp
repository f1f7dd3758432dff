#include "enforcement.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "model/origin.hpp"
#include "wire/reader.hpp"

namespace scc::config {
namespace {

using model::Effective;
using Words = std::vector<std::string>;

// What the later stages say they will do, as far as it enforces something.
struct Planned {
    std::optional<std::string> digest;  // of the rules the plan was made under
    bool complete = false;              // the plan goes as far as the sandbox
    bool proxy = false;
    std::vector<Words> commands;
    std::string guard;
    std::string memory;
    std::optional<std::string> cpus;
    std::int64_t pids = 0;
    std::optional<std::int64_t> hours;
    std::string provider;
    std::string files;  // what the provider puts into the sandbox, one after the other
    std::map<std::pair<std::string, std::string>, std::string> unexpressed;  // by kind and item: why it has no words
};

void read_sandbox(wire::Reader& in, Planned& planned) {
    planned.complete = true;
    planned.guard = in.text("guard");
    in.for_each("operations", [&](wire::Reader& at) {
        at.open();
        planned.commands.push_back(at.texts("argv"));
    });
    wire::Reader limits = in.object("limits");
    planned.memory = limits.text("memory");
    planned.cpus = limits.optional_text("cpus");
    planned.pids = limits.integer("pids", 0, INT64_MAX);
    planned.hours = limits.optional_integer("hours", 0, INT64_MAX);
}

Result<Planned> read_planned(const nlohmann::json& plan) {
    Planned planned;
    if (plan.is_null()) return planned;
    wire::Reader in(plan, "plan", "/data");
    in.open();
    in.with("config", [&](wire::Reader& at) {
        at.open();
        planned.digest = at.text("policy_digest");
    });
    in.with("net", [&](wire::Reader& at) {
        at.open();
        planned.proxy = at.has("proxy");
    });
    in.with("provider", [&](wire::Reader& at) {
        at.open();
        planned.provider = at.text("id");
        at.for_each("files", [&](wire::Reader& file) {
            file.open();
            planned.files += file.text_or("content", "") + "\n";
        });
        at.for_each("unexpressed", [&](wire::Reader& item) {
            const std::string kind = item.text("kind");
            planned.unexpressed[{kind, item.text("item")}] = item.text("reason");
        });
    });
    in.with("sandbox", [&](wire::Reader& at) {
        at.open();
        read_sandbox(at, planned);
    });
    return in.finish(std::move(planned));
}

bool follow(const Words& words, std::string_view first, std::string_view second) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i] == first && words[i + 1] == second) return true;
    }
    return false;
}

bool any_has(const Planned& planned, std::string_view word) {
    return std::ranges::any_of(planned.commands,
                               [&](const Words& words) { return std::ranges::count(words, word) > 0; });
}

bool any_has(const Planned& planned, std::string_view first, std::string_view second) {
    return std::ranges::any_of(planned.commands, [&](const Words& words) { return follow(words, first, second); });
}

class Sheet {
public:
    Sheet(const Effective& effective, const Planned& planned) : of_(effective), planned_(planned) {}

    std::vector<Enforcement> rows() && {
        if (!planned_.complete) {
            push("everything",
                 "not planned",
                 "'scc start --dry-run | scc-config explain -' tells what a launch installs");
        }
        network();
        if (of_.allowed_providers) {
            const bool listed = std::ranges::count(of_.allowed_providers->value, planned_.provider) > 0;
            add("providers", listed, "only a provider of the list is chosen");
        }
        add("safety", !planned_.guard.empty(), "the guard in the sandbox judges every command");
        if (!of_.protected_files.empty()) {
            add("protected_files", any_has(planned_, "@protected@"), "what is there is mounted read-only");
        }
        if (of_.memory) add("limits.memory", planned_.memory == of_.memory->value, "the engine limits the sandbox");
        if (of_.cpus) add("limits.cpus", planned_.cpus == of_.cpus->value, "the engine limits the sandbox");
        if (of_.pids) add("limits.pids", planned_.pids == of_.pids->value, "the engine limits the sandbox");
        if (of_.timeout_hours) {
            add("session.timeout_hours",
                planned_.hours == of_.timeout_hours->value,
                "the session is asked to end, then ended");
        }
        if (of_.auto_resume) push("session.auto_resume", "advisory", "a preference of whoever starts the session");
        for (const auto& at : of_.plugins) installed("plugins ", "plugin", at.ref);
        for (const auto& at : of_.mcp_servers) installed("mcp_servers ", "mcp", at.name);
        for (const auto& [what, reason] : planned_.unexpressed) push(what.first + " " + what.second, "missing", reason);
        return std::move(rows_);
    }

private:
    void push(const std::string& field, const char* state, const std::string& by) {
        rows_.push_back({field, state, by});
    }

    void add(const std::string& field, bool done, const std::string& by) {
        if (planned_.complete) push(field, done ? "enforced" : "missing", done ? by : "nothing in the plan does it");
    }

    void installed(const std::string& field, const std::string& kind, const std::string& name) {
        if (planned_.unexpressed.contains({kind, name})) return;
        add(field + name, planned_.files.find(name) != std::string::npos, "the provider's files name it");
    }

    void network() {
        const std::string& policy = of_.network_policy.value;
        const bool open = policy == model::name_of(model::NetworkPolicy::open);
        if (open && !of_.blocked_destinations.empty()) {
            push("blocked_destinations", "advisory", "under 'open' nothing stands between the sandbox and a host");
        }
        if (open) return push("network_policy", "advisory", "'open' restricts nothing");
        if (policy == model::name_of(model::NetworkPolicy::locked_down_web)) {
            return add("network_policy", any_has(planned_, "--network", "none"), "the sandbox has no network");
        }
        const bool alone = any_has(planned_, "create", "--internal") || any_has(planned_, "--network", "none");
        const bool done = planned_.proxy && alone;
        add("network_policy", done, "the only way out is a proxy that knows the list");
        if (!of_.blocked_destinations.empty()) add("blocked_destinations", done, "the proxy refuses them");
    }

    const Effective& of_;
    const Planned& planned_;
    std::vector<Enforcement> rows_;
};

}  // namespace

Result<std::vector<Enforcement>> enforcement_of(const Effective& effective, const nlohmann::json& plan) {
    SCC_TRY(const Planned planned, read_planned(plan));
    if (planned.digest && *planned.digest != effective.policy_digest) {
        return Error{Code::config,
                     "the plan was made under other rules than these",
                     "give 'explain' the options that 'resolve' was given",
                     "plan:/data/config/policy_digest"};
    }
    return Sheet(effective, planned).rows();
}

}  // namespace scc::config
