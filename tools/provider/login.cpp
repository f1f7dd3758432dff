#include "login.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "auth.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "choice.hpp"
#include "choose_method.hpp"
#include "cli/log.hpp"
#include "cli/tty.hpp"
#include "container.hpp"
#include "model/settings_file.hpp"
#include "proc/audit.hpp"
#include "proc/credential.hpp"
#include "proc/places.hpp"
#include "rendering.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::provider {
namespace {

using nlohmann::json;

struct Call {
    const Record* record = nullptr;
    model::Effective config;

    const model::ProviderSetup& setup() const { return setup_of(config, record->id); }
    std::string id() const { return std::string(record->id); }
};

Result<Call> call_of(const cli::Args& args, const json& plan) {
    Call call;
    SCC_TRY(call.config, wire::read_section(plan, "config", model::read_effective));
    SCC_CHECK(check_setups(call.config));
    const Circumstances asked{.option = args.operand(0), .allowed = call.config.allowed_providers};
    SCC_TRY(const Choice choice, choose(asked, nullptr));
    call.record = choice.record;
    if (!call.record->sign_in.methods.empty()) return call;
    return Error{Code::usage, "provider " + text::quoted(call.record->id) + " needs no sign-in"};
}

Result<std::size_t> ask_at_terminal(const std::vector<const Method*>& among) {
    std::vector<std::string> lines;
    for (const Method* method : among) lines.push_back(std::string(method->name) + ": " + std::string(method->title));
    return cli::tty::choose("How?", lines, 0);
}

Result<const Method*> method_of(const cli::Args& args, const Call& call) {
    const SignInWish wish{*call.record, call.setup(), args.text("method"), args.text("with"), cli::tty::can_ask(args)};
    return choose_method(wish, ask_at_terminal);
}

// What happened, whether it went well or not.
Result<Done> audit(const Call& call, const char* type, json fields, const Result<Done>& done) {
    fields["type"] = type;
    fields["provider"] = call.record->id;
    fields["policy_digest"] = call.config.policy_digest;
    fields["actor"] = proc::actor();
    if (!done) fields["error"] = done.error().message;
    const auto logged = proc::append_to_audit(wire::compact(fields) + "\n");
    return done ? logged : done;
}

Result<Done> write_reference(const Call& call, const json& reference) {
    return model::change_settings_file(
        places::settings_file(), {"providers", call.id(), "credential"}, reference, [](const json&) -> Result<Done> {
            return Done{};
        });
}

// The configuration's credential unless it is the person's own, who may change it.
Result<Done> check_own_credential(const Call& call) {
    const auto& credential = call.setup().credential;
    if (!credential || credential->origin.from == "personal") return Done{};
    return Error{Code::denied,
                 credential->origin.from + " says where the credential of " + text::quoted(call.record->id) + " is",
                 credential->value.starts_with("env:") ? "set " + credential->value.substr(4) : "",
                 credential->origin.because};
}

Result<Done> refer(const Call& call, const std::string& reference) {
    SCC_CHECK(check_own_credential(call));
    if (auto checked = credential::check(reference); !checked) {
        checked.error().code = Code::usage;
        return checked;
    }
    SCC_CHECK(credential::value_of(reference));
    return write_reference(call, reference);
}

Result<file::Descriptor> lock(const Call& call) {
    SCC_CHECK(file::make_directories(places::state_dir() + "/providers"));
    SCC_TRY(file::Descriptor held, file::try_lock(places::state_dir() + "/providers/" + call.id() + ".lock"));
    if (held) return held;
    return Error{Code::prereq,
                 "another sign-in to " + text::quoted(call.record->id) + " is going on",
                 "wait until it has ended"};
}

Result<Done> check_reachable(const Call& call, std::span<const std::string_view> hosts) {
    const auto& policy = call.config.network_policy;
    if (hosts.empty() || policy.value != model::name_of(model::NetworkPolicy::locked_down_web)) return Done{};
    return Error{Code::denied,
                 "the network is locked down, and signing in needs " +
                     text::join(std::vector<std::string>(hosts.begin(), hosts.end()), ", "),
                 "ask for a wider network where that was decided",
                 policy.origin.because.empty() ? policy.origin.from : policy.origin.because};
}

Result<Done> run_script(const Call& call, const std::string& script, std::span<const std::string_view> hosts) {
    SCC_TRY(const int status, run_in_container(*call.record, call.config, script, hosts));
    if (status == 0) return Done{};
    const std::string said = "'" + std::string(call.record->title) + "' ended with status " + std::to_string(status);
    return Error{status == static_cast<int>(Code::interrupted) ? Code::interrupted : Code::tool, said};
}

// The guard of the container has told what is in the volume now; how it came there is known here.
Result<Done> note_method(const Call& call, const Method& method) {
    const std::string path = mark_path(*call.record);
    SCC_TRY(auto mark, model::read_sign_in_mark(path));
    if (!mark || !mark->signed_in) {
        return Error{Code::tool,
                     std::string(call.record->title) + " ended without being signed in",
                     "try again: scc provider login " + call.id() + " --method " + std::string(method.name)};
    }
    mark->method = std::string(method.name);
    return model::write_sign_in_mark(path, *mark);
}

Result<Done> sign_in(const Call& call, const Method& method) {
    SCC_CHECK(check_own_credential(call));
    SCC_CHECK(check_reachable(call, method.hosts));
    SCC_TRY(const file::Descriptor held, lock(call));
    SCC_CHECK(run_script(call, script_of(method), method.hosts));
    return note_method(call, method);
}

// Whatever the agent has to revoke is where a sign-in talks to.
std::span<const std::string_view> hosts_of_sign_out(const Call& call) {
    if (!check_reachable(call, call.record->sign_in.methods.front().hosts)) return {};
    return call.record->sign_in.methods.front().hosts;
}

Result<Done> sign_out(const Call& call) {
    SCC_TRY(const file::Descriptor held, lock(call));
    if (call.setup().credential) SCC_CHECK(write_reference(call, nullptr));
    SCC_CHECK(run_script(call, "set -e\n" + std::string(call.record->sign_in.sign_out), hosts_of_sign_out(call)));
    return model::write_sign_in_mark(mark_path(*call.record), {.time = time::now()});
}

void mention_what_is_left(const Call& call) {
    for (const model::Variable& variable : secrets_of(*call.record, {}, is_set)) {
        if (!variable.secret->starts_with("env:")) continue;
        cli::log::warning(variable.name + " is set here and signs " + call.id() + " in");
    }
}

}  // namespace

Result<int> login(const cli::Args& args, const json& plan) {
    SCC_TRY(const Call call, call_of(args, plan));
    SCC_TRY(const Method* method, method_of(args, call));
    const auto reference = args.text("with");
    const auto done = reference ? refer(call, *reference) : sign_in(call, *method);
    SCC_CHECK(audit(call, "auth.login", {{"method", method->name}}, done));
    cli::log::info(call.id() + " is signed in by " + std::string(method->name));
    return 0;
}

Result<int> logout(const cli::Args& args, const json& plan) {
    SCC_TRY(const Call call, call_of(args, plan));
    SCC_CHECK(check_own_credential(call));
    SCC_CHECK(audit(call, "auth.logout", json::object(), sign_out(call)));
    cli::log::info(call.id() + " is signed out");
    mention_what_is_left(call);
    return 0;
}

}  // namespace scc::provider
