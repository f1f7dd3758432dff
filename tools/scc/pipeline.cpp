#include "pipeline.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/file.hpp"
#include "base/text.hpp"
#include "proc/run.hpp"
#include "proc/spawn.hpp"
#include "shell/quote.hpp"

namespace scc::dispatch {
namespace {

constexpr int plan_descriptor = 3;

void append(std::vector<std::string>& words, std::vector<std::string> more) {
    words.insert(words.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<std::string> spelled(const cli::Option& option, const cli::Args& args) {
    const std::string name = "--" + std::string(option.name);
    const auto value = args.text(option.name);
    if (!value) return {name};
    if (option.value_is_optional) return {name + "=" + *value};
    std::vector<std::string> words;
    for (const std::string& each : args.all(option.name)) append(words, {name, each});
    return words;
}

std::vector<std::string> provider_stage(const Launch& launch, const cli::Args& args) {
    std::vector<std::string> words = {"scc-provider", "plan"};
    if (!launch.provider.empty()) append(words, {"--provider", std::string(launch.provider)});
    append(words, options_for(Stage::provider, args));
    if (const auto name = args.text("name"); name && launch.provider.empty()) append(words, {"--name", *name});
    if (args.has("no-input")) words.emplace_back("--no-input");
    if (args.command) {
        words.emplace_back("--");
        append(words, *args.command);
    }
    return words;
}

// The route of the resolve stage that `word` is spelled as ("--team", "--team=web", "-t"), or nullptr.
const Route* config_route(std::string_view word) {
    const auto spelled = [&](const Route& route) {
        const std::string name = "--" + std::string(route.option.name);
        const bool letter = word.size() == 2 && word[0] == '-' && word[1] == route.option.letter;
        return route.stage == Stage::config && (word == name || word.starts_with(name + "=") || letter);
    };
    const auto found = std::ranges::find_if(routes(), spelled);
    return found == routes().end() ? nullptr : &*found;
}

// Which launches an option belongs to; those of a worktree need one to be made.
bool takes(const Launch& launch, const Route& route) {
    if (route.stage == Stage::worktree) return launch.first != First::nothing;
    if (route.stage == Stage::session || route.option.name == "worktree") return launch.first == First::as_asked;
    if (route.option.name == "no-start") return launch.first == First::worktree;
    return launch.provider.empty() || route.stage != Stage::provider;
}

std::vector<std::string> worktree_stage(const cli::Args& args) {
    std::vector<std::string> words = {"scc-worktree", "create"};
    append(words, options_for(Stage::worktree, args));
    append(words, args.operands);
    if (args.has("worktree")) words.push_back(args.text_or("worktree", ""));
    return words;
}

std::vector<std::string> session_stage(const cli::Args& args) {
    std::vector<std::string> words = {"scc-sandbox", "session"};
    append(words, options_for(Stage::session, args));
    append(words, args.operands);
    if (args.has("no-input")) words.emplace_back("--no-input");
    return words;
}

// The stage before the configuration, or nothing when that finds the workspace itself.
Result<std::vector<std::string>> first_stage(const Launch& launch, const cli::Args& args) {
    const bool resumes = args.has("resume") || args.has("select");
    if (resumes && args.has("worktree")) {
        return Error{Code::usage,
                     "'--worktree' makes a new place, and a session is continued where it was",
                     "leave --worktree out, or --resume and --select"};
    }
    if (resumes) return session_stage(args);
    if (launch.first == First::worktree || args.has("worktree")) return worktree_stage(args);
    return std::vector<std::string>();
}

// A pipe whose ends are not inherited but by the stage they are given to.
struct Pipe {
    file::Descriptor read, write;
};

Result<Pipe> make_pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
        return Error{Code::tool, std::string("cannot make a pipe: ") + std::strerror(errno)};
    }
    return Pipe{file::Descriptor(ends[0]), file::Descriptor(ends[1])};
}

// All stages started; what the last one writes is read from `plan` unless it writes to our standard output.
struct Started {
    std::vector<pid_t> children;
    file::Descriptor plan;
};

Result<Started> start_stages(const Pipeline& pipeline, bool show) {
    Started started;
    file::Descriptor input(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    for (const auto& stage : pipeline.stages) {
        const bool to_us = show && &stage == &pipeline.stages.back();
        SCC_TRY(Pipe out, make_pipe());
        const proc::Streams streams = {input.number(), to_us ? -1 : out.write.number(), -1};
        SCC_TRY(const pid_t child, proc::spawn({.argv = stage}, streams, false));
        started.children.push_back(child);
        input = std::move(out.read);
    }
    started.plan = std::move(input);
    return started;
}

}  // namespace

std::vector<std::string> options_for(Stage stage, const cli::Args& args) {
    std::vector<std::string> words;
    for (const Route& route : routes()) {
        if (route.stage != stage || !args.has(route.option.name)) continue;
        append(words, spelled(route.option, args));
    }
    return words;
}

Code code_of(int status) {
    for (const Code code : {Code::not_found, Code::usage, Code::config, Code::tool, Code::prereq, Code::denied}) {
        if (status == static_cast<int>(code)) return code;
    }
    return status == static_cast<int>(Code::interrupted) ? Code::interrupted : Code::internal;
}

std::vector<cli::Option> options_of(const Launch& launch) {
    std::vector<cli::Option> options;
    for (const Route& route : routes()) {
        if (takes(launch, route)) options.push_back(route.option);
    }
    return options;
}

std::vector<cli::Option> all_launch_options() {
    std::vector<cli::Option> options;
    for (const Route& route : routes()) options.push_back(route.option);
    return options;
}

Result<Pipeline> pipeline_of(const Launch& launch, const cli::Args& args) {
    if (launch.once && (!args.command || args.command->empty())) {
        return Error{Code::usage, "the command to run is missing", "put it behind '--': scc run -- git status"};
    }
    SCC_TRY(const std::vector<std::string> first, first_stage(launch, args));
    if (args.has("no-start")) return Pipeline{{}, first};
    const std::string workspace = args.operands.empty() ? "." : args.operands[0];
    std::vector<std::string> resolve = {"scc-config", "resolve", first.empty() ? workspace : "-"};
    append(resolve, options_for(Stage::config, args));
    std::vector<std::string> plan = {"scc-sandbox", "plan"};
    append(plan, options_for(Stage::sandbox_plan, args));
    if (launch.once) plan.emplace_back("--once");
    std::vector<std::string> act = {"scc-sandbox", "run"};
    append(act, options_for(Stage::sandbox_run, args));
    Pipeline pipeline{{resolve, provider_stage(launch, args), {"scc-net", "plan"}, plan}, act};
    if (!first.empty()) pipeline.stages.insert(pipeline.stages.begin(), first);
    return pipeline;
}

Pipeline once_more(Pipeline pipeline, const std::string& root, const std::optional<std::string>& session) {
    if (session) {
        std::ranges::replace(pipeline.stages.front(), std::string("--select"), "--resume=" + *session);
        return pipeline;
    }
    if (pipeline.stages.front().front() != "scc-worktree") return pipeline;
    pipeline.stages.erase(pipeline.stages.begin());
    pipeline.stages.front().at(2) = root;  // scc-config resolve PATH
    return pipeline;
}

Pipeline pipeline_of(const Configured& row, std::span<const char* const> words) {
    std::vector<std::string> resolve = {"scc-config", "resolve", "."};
    std::vector<std::string> act = {std::string(row.tool)};
    append(act, text::words(row.verb));
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Route* route = config_route(words[i]);
        (route != nullptr ? resolve : act).emplace_back(words[i]);
        const bool value_follows = route != nullptr && !route->option.value.empty() &&
                                   std::string_view(words[i]).find('=') == std::string_view::npos;
        if (value_follows && i + 1 < words.size()) resolve.emplace_back(words[++i]);
    }
    return {{resolve}, act};
}

std::string shell_line(const Pipeline& pipeline, bool dry_run) {
    std::vector<std::string> commands;
    for (const auto& stage : pipeline.stages) commands.push_back(shell::quote(stage));
    if (!dry_run || commands.empty()) commands.push_back(shell::quote(pipeline.act));
    return text::join(commands, " | ");
}

Result<std::string> run_stages(const Pipeline& pipeline, bool show) {
    SCC_TRY(Started started, start_stages(pipeline, show));
    Result<std::string> plan =
        show ? Result<std::string>(std::string()) : file::read(started.plan.number(), "the plan");
    started.plan.close();
    int status = 0;
    for (const pid_t child : started.children) status = proc::wait_for(child);
    if (status != 0) return Error{code_of(status)};
    return plan;
}

Error carry_out(const Pipeline& pipeline, const std::string& plan) {
    const int memory = ::memfd_create("scc-plan", 0);
    if (memory < 0) return {Code::tool, std::string("cannot keep the plan: ") + std::strerror(errno)};
    if (auto written = file::write(memory, plan, "the plan"); !written) return written.error();
    ::lseek(memory, 0, SEEK_SET);
    if (memory != plan_descriptor) {
        ::dup2(memory, plan_descriptor);
        ::close(memory);
    }
    std::vector<std::string> argv = pipeline.act;
    append(argv, {"--plan-fd", std::to_string(plan_descriptor)});
    return proc::become({.argv = argv});
}

}  // namespace scc::dispatch
