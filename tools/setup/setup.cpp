#include "setup.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/log.hpp"
#include "cli/stage.hpp"
#include "cli/table.hpp"
#include "cli/tty.hpp"
#include "proc/interrupts.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "shell/quote.hpp"

namespace scc::setup {
namespace {

Result<Done> say(const std::string& text) { return file::write(STDOUT_FILENO, text, "standard output"); }

std::string lines_of(const std::vector<Step>& steps) {
    std::string lines;
    for (const Step& step : steps) lines += "  " + shell::quote(step.argv) + "\n";
    return lines;
}

Result<Done> keep_copy() {
    const std::string path = places::settings_file();
    if (!file::exists(path)) return Done{};
    const std::string copy = path + "." + text::replace_all(time::text_of(time::now()), ":", "-");
    SCC_TRY(const std::string text, file::read(path));
    SCC_CHECK(file::replace(copy, text));
    cli::log::info("the settings are kept in " + text::quoted(copy));
    return Done{};
}

Result<Done> carry_out(const Step& step) {
    if (!step.attached) {
        std::vector<std::string> words = step.argv;
        words.emplace_back("--json");
        const auto done = cli::output_of_stage(std::move(words));
        return done ? Result<Done>(Done{}) : done.error();
    }
    proc::Command command{.argv = step.argv};
    command.argv.front() = places::program_dir() + "/" + command.argv.front();
    SCC_TRY(const int status, proc::attached(command));
    if (status == 0) return Done{};
    const bool left = status == static_cast<int>(Code::interrupted);
    return Error{left ? Code::interrupted : Code::tool,
                 text::quoted(shell::quote(step.argv)) + " ended with " + std::to_string(status),
                 "what was set before stays; run that again when its reason is gone"};
}

Result<Done> carry_out(const std::vector<Step>& steps) {
    const proc::Interrupts interrupts;
    for (const Step& step : steps) {
        if (proc::Interrupts::count() != 0) {
            return Error{Code::interrupted, "interrupted before " + text::quoted(shell::quote(step.argv))};
        }
        SCC_CHECK(carry_out(step));
    }
    return Done{};
}

Result<Done> summary() {
    SCC_TRY(const Current now, look());
    const std::string machine = now.machine ? places::system_organisation : "";
    const std::string organisation = now.standalone ? "none: standalone" : now.organisation.value_or("");
    return say(cli::table({{"organisation", machine.empty() ? organisation : machine},
                           {"team", now.team.value_or("none")},
                           {"agent", now.provider.value_or("chosen at the first launch")},
                           {"settings", places::settings_file()},
                           {"next", "cd PROJECT && scc"},
                           {"if that fails", "scc doctor"}}));
}

Result<bool> agreed(const cli::Args& args) {
    if (args.has("yes") || !cli::tty::can_ask(args)) return true;
    return cli::tty::confirm("Go on?", true);
}

}  // namespace

Result<int> set_up(const cli::Args& args, const json&) {
    SCC_TRY(const Current current, look());
    SCC_TRY(const Answers answers, answers_of(args, current));
    const std::vector<Step> steps = steps_of(answers, current);
    if (!steps.empty()) SCC_CHECK(say("setup runs:\n" + lines_of(steps)));
    if (args.has("dry-run")) return 0;
    if (!steps.empty()) {
        SCC_TRY(const bool go_on, agreed(args));
        if (!go_on) return Error{Code::interrupted, "cancelled; nothing was changed"};
    }
    if (answers.reset) SCC_CHECK(keep_copy());
    SCC_CHECK(carry_out(steps));
    SCC_CHECK(summary());
    return 0;
}

}  // namespace scc::setup
