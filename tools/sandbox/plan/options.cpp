#include "options.hpp"

#include "engine/names.hpp"
#include "engine/terminal.hpp"
#include "mounts.hpp"
#include "network.hpp"

namespace scc::sandbox {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view inside = "file:";

void add(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

Words hardening(const Sandbox& sandbox) {
    Words words = {"--user", "0:0", "--cap-drop", "ALL"};
    for (const std::string& capability : sandbox.capabilities) add(words, {"--cap-add", capability});
    add(words, {"--security-opt", "no-new-privileges", "--tmpfs", "/tmp:exec,mode=1777"});
    return words;
}

Words limits(const Limits& limits) {
    Words words = {"--pids-limit", std::to_string(limits.pids), "--memory", limits.memory};
    if (limits.cpus) add(words, {"--cpus", *limits.cpus});
    return words;
}

// Literal values stand in the plan; secret ones come from a file that exists while the container is being started.
// A variable without a value is taken from our own environment, where it is set.
Words environment(const Sandbox& sandbox, const model::Provider& provider, const model::Net& net) {
    Words words = {"--env", "TERM", "--env", "COLORTERM"};
    for (const auto& [name, value] : net.environment) add(words, {"--env", name + "=" + value});
    for (const model::Variable& variable : provider.env) {
        if (variable.value) add(words, {"--env", variable.name + "=" + *variable.value});
    }
    if (!sandbox.secrets.empty()) add(words, {"--env-file", "@session-dir@/secrets"});
    return words;
}

Words mounts(const Sandbox& sandbox) {
    Words words;
    for (const Mount& mount : sandbox.mounts) add(words, {"--mount", mount_word(mount)});
    words.emplace_back("@protected@");
    words.emplace_back("@guard@");
    return words;
}

Words guard_words(const Sandbox& sandbox, const model::Provider& provider, const model::Net& net) {
    Words words = {"init", "--user", sandbox.user};
    if (net.proxy) add(words, {"--way-out", std::to_string(net.proxy->port)});
    if (provider.volume) add(words, {"--own", provider.volume->path});
    for (const model::Variable& variable : provider.env) {
        if (is_inside(variable))
            add(words, {"--variable", variable.name + "=" + variable.secret->substr(inside.size())});
    }
    for (const model::KeptCredential& kept : provider.kept) {
        add(words, {"--credential", kept.path + ":" + kept.proof + ":" + kept.expires + ":" + kept.renewal});
    }
    words.emplace_back("@size@");
    words.emplace_back("--");
    add(words, provider.argv);
    return words;
}

}  // namespace

bool is_inside(const model::Variable& variable) { return variable.secret && variable.secret->starts_with(inside); }

std::vector<std::string> guard_capabilities(const model::Net& net) {
    Words names = {"CHOWN", "SETGID", "SETPCAP", "SETUID"};
    if (net.proxy) names.emplace_back("NET_ADMIN");
    return names;
}

std::vector<std::string> label_words(const std::map<std::string, std::string>& labels, std::string_view role) {
    Words words;
    for (const auto& [name, value] : labels) add(words, {"--label", name + "=" + value});
    add(words, {"--label", std::string(label_role) + "=" + std::string(role)});
    return words;
}

Operation run_agent(const Sandbox& sandbox,
                    const model::Workspace& workspace,
                    const model::Provider& provider,
                    const model::Net& net) {
    Words argv = {
        "@engine@", "run", "--interactive", "@terminal@", no_detach_keys, "--cidfile", "@session-dir@/container"};
    if (sandbox.once) argv.emplace_back("--rm");
    add(argv, {"--name", sandbox.name});
    add(argv, label_words(sandbox.labels, "agent"));
    add(argv, hardening(sandbox));
    add(argv, limits(sandbox.limits));
    argv.emplace_back("@run@");
    argv.emplace_back("@users@");
    add(argv, network_words(net));
    add(argv, environment(sandbox, provider, net));
    add(argv, mounts(sandbox));
    add(argv, {"--workdir", workspace.entry, "--entrypoint", guard_program, "@image@"});
    add(argv, guard_words(sandbox, provider, net));
    return {"run the agent", How::agent, argv, {"@engine@", "@remove@", "@container@"}};
}

}  // namespace scc::sandbox
