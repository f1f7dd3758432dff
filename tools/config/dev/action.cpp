#include "action.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/env.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/audit.hpp"
#include "proc/run.hpp"
#include "view/resolve.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

using model::DevAction;
using model::Effective;

constexpr std::uint64_t usual_tail = 8192;
constexpr std::uint64_t longest_tail = 8U << 20U;

// What a command finds in its environment.
constexpr const char* variables[] = {
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LOGNAME",
    "PATH",
    "SHELL",
    "TERM",
    "TMPDIR",
    "TZ",
    "USER",
    "XDG_RUNTIME_DIR",
};

std::vector<std::string> environment() {
    std::vector<std::string> entries;
    for (const char* name : variables) {
        if (const auto value = env::get(name)) entries.push_back(std::string(name) + "=" + *value);
    }
    return entries;
}

// One use of an action, and its events.
struct Use {
    std::string workspace;
    std::string team;
    std::string kind;
    std::string name;

    Result<Done> record(std::string_view what, json fields = json::object()) const {
        fields["type"] = "dev." + std::string(what);
        fields["kind"] = kind;
        fields["name"] = name;
        fields["workspace"] = workspace;
        fields["actor"] = proc::actor();
        if (!team.empty()) fields["team"] = team;
        return proc::append_to_audit(wire::compact(fields) + "\n");
    }

    // The refusal, once it stands in the log.
    Error refused(Error error) const {
        const auto recorded = record("denied", {{"because", error.message}});
        if (!recorded) return recorded.error();
        return error;
    }
};

Result<Situation> situation_at(const cli::Args& args, std::size_t operand) {
    cli::Args here = args;
    here.operands.erase(here.operands.begin(),
                        here.operands.begin() + static_cast<std::ptrdiff_t>(std::min(operand, here.operands.size())));
    return situation(here, nullptr);
}

Error no_such_action(const Effective& effective, const Use& use) {
    const std::string item = use.kind + " " + use.name;
    for (const model::Refusal& at : effective.denied) {
        if (at.kind != "dev" || at.item != item) continue;
        return {Code::denied, item + " may not run: " + at.reason, "", at.origin.because};
    }
    std::vector<std::string> names;
    for (const DevAction& action : effective.dev_environment) {
        if (action.kind == use.kind) names.push_back(action.name);
    }
    const std::string meant = text::nearest(use.name, names);
    return {Code::not_found,
            "there is no " + use.kind + " " + text::quoted(use.name),
            meant.empty() ? "see 'scc-config dev status'" : "did you mean " + text::quoted(meant) + "?"};
}

Result<std::string> directory_of(const DevAction& action, const std::string& root) {
    const std::string where = action.origin.because;
    const auto outside = [&](const std::string& why) {
        return Error{Code::denied, "directory " + text::quoted(action.working_directory) + " " + why, "", where};
    };
    if (action.working_directory.starts_with('/')) return outside("is not relative to the workspace");
    const auto real = path::real(path::normal(action.working_directory, root));
    if (!real)
        return Error{Code::not_found, "there is no directory " + text::quoted(action.working_directory), "", where};
    if (!path::is_within(*real, root)) return outside("leads out of the workspace");
    return *real;
}

Result<std::size_t> tail_wanted(const cli::Args& args) {
    const auto given = args.text("output-limit-bytes");
    if (!given) return usual_tail;
    const auto number = text::number(*given);
    if (number && *number <= longest_tail) return *number;
    return Error{Code::usage, text::quoted(*given) + " is no number of bytes", "write one of 0 to 8388608"};
}

json stream_json(const std::string& tail, std::uint64_t total) {
    return {{"tail", tail}, {"total_bytes", total}, {"truncated", total > tail.size()}};
}

std::string state_of(const proc::Outcome& outcome) {
    if (outcome.timed_out) return "timed_out";
    return outcome.status == 0 ? "succeeded" : "failed";
}

