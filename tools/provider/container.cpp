#include "container.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/stage.hpp"
#include "model/net.hpp"
#include "model/restrictions.hpp"
#include "model/workspace.hpp"
#include "plan.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

Result<model::Workspace> empty_workspace(const Record& record) {
    model::Workspace workspace;
    workspace.root = places::state_dir() + "/providers/" + std::string(record.id);
    SCC_CHECK(file::remove_all(workspace.root));
    SCC_CHECK(file::make_directories(workspace.root));
    workspace.entry = workspace.root;
    workspace.uid = ::geteuid();
    workspace.gid = ::getegid();
    return workspace;
}

model::Effective narrowed(const model::Effective& config, bool reaches_hosts) {
    const auto policy =
        reaches_hosts ? model::NetworkPolicy::web_egress_enforced : model::NetworkPolicy::locked_down_web;
    model::Effective narrow = model::only_restrictions(config);
    narrow.network_policy.value = model::name_of(policy);
    return narrow;
}

Result<model::Provider> section(const Record& record,
                                const model::Workspace& workspace,
                                const model::Effective& config,
                                const std::string& script,
                                std::span<const std::string_view> hosts) {
    const Choice choice{&record, "signing in or out"};
    const Auth auth{"none-needed", "", ""};
    const Wish wish{.uid = workspace.uid};
    SCC_TRY(model::Provider section, section_of(choice, {workspace, config, wish, auth}, {}));
    section.argv = {"/bin/sh", "-c", script};
    section.trees.clear();
    section.hosts.clear();
    for (const std::string_view host : hosts) section.hosts.push_back({std::string(host), std::nullopt, "sign-in"});
    section.session = {};
    return section;
}

// The proxy lets through what is left; less than all would end in the middle of a sign-in.
Result<Done> check_reached(const json& plan) {
    SCC_TRY(const model::Net net, wire::read_section(plan, "net", model::read_net));
    for (const model::Refusal& refused : net.refused) {
        return Error{Code::denied,
                     "signing in needs host " + text::quoted(refused.item) + ": " + refused.reason,
                     "ask for it where that was decided, or choose another method",
                     refused.origin.because};
    }
    return Done{};
}

// The document as our standard input, which is the next program's.
Result<Done> take_as_input(const std::string& document) {
    const file::Descriptor memory(::memfd_create("scc-plan", MFD_CLOEXEC));
    if (!memory) return Error{Code::tool, std::string("cannot keep the plan: ") + std::strerror(errno)};
    SCC_CHECK(file::write(memory.number(), document, "the plan"));
    ::lseek(memory.number(), 0, SEEK_SET);
    if (::dup2(memory.number(), STDIN_FILENO) >= 0) return Done{};
    return Error{Code::tool, std::string("cannot hand the plan over: ") + std::strerror(errno)};
}

}  // namespace

Result<int> run_in_container(const Record& record,
                             const model::Effective& config,
                             const std::string& script,
                             std::span<const std::string_view> hosts) {
    SCC_TRY(const model::Workspace workspace, empty_workspace(record));
    const model::Effective narrow = narrowed(config, !hosts.empty());
    SCC_TRY(const model::Provider provider, section(record, workspace, narrow, script, hosts));
    const json plan = {{"workspace", to_json(workspace)}, {"config", to_json(narrow)}, {"provider", to_json(provider)}};
    SCC_TRY(std::string document, cli::output_of_stage({"scc-net", "plan"}, wire::text_of(wire::seal("plan", plan))));
    SCC_TRY(const json reached, wire::parse(document, "plan"));
    SCC_TRY(const json data, wire::open(reached, "plan", "plan"));
    SCC_CHECK(check_reached(data));
    SCC_TRY(document, cli::output_of_stage({"scc-sandbox", "plan", "--once"}, document));
    SCC_CHECK(take_as_input(document));
    return proc::attached({.argv = {places::program_dir() + "/scc-sandbox", "run", "--allow-suspicious-workspace"}});
}

}  // namespace scc::provider
