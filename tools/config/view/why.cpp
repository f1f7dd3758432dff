#include "why.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "lines.hpp"
#include "match/destination.hpp"
#include "match/pattern.hpp"
#include "match/url.hpp"
#include "model/refused.hpp"
#include "policy/policy.hpp"
#include "resolve.hpp"
#include "rule/judge.hpp"
#include "rule/local.hpp"

namespace scc::config {
namespace {

using model::Effective;

const model::Origin nobody = {"default", ""};

Answer refused(std::string reason, const model::Origin& origin) { return {false, std::move(reason), origin}; }
Answer allowed(std::string reason, const model::Origin& origin) { return {true, std::move(reason), origin}; }

const model::Destination* covering(const std::vector<model::Destination>& list, const model::Destination& wanted) {
    const auto found = std::ranges::find_if(list, [&](const auto& at) { return covers(at, wanted); });
    return found == list.end() ? nullptr : &*found;
}

// A destination without a port stands for the ports of the web.
bool is_reachable(const model::Destination& listed, const model::Destination& wanted) {
    const bool web = !wanted.port || *wanted.port == 80 || *wanted.port == 443;
    return listed.port ? listed.port == wanted.port : web;
}

Result<Answer> network(const Asked& asked, const std::string& subject) {
    const Effective& effective = asked.effective;
    auto wanted = parse_destination(subject);
    if (const auto url = parse_url(subject)) wanted = model::Destination{url->host, url->port, {}};
    if (!wanted) return Error{Code::usage, text::quoted(subject) + " is no host", "write HOST, HOST:PORT or a URL"};
    const auto& policy = effective.network_policy;
    if (policy.value == model::name_of(model::NetworkPolicy::open)) {
        return allowed("the network policy is 'open'", policy.origin);
    }
    if (policy.value == model::name_of(model::NetworkPolicy::locked_down_web)) {
        return refused("the network policy is 'locked-down-web'", policy.origin);
    }
    const std::string host = text::quoted(wanted->host) + " is refused: ";
    const auto* listed = covering(effective.destinations, *wanted);
    const bool is_released = listed != nullptr && listed->origin.from == "exception";
    const auto* blocked = covering(effective.blocked_destinations, *wanted);
    if (blocked != nullptr && !is_released) return refused(host + model::refused::blocked, blocked->origin);
    if (listed != nullptr && is_reachable(*listed, *wanted)) {
        return allowed("destination " + text::quoted(model::text_of(*listed)) + " is allowed", listed->origin);
    }
    for (const model::McpServer& server : effective.mcp_servers) {
        const auto url = server.url ? parse_url(*server.url) : std::nullopt;
        if (!url || !covers(*wanted, {url->host, url->port, {}})) continue;
        return allowed("MCP server " + text::quoted(server.name) + " is there", server.origin);
    }
    return refused(host + model::refused::unlisted + "; a provider's own hosts are added when it is chosen",
                   policy.origin);
}

// Refused first: something may be asked for by two layers and refused to one of them only.
template <class List, class Name>
Result<Answer> listed(
    const Effective& effective, const List& list, Name name, const char* kind, const std::string& subject) {
    for (const auto& at : list) {
        if (matches(subject, name(at)))
            return allowed(std::string(kind) + " " + text::quoted(name(at)) + " is used", at.origin);
    }
    for (const auto* refusals : {&effective.blocked, &effective.denied}) {
        for (const model::Refusal& at : *refusals) {
            if (at.kind == kind && matches(subject, at.item)) return refused(at.reason, at.origin);
        }
    }
    return Error{Code::not_found,
                 "no layer asks for " + std::string(kind) + " " + text::quoted(subject),
                 "see 'scc-config explain' for those there are"};
}

Result<Answer> plugin(const Asked& asked, const std::string& subject) {
    const bool bare = subject.find('@') == std::string::npos;
    return listed(
        asked.effective,
        asked.effective.plugins,
        [](const model::Plugin& at) { return at.ref; },
        "plugin",
        bare ? subject + "@*" : subject);
}

Result<Answer> mcp(const Asked& asked, const std::string& subject) {
    return listed(
        asked.effective,
        asked.effective.mcp_servers,
        [](const model::McpServer& at) { return at.name; },
        "mcp",
        subject);
}

Result<Answer> provider(const Asked& asked, const std::string& subject) {
    const auto& list = asked.effective.allowed_providers;
    if (!list) return allowed("no layer restricts providers", nobody);
    if (std::ranges::count(list->value, subject) > 0) return allowed("it is on the list of providers", list->origin);
    return refused("only " + text::join(list->value, ", ") + " may be used", list->origin);
}

Result<Answer> image(const Asked& asked, const std::string& subject) {
    for (const auto& pattern : asked.effective.blocked_images) {
        if (matches(pattern.value, subject)) {
            return refused("security blocks " + text::quoted(pattern.value), pattern.origin);
        }
    }
    for (const auto& [name, used] : asked.effective.images) {
        if (used.value == subject) return allowed("it is the image for " + text::quoted(name), used.origin);
    }
    return allowed("no pattern blocks it", nobody);
}

Result<Answer> mount(const Asked& asked, const std::string& subject) {
    const model::Workspace& workspace = asked.workspace;
    const std::string path = path::normal(subject, workspace.entry);
    for (const auto& file : asked.effective.protected_files) {
        if (!path::is_within(path, path::join(workspace.root, file.value))) continue;
        return allowed("it is in the workspace, read-only: " + text::quoted(file.value) + " is protected", file.origin);
    }
    if (path::is_within(path, workspace.root)) return allowed("it is in the workspace", nobody);
    if (workspace.repository && path::is_within(path, *workspace.repository)) {
        return allowed("it is in the workspace's repository", nobody);
    }
    return refused("the sandbox sees the workspace and the agent's own data, and nothing else of this machine", nobody);
}

// Who set what decided about a command; a verdict knows the key alone.
model::Origin decider(const Effective& effective, const std::string& because) {
    for (const auto& [part, origin] : effective.safety_origins) {
        if (origin.because == because) return origin;
    }
    return because == effective.safety.origin.because ? effective.safety.origin : nobody;
}

// What the guard would print, as one sentence.
std::string sentence_of(const rule::Verdict& verdict) {
    std::vector<std::string> lines = text::words(rule::text_of(verdict), '\n');
    std::erase_if(lines, [](const std::string& line) { return line.starts_with("scc: set by "); });
    for (std::string& line : lines) line = line.substr(std::string_view("scc: ").size());
    return text::join(lines, "; ");
}

Result<Answer> command(const Asked& asked, const std::string& subject) {
    json data = json::parse(asked.effective.safety.value);
    data["network"] = asked.effective.network_policy.value;
    data["destinations"] = json::array();
    for (const auto& at : asked.effective.destinations) data["destinations"].push_back(model::text_of(at));
    SCC_TRY(const rule::Policy policy, policy::read(data, "policy"));
    rule::LocalFacts facts(asked.workspace.entry);
    const rule::Verdict verdict = rule::judge_line(subject, policy, facts);
    if (verdict.rule.empty()) return allowed("no rule names it", nobody);
    const bool blocks = verdict.decision == rule::Decision::block;
    return Answer{!blocks, sentence_of(verdict), decider(asked.effective, verdict.set_by)};
}

struct Kind {
    const char* name;
    Result<Answer> (*answer)(const Asked& asked, const std::string& subject);
};

constexpr Kind kinds[] = {
    {"network", network},
    {"plugin", plugin},
    {"mcp", mcp},
    {"command", command},
    {"mount", mount},
    {"provider", provider},
    {"image", image},
};

}  // namespace

Result<Answer> answer(const Asked& asked, const std::string& kind, const std::string& subject) {
    std::vector<std::string> names;
    for (const Kind& at : kinds) {
        if (kind == at.name) return at.answer(asked, subject);
        names.emplace_back(at.name);
    }
    return Error{
        Code::usage, "there is no kind " + text::quoted(kind) + " to ask about", "write " + text::alternatives(names)};
}

Result<json> why(const cli::Args& args, const json&) {
    cli::Args here = args;
    here.operands.clear();
    SCC_TRY(const Situation found, situation(here, nullptr));
    const Effective effective = effective_of(found.sources, found.request, time::now());
    SCC_TRY(const Answer given, answer({effective, found.workspace}, args.operand(0), args.operand(1)));
    return model::with_origin(
        {{"kind", args.operand(0)}, {"subject", args.operand(1)}, {"allowed", given.allowed}, {"reason", given.reason}},
        given.origin);
}

std::string why_text(const cli::Args&, const json& data) {
    const std::string because = data.at("because");
    const std::string layer = data.at("from");
    const std::string said = std::string(data.at("allowed").get<bool>() ? "allowed" : "not allowed") + ": " +
                             data.at("reason").get<std::string>();
    return wrapped(said, 0, 4) + wrapped(layer + (because.empty() ? "" : ", " + because), 4, 8);
}

Code why_status(const json& data) { return data.at("allowed").get<bool>() ? Code::ok : Code::denied; }

}  // namespace scc::config