Result<json> carry_out(const DevAction& action, const Use& use, std::size_t tail) {
    const auto directory = directory_of(action, use.workspace);
    if (!directory) return use.refused(directory.error());
    SCC_CHECK(use.record("started", {{"cwd", *directory}, {"timeout_seconds", action.timeout_seconds}}));
    const auto begin = std::chrono::steady_clock::now();
    const auto outcome = proc::run({.argv = action.argv,
                                    .env = environment(),
                                    .only_env = true,
                                    .cwd = *directory,
                                    .timeout = std::chrono::seconds(action.timeout_seconds),
                                    .tail = tail});
    const auto spent = std::chrono::steady_clock::now() - begin;
    const auto duration = std::chrono::duration_cast<std::chrono::milliseconds>(spent).count();
    if (!outcome) {
        SCC_CHECK(use.record("failed", {{"because", outcome.error().message}, {"duration_ms", duration}}));
        return outcome.error();
    }
    const std::string state = state_of(*outcome);
    SCC_CHECK(use.record(state, {{"exit_code", outcome->status}, {"duration_ms", duration}}));
    return json{{"kind", action.kind},
                {"name", action.name},
                {"status", state},
                {"exit_code", outcome->status},
                {"duration_ms", duration},
                {"argv", action.argv},
                {"cwd", *directory},
                {"stdout", stream_json(outcome->out, outcome->out_bytes)},
                {"stderr", stream_json(outcome->err, outcome->err_bytes)}};
}

Result<json> perform(const std::string& kind, const cli::Args& args) {
    SCC_TRY(const std::size_t tail, tail_wanted(args));
    SCC_TRY(const Situation found, situation_at(args, 1));
    const Effective effective = effective_of(found.sources, found.request, time::now());
    const Use use{found.workspace.root, effective.team ? effective.team->value : "", kind, args.operand(0)};
    const auto action = std::ranges::find_if(
        effective.dev_environment, [&](const DevAction& at) { return at.kind == kind && at.name == use.name; });
    if (action == effective.dev_environment.end()) return use.refused(no_such_action(effective, use));
    return carry_out(*action, use, tail);
}

std::string stream_text(const json& stream) {
    const std::string tail = stream.at("tail");
    const bool ended = tail.empty() || tail.ends_with('\n');
    const std::string cut = stream.at("truncated").get<bool>() ? "…" : "";
    return cut + tail + (ended ? "" : "\n");
}

}  // namespace

Result<json> run_dev_command(const cli::Args& args, const json&) { return perform("command", args); }
Result<json> show_dev_log(const cli::Args& args, const json&) { return perform("log", args); }
Result<json> check_dev_health(const cli::Args& args, const json&) { return perform("health_check", args); }

std::string dev_result_text(const cli::Args&, const json& data) {
    const std::string status = data.at("status");
    std::string end;
    if (status == "failed") end = " with " + std::to_string(data.at("exit_code").get<int>());
    return stream_text(data.at("stdout")) + stream_text(data.at("stderr")) + data.at("name").get<std::string>() + " " +
           text::replace_all(status, "_", " ") + end + "\n";
}

Code dev_result_status(const json& data) {
    return data.at("status").get<std::string>() == "succeeded" ? Code::ok : Code::tool;
}

Result<json> dev_status(const cli::Args& args, const json&) {
    SCC_TRY(const Situation found, situation_at(args, 0));
    const Effective effective = effective_of(found.sources, found.request, time::now());
    json actions = json::array();
    for (const DevAction& action : effective.dev_environment) actions.push_back(model::to_json(action));
    json denied = json::array();
    for (const model::Refusal& at : effective.denied) {
        if (at.kind == "dev") denied.push_back(model::to_json(at));
    }
    return json{{"workspace", found.workspace.root}, {"actions", std::move(actions)}, {"denied", std::move(denied)}};
}

std::string dev_status_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& action : data.at("actions")) {
        const std::string description = action.at("description");
        const auto argv = action.at("argv").get<std::vector<std::string>>();
        lines += action.at("kind").get<std::string>() + " " + action.at("name").get<std::string>() + ": " +
                 (description.empty() ? text::join(argv, " ") : description) + " (" +
                 action.at("from").get<std::string>() + ")\n";
    }
    for (const json& at : data.at("denied")) {
        lines += "denied: " + at.at("item").get<std::string>() + ": " + at.at("reason").get<std::string>() + "\n";
    }
    return lines.empty() ? "no commands, logs or health checks\n" : lines;
}

}  // namespace scc::config
