#include "engine.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

#include "answer.hpp"
#include "asked.hpp"
#include "base/env.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "driver.hpp"
#include "shell/quote.hpp"

namespace scc::sandbox {
namespace {

std::size_t calls = 0;
std::array<bool, 2> silent = {};  // by kind of engine

constexpr auto probe_timeout = std::chrono::seconds(10);
constexpr std::size_t usual_timeout = 30;  // seconds
constexpr std::size_t longest_timeout = 600;

const Driver& driver_of(EngineKind kind) { return kind == EngineKind::docker ? docker() : podman(); }

// The last line that says something.
std::string last_line(std::string_view lines) {
    const std::vector<std::string> all = text::words(text::trim(lines), '\n');
    return all.empty() ? "" : std::string(text::trim(all.back()));
}

// The sub-command in the words of a call: "ps", "network create".
std::string verb_of(const std::vector<std::string>& words) {
    static constexpr std::string_view families[] = {"image", "network"};
    const bool two = words.size() > 1 && std::ranges::find(families, words.front()) != std::end(families);
    return words.empty() ? "" : words.front() + (two ? " " + words[1] : "");
}

// The first line of the answer, which has two parts at least.
Result<std::string> asked(const Engine& engine, const Question& question) {
    SCC_TRY(const proc::Outcome outcome,
            answer_to(engine,
                      {std::string(question.verb), "--format", std::string(question.format)},
                      std::min<std::chrono::milliseconds>(probe_timeout, answer_within())));
    std::string said = text::split(outcome.out, '\n').front();
    if (outcome.status == 0 && said.find('\t') != std::string::npos && !said.starts_with('\t')) return said;
    const std::string line = last_line(outcome.err);
    return Error{Code::prereq, engine.program + ": " + (line.empty() ? "does not answer" : line)};
}

// The same, or unless it is to be asked anew the answer that was kept. Of an engine that may be elsewhere none is.
Result<std::string> answered(const Engine& engine, const Question& question, bool anew) {
    const auto stamp = question.may_be_kept ? stamp_of(engine.program, question.has_daemon) : std::nullopt;
    if (!stamp) return asked(engine, question);
    if (auto kept = anew ? std::nullopt : kept_answer(*stamp, question.format)) return std::move(*kept);
    SCC_TRY(std::string said, asked(engine, question));
    keep_answer(*stamp, question.format, said);
    return said;
}

Result<Engine> ask(EngineKind kind, bool anew) {
    Engine engine{.kind = kind, .program = std::string(driver_of(kind).traits.name)};
    if (!proc::available(engine.program)) return Error{Code::prereq, engine.program + " is not installed"};
    SCC_TRY(const std::string line, answered(engine, driver_of(kind).question(), anew));
    std::vector<std::string> said = text::split(line, '\t');
    if (said.size() == 2) said.emplace_back(::geteuid() == 0 ? "false" : "true");
    said.resize(5);
    engine.version = said[0];
    engine.architecture = debian_architecture(path::basename(said[1]));
    engine.rootless = said[2].find("rootless") != std::string::npos || said[2] == "true";
    SCC_CHECK(driver_of(kind).complete(engine, said));
    return engine;
}

Result<Engine> first_that_answers(bool anew) {
    const std::string forced = env::get("SCC_ENGINE").value_or("");
    if (!forced.empty() && forced != "docker" && forced != "podman") {
        return Error{Code::usage,
                     "'SCC_ENGINE' must be docker or podman, not " + text::quoted(forced),
                     "unset it, and the engine that answers is taken"};
    }
    std::vector<std::string> reasons;
    for (const EngineKind kind : {EngineKind::docker, EngineKind::podman}) {
        if (!forced.empty() && driver_of(kind).traits.name != forced) continue;
        auto engine = ask(kind, anew);
        if (engine) return engine;
        reasons.push_back(engine.error().message);
    }
    return Error{Code::prereq,
                 "no container engine answers: " + text::join(reasons, "; "),
                 "start Docker (systemctl start docker) or install Podman 4 (apt install podman)"};
}

}  // namespace

const Traits& Engine::traits() const { return driver_of(kind).traits; }

std::string outside_network(const Traits& traits) {
    return env::get("SCC_PROXY_NETWORK").value_or(std::string(traits.default_network));
}

Result<Engine> probe() { return first_that_answers(true); }

Result<Engine> detect() {
    static std::optional<Result<Engine>> found;
    if (!found) found = first_that_answers(false);
    return *found;
}

proc::Command call(const Engine& engine, std::vector<std::string> words, std::chrono::milliseconds timeout) {
    words.insert(words.begin(), engine.global.begin(), engine.global.end());
    words.insert(words.begin(), engine.program);
    ++calls;
    cli::log::debug(shell::quote(words));
    // What is quick is not torn apart: an engine goes on with what a killed client asked for.
    const bool long_work = timeout > start_within();
    return {.argv = std::move(words), .env = engine.traits().env, .timeout = timeout, .interruptible = long_work};
}

std::string debian_architecture(std::string_view machine) {
    if (machine == "x86_64") return "amd64";
    if (machine == "aarch64") return "arm64";
    return std::string(machine);
}

std::size_t calls_made() { return calls; }

std::chrono::milliseconds answer_within() {
    const auto wanted = text::number(env::get("SCC_ENGINE_TIMEOUT").value_or(""));
    const bool usable = wanted && *wanted > 0 && *wanted <= longest_timeout;
    return std::chrono::seconds(usable ? *wanted : usual_timeout);
}

std::chrono::milliseconds start_within() { return 2 * answer_within(); }

Error unanswered(const Engine& engine, const std::vector<std::string>& words, std::chrono::milliseconds waited) {
    silent[static_cast<std::size_t>(engine.kind)] = true;
    return {Code::tool,
            text::quoted(engine.program + " " + verb_of(words)) + " was not answered within " +
                std::to_string(std::chrono::ceil<std::chrono::seconds>(waited).count()) + " s",
            "restart " + engine.program + "; SCC_ENGINE_TIMEOUT=SECONDS gives a slow engine more time"};
}

bool is_silent(const Engine& engine) { return silent[static_cast<std::size_t>(engine.kind)]; }

std::string hint_for(std::string_view message) {
    struct Known {
        std::string_view part;
        std::string_view hint;
    };
    static constexpr std::string_view no_addresses =
        "the engine has no addresses left for another network: end a session, or remove networks that nothing uses "
        "(scc prune, then the engine's network prune)";
    static constexpr Known known[] = {
        {"no space left on device", "free some space: scc prune, or remove images you no longer need"},
        {"permission denied while trying to connect", "join the docker group, or use rootless Podman"},
        {"Cannot connect to the Docker daemon", "start Docker (systemctl start docker)"},
        {"non-overlapping IPv4 address pool", no_addresses},
        {"could not find free subnet", no_addresses},
    };
    const std::string lower = text::lower(message);
    for (const Known& row : known) {
        if (lower.find(text::lower(row.part)) != std::string::npos) return std::string(row.hint);
    }
    return "";
}

Asked::Asked(Engine engine, std::vector<std::string> words, std::chrono::milliseconds timeout, proc::Pending pending)
    : engine_(std::move(engine)), words_(std::move(words)), timeout_(timeout), pending_(std::move(pending)) {}

Result<Asked> Asked::begin(const Engine& engine, std::vector<std::string> words) {
    const proc::Command command = call(engine, words);
    return begin(engine, std::move(words), command);
}

Result<Asked> Asked::begin(const Engine& engine, std::vector<std::string> words, const proc::Command& command) {
    SCC_TRY(proc::Pending pending, proc::Pending::start(command));
    return Asked(engine, std::move(words), command.timeout, std::move(pending));
}

Result<proc::Outcome> Asked::answer() {
    auto outcome = pending_.outcome();
    const bool late = std::chrono::steady_clock::now() - begin_ >= timeout_;
    if (!outcome && outcome.error().code == Code::tool && late) return unanswered(engine_, words_, timeout_);
    if (outcome) silent[static_cast<std::size_t>(engine_.kind)] = false;
    return outcome;
}

Result<proc::Outcome> answer_to(const Engine& engine,
                                const std::vector<std::string>& words,
                                const proc::Command& command) {
    SCC_TRY(Asked asked, Asked::begin(engine, words, command));
    return asked.answer();
}

Result<proc::Outcome> answer_to(const Engine& engine,
                                const std::vector<std::string>& words,
                                std::chrono::milliseconds timeout) {
    return answer_to(engine, words, call(engine, words, timeout));
}

Result<std::string> output_of(const Engine& engine, std::vector<std::string> words, std::chrono::milliseconds timeout) {
    const std::string shown = engine.program + " " + verb_of(words);
    SCC_TRY(const proc::Outcome outcome, answer_to(engine, std::move(words), timeout));
    if (outcome.status == 0) return std::string(text::trim(outcome.out));
    const std::string line = last_line(outcome.err);
    return Error{Code::tool,
                 text::quoted(shown) + " failed: " + (line.empty() ? std::to_string(outcome.status) : line),
                 hint_for(outcome.err)};
}

}  // namespace scc::sandbox
