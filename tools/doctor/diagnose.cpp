#include "diagnose.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/tools.hpp"
#include "fix.hpp"
#include "launch.hpp"
#include "proc/interrupts.hpp"

namespace scc::doctor {
namespace {

using Patience = std::chrono::milliseconds;

// The tool that judges better when it is given the configuration.
constexpr std::string_view configured = "sandbox";

struct Case {
    std::string workspace;
    Patience patience;
};

Checks ask(std::string_view tool, const Case& one) {
    if (tool == configured) {
        const auto plan = outcome_of("config", {"resolve", one.workspace, "--json"}, one.patience);
        if (plan && plan->status == 0) {
            const auto answer = outcome_of(tool, {"health", "--json", "--plan-fd", "0"}, one.patience, plan->out);
            return checks_in(tool, answer);
        }
    }
    return checks_in(tool, outcome_of(tool, {"health", "--json"}, one.patience));
}

Checks try_launch(const Case& one) {
    return checks_of_launch(outcome_of("", {"start", "--dry-run", "--no-input", one.workspace}, one.patience));
}

Result<Checks> examine(const Case& one) {
    std::vector<std::function<Checks()>> questions;
    for (const std::string_view tool : cli::tools) questions.emplace_back([&one, tool] { return ask(tool, one); });
    questions.emplace_back([&one] { return try_launch(one); });
    std::vector<Checks> answers(questions.size());
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < questions.size(); ++i) {
            threads.emplace_back([&, i] { answers[i] = questions[i](); });
        }
    }
    if (proc::Interrupts::count() != 0) return Error{Code::interrupted, "interrupted"};
    Checks all;
    for (Checks& answer : answers) std::ranges::move(answer, std::back_inserter(all));
    return all;
}

Result<Patience> patience_of(const cli::Args& args) {
    const auto given = time::duration(args.text_or("timeout", "30s"));
    if (given && *given <= 600) return Patience(*given * 1000);
    return Error{Code::usage, "'--timeout' must be a time up to 10m, such as 30s"};
}

std::size_t count_of(const Checks& checks, std::string_view state) {
    return static_cast<std::size_t>(std::ranges::count(checks, state, &cli::health::Check::state));
}

}  // namespace

Result<json> diagnose(const cli::Args& args, const json&) {
    SCC_TRY(const Patience patience, patience_of(args));
    const Case one{args.operands.empty() ? "." : args.operands.front(), patience};
    const proc::Interrupts interrupts;
    SCC_TRY(Checks checks, examine(one));
    if (args.has("fix")) {
        SCC_CHECK(carry_out_fixes(checks));
        SCC_TRY(checks, examine(one));
    }
    return cli::health::document(checks);
}

std::string diagnosis_text(const cli::Args& args, const json& data) {
    const auto checks = cli::health::read(data, "health");
    if (!checks) return "";
    const std::size_t failed = count_of(*checks, "fail");
    const std::string warnings = text::count_of(count_of(*checks, "warn"), "warning");
    const std::string end = failed == 0 ? "a launch here would work, with " + warnings
                                        : text::count_of(failed, "fault") + " to put right, and " + warnings;
    return cli::health::text(args, data) + "\n" + end + "\n";
}

}  // namespace scc::doctor
