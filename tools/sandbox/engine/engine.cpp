#include "engine.hpp"

#include <linux/magic.h>
#include <sys/resource.h>
#include <sys/vfs.h>
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
#include "shell/quote.hpp"

namespace scc::sandbox {
namespace {

std::size_t calls = 0;
std::array<bool, 2> silent = {};  // by kind of engine

constexpr auto probe_timeout = std::chrono::seconds(10);
constexpr std::size_t usual_timeout = 30;  // seconds
constexpr std::size_t longest_timeout = 600;

// "nofile=MOST:MOST", or what this process may have when that is less: an engine without a daemon cannot give more.
std::string limit(std::string_view name, decltype(RLIMIT_NOFILE) resource, rlim_t most) {
    rlimit own = {};
    ::getrlimit(resource, &own);
    const std::string number = std::to_string(std::min(own.rlim_max, most));
    return std::string(name) + "=" + number + ":" + number;
}

const Traits table[] = {
    {
        .name = "docker",
        .image_prefix = "",
        .default_network = "bridge",
        .state = ".State",
        .label = ".Label",
        .seccomp_profile = "",
        .pull_preamble = 0,
        .run = {},
        .isolated = {"--opt", "com.docker.network.bridge.inhibit_ipv4=true"},
        .resolver = {"--dns", "192.0.2.1"},
        .remove = {"rm", "--force"},
        .run_takes_networks = false,
        .stopped_hold_networks = false,
        .build = {},
        .building = {},
        .env = {"DOCKER_BUILDKIT=0", "DOCKER_CLI_HINTS=false"},
    },
    {
        .name = "podman",
        .image_prefix = "localhost/",
        .default_network = "podman",
        .state = ".ListContainer.State",
        .label = "index .Labels",
        .seccomp_profile = "/usr/share/containers/seccomp.json",
        .pull_preamble = 1,
        .run = {"--ulimit", limit("nofile", RLIMIT_NOFILE, 65536), "--ulimit", limit("nproc", RLIMIT_NPROC, 32768)},
        .isolated = {"--disable-dns"},
        .resolver = {},
        .remove = {"rm", "--force", "--time", "0"},
        .run_takes_networks = true,
        .stopped_hold_networks = true,
        .build = {"--format", "docker", "--layers=false"},
        .building = {"ps", "--all", "--external", "--format", "{{.Status}} {{.Image}} {{.ID}}"},
        .env = {},
    },
};

// What an engine is asked to find out whether it is there. The answer: version, architecture, a text with "rootless" or
// "true" in it when it is that, the version of the control groups and the runtime; the last three may be missing.
struct Question {
    EngineKind kind;
    bool has_daemon;  // behind a socket of this machine, unless the client is told otherwise
    std::string_view verb;
    std::string_view format;
};

constexpr Question docker_question = {
    EngineKind::docker, true, "info", "{{.ServerVersion}}\t{{.Architecture}}\t{{.SecurityOptions}}"};
constexpr Question podman_question = {
    EngineKind::podman,
    false,
    "info",
    "{{.Version.Version}}\t{{.Host.Arch}}\t{{.Host.Security.Rootless}}\t{{.Host.CgroupsVersion}}\t{{.Host.OCIRuntime."
    "Name}}"};

// Podman's `info` asks the package manager about each of its parts, which takes as long as to start a container.
constexpr Question short_podman_question = {
    EngineKind::podman, false, "version", "{{.Client.Version}}\t{{.Client.OsArch}}"};

// Whether Podman runs here and its runtime can be any: then we know as well as it does what the short question leaves
// out.
bool is_own_podman() {
    if (env::get("CONTAINER_HOST") || env::get("CONTAINER_CONNECTION")) return false;
    struct statfs groups = {};
    const bool unified = ::statfs("/sys/fs/cgroup", &groups) == 0 && groups.f_type == CGROUP2_SUPER_MAGIC;
    return unified || !proc::installed("crun") || !proc::installed("runc");
}

const Traits& traits_of(EngineKind kind) { return table[static_cast<std::size_t>(kind)]; }

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
    const bool is_here = question.has_daemon || question.verb == short_podman_question.verb;
    const auto stamp = is_here ? stamp_of(engine.program, question.has_daemon) : std::nullopt;
    if (!stamp) return asked(engine, question);
    if (auto kept = anew ? std::nullopt : kept_answer(*stamp, question.format)) return std::move(*kept);
    SCC_TRY(std::string said, asked(engine, question));
    keep_answer(*stamp, question.format, said);
    return said;
}

Result<Engine> ask(const Question& question, bool anew) {
    Engine engine{.kind = question.kind, .program = std::string(traits_of(question.kind).name)};
    if (!proc::available(engine.program)) return Error{Code::prereq, engine.program + " is not installed"};
    SCC_TRY(const std::string line, answered(engine, question, anew));
    std::vector<std::string> said = text::split(line, '\t');
    if (said.size() == 2) said.emplace_back(::geteuid() == 0 ? "false" : "true");
    said.resize(5);
    engine.version = said[0];
    engine.architecture = debian_architecture(path::basename(said[1]));
    engine.rootless = said[2].find("rootless") != std::string::npos || said[2] == "true";
    // Without root, the engine's user is root inside, and every other number inside is a foreign one outside.
    if (engine.kind == EngineKind::podman && engine.rootless) engine.users = {"--userns=keep-id"};
    // crun refuses control groups of version 1 where an empty version 2 stands beside them.
    if (said[3] == "v1" && said[4] == "crun" && proc::installed("runc")) engine.global = {"--runtime", "runc"};
    const auto major = text::number(text::split(engine.version, '.').front());
    if (engine.kind == EngineKind::podman && major.value_or(0) < 4) {
        return Error{Code::prereq, "podman " + engine.version + " is too old, 4.0 is needed"};
    }
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
    for (const Question& question : {docker_question, is_own_podman() ? short_podman_question : podman_question}) {
        if (!forced.empty() && traits_of(question.kind).name != forced) continue;
        auto engine = ask(question, anew);
        if (engine) return engine;
        reasons.push_back(engine.error().message);
    }
    return Error{Code::prereq,
                 "no container engine answers: " + text::join(reasons, "; "),
                 "start Docker (systemctl start docker) or install Podman 4 (apt install podman)"};
}

}  // namespace

const Traits& Engine::traits() const { return traits_of(kind); }

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
