#include "why.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "match/destination.hpp"
#include "match/url.hpp"
#include "resolve.hpp"

namespace scc::config {
namespace {

using model::Effective;

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

Result<Answer> network(const Effective& effective, const std::string& subject) {
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
    if (const auto* blocked = covering(effective.blocked_destinations, *wanted)) {
        return refused("destination " + text::quoted(model::text_of(*blocked)) + " is blocked", blocked->origin);
    }
    const auto* listed = covering(effective.destinations, *wanted);
    if (listed != nullptr && is_reachable(*listed, *wanted)) {
        return allowed("destination " + text::quoted(model::text_of(*listed)) + " is allowed", listed->origin);
    }
    for (const model::McpServer& server : effective.mcp_servers) {
        const auto url = server.url ? parse_url(*server.url) : std::nullopt;
        if (!url || !covers(*wanted, {url->host, url->port, {}})) continue;
        return allowed("MCP server " + text::quoted(server.name) + " is there", server.origin);
    }
    return refused("no layer allows it; a provider's own hosts are added when it is chosen", policy.origin);
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

Result<Answer> plugin(const Effective& effective, const std::string& subject) {
    const bool bare = subject.find('@') == std::string::npos;
    return listed(
        effective,
        effective.plugins,
        [](const model::Plugin& at) { return at.ref; },
        "plugin",
        bare ? subject + "@*" : subject);
}

Result<Answer> mcp(const Effective& effective, const std::string& subject) {
    return listed(
        effective, effective.mcp_servers, [](const model::McpServer& at) { return at.name; }, "mcp", subject);
}

Result<Answer> provider(const Effective& effective, const std::string& subject) {
    if (!effective.allowed_providers) return allowed("no layer restricts providers", {"default", ""});
    const auto& list = *effective.allowed_providers;
    if (std::ranges::count(list.value, subject) > 0) return allowed("it is on the list of providers", list.origin);
    return refused("only " + text::join(list.value, ", ") + " may be used", list.origin);
}

struct Kind {
    const char* name;
    Result<Answer> (*answer)(const Effective& effective, const std::string& subject);
};

constexpr Kind kinds[] = {
    {"network", network},
    {"plugin", plugin},
    {"mcp", mcp},
    {"provider", provider},
};

}  // namespace

Result<Answer> answer(const Effective& effective, const std::string& kind, const std::string& subject) {
    std::vector<std::string> names;
    for (const Kind& at : kinds) {
        if (kind == at.name) return at.answer(effective, subject);
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
    SCC_TRY(const Answer given, answer(effective, args.operand(0), args.operand(1)));
    return model::with_origin(
        {{"kind", args.operand(0)}, {"subject", args.operand(1)}, {"allowed", given.allowed}, {"reason", given.reason}},
        given.origin);
}

std::string why_text(const cli::Args&, const json& data) {
    const std::string because = data.at("because");
    const std::string layer = data.at("from");
    return std::string(data.at("allowed").get<bool>() ? "allowed" : "not allowed") + ": " +
           data.at("reason").get<std::string>() + " (" + layer + (because.empty() ? "" : ", " + because) + ")\n";
}

Code why_status(const json& data) { return data.at("allowed").get<bool>() ? Code::ok : Code::denied; }

}  // namespace scc::config
