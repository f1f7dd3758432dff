#include "unblock.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/tty.hpp"
#include "commands.hpp"
#include "match/plugin_reference.hpp"
#include "rule/rule.hpp"
#include "view/resolve.hpp"

namespace scc::config {
namespace {

using model::Effective;
using model::Refusal;

constexpr std::size_t most_suggestions = 5;

// "mcp:docs" names the kind as well; "docs" leaves it open.
struct Wanted {
    std::string kind;
    std::string subject;
};

Wanted wanted_in(const std::string& text) {
    for (const Target& target : targets()) {
        const std::string prefix = std::string(target.kind) + ":";
        if (text.starts_with(prefix)) return {std::string(target.kind), text.substr(prefix.size())};
    }
    return {"", text};
}

bool is_target(const Refusal& refusal) {
    return refusal.kind != "rule" && std::ranges::count(targets(), refusal.kind, &Target::kind) > 0;
}

bool is_meant(const Refusal& refusal, const Wanted& wanted, const std::vector<std::string>& marketplaces) {
    if (!is_target(refusal) || (!wanted.kind.empty() && refusal.kind != wanted.kind)) return false;
    if (text::lower(refusal.item) == text::lower(wanted.subject)) return true;
    if (refusal.kind != "plugin") return false;
    const auto plugin = normal_plugin(wanted.subject, marketplaces);
    return plugin && text::lower(*plugin) == text::lower(refusal.item);
}

const Refusal* found_in(const std::vector<Refusal>& list,
                        const Wanted& wanted,
                        const std::vector<std::string>& marketplaces) {
    const auto found =
        std::ranges::find_if(list, [&](const Refusal& refusal) { return is_meant(refusal, wanted, marketplaces); });
    return found == list.end() ? nullptr : &*found;
}

// A name as the pattern that matches it and nothing else.
std::string literal(const std::string& name) {
    std::string pattern;
    for (const char c : name) pattern += c == '*' || c == '?' || c == '[' ? std::string{'[', c, ']'} : std::string{c};
    return pattern;
}

std::string pattern_for(const Refusal& refusal) {
    return (refusal.kind == "mcp" ? "name:" : "") + literal(refusal.item);
}

Error not_denied(const Wanted& wanted, const Effective& effective) {
    Error error{Code::not_found, text::quoted(wanted.subject) + " is not denied here", "see 'scc-config explain'"};
    for (const Refusal& used : effective.exceptions_used) {
        if (used.item == wanted.subject) error.hint = "an exception releases it already: " + used.reason;
    }
    std::vector<std::string> names;
    for (const std::vector<Refusal>* list : {&effective.denied, &effective.blocked}) {
        for (const Refusal& refusal : *list) {
            if (is_target(refusal) && std::ranges::count(names, refusal.item) == 0) names.push_back(refusal.item);
        }
    }
    std::vector<std::string> meant;
    for (std::string name; meant.size() < most_suggestions; meant.push_back(name)) {
        name = text::nearest(wanted.subject, names);
        if (name.empty()) break;
        std::erase(names, name);
    }
    if (!meant.empty()) error.hint = "did you mean " + text::alternatives(meant) + "?";
    return error;
}

// The reason, from the command line or from the person.
Result<std::string> reason_of(const cli::Args& args) {
    const std::string given(text::trim(args.text_or("reason", "")));
    if (!given.empty()) return given;
    if (args.has("yes") || !cli::tty::can_ask(args)) {
        return Error{Code::usage, "option '--reason' is missing", "say why, for those who read the audit log"};
    }
    SCC_TRY(const std::string said, cli::tty::ask("Why?"));
    if (!text::trim(said).empty()) return std::string(text::trim(said));
    return Error{Code::usage, "an exception needs a reason", "give one with --reason"};
}

Result<Done> agreed(const cli::Args& args, const Refusal& refusal, time::Seconds end) {
    if (args.has("yes") || !cli::tty::can_ask(args)) return Done{};
    const std::string question =
        "Release " + refusal.kind + " " + text::quoted(refusal.item) + " until " + time::text_of(end) + "?";
    SCC_TRY(const bool yes, cli::tty::confirm(question, true));
    if (yes) return Done{};
    return Error{Code::interrupted, "nothing was released"};
}

// What still keeps the subject out once the exception is there; null when nothing does.
const Refusal* still_refused(const Effective& effective, const Refusal& refusal) {
    for (const std::vector<Refusal>* list : {&effective.blocked, &effective.denied}) {
        const auto same = [&](const Refusal& at) { return at.kind == refusal.kind && at.item == refusal.item; };
        const auto found = std::ranges::find_if(*list, same);
        if (found != list->end()) return &*found;
    }
    return nullptr;
}

Result<Done> check_helps(const Situation& found,
                         const Exception& exception,
                         const Refusal& refusal,
                         time::Seconds now) {
    Layers layers = layers_of(found.sources, found.request, now);
    layers.exceptions.push_back(exception);
    const Effective effective = merge(layers);
    const Refusal* still = still_refused(effective, refusal);
    if (still == nullptr) return Done{};
    return Error{
        Code::denied,
        "an exception does not release " + refusal.kind + " " + text::quoted(refusal.item) + ": " + still->reason,
        exception.store == Store::workspace ? "a person's own exception may; leave out --shared" : "",
        still->origin.because};
}

// Rules are the organisation's to release, whoever asks.
Error refused_rule(const std::string& id, Exception exception, const Org* org) {
    exception.allow["rule"] = {id};
    const auto known = check_rules(exception, org);
    return known ? only_by_grant("rule " + text::quoted(id), exception, org) : known.error();
}

}  // namespace

Result<nlohmann::json> unblock(const cli::Args& args, const nlohmann::json&) {
    const time::Seconds now = time::now();
    cli::Args here = args;
    here.operands.clear();
    SCC_TRY(const Situation found, situation(here, nullptr));
    const Org* org = found.sources.org ? &*found.sources.org : nullptr;
    const Effective effective = effective_of(found.sources, found.request, now);
    const Wanted wanted = wanted_in(args.operand(0));
    const std::vector<std::string> marketplaces =
        org == nullptr ? std::vector<std::string>() : aliases_of(org->marketplaces);
    const bool is_rule = wanted.kind == "rule" || (wanted.kind.empty() && rule::rule_named(wanted.subject) != nullptr);
    const Refusal* blocked = found_in(effective.blocked, wanted, marketplaces);
    const Refusal* denied = found_in(effective.denied, wanted, marketplaces);
    if (blocked == nullptr && denied == nullptr && !is_rule) return not_denied(wanted, effective);

    const StoreFile file = store_wanted(args, found.workspace.root);
    SCC_TRY(const time::Seconds end, end_wanted(args, now, bound_of(org)));
    SCC_TRY(std::string reason, reason_of(args));
    Exception exception = new_exception(std::move(reason), now, end, file.store);
    if (is_rule) return refused_rule(wanted.subject, std::move(exception), org);
    const Refusal& refusal = blocked != nullptr ? *blocked : *denied;
    exception.allow[refusal.kind] = {pattern_for(refusal)};
    if (blocked != nullptr) {
        return only_by_grant(refusal.kind + " " + text::quoted(refusal.item), exception, org);
    }
    SCC_CHECK(check_helps(found, exception, refusal, now));
    SCC_CHECK(agreed(args, refusal, end));
    SCC_TRY(nlohmann::json made, keep(exception, file, args.text_or("ticket", ""), now));
    made["released"] = {{"kind", refusal.kind}, {"item", refusal.item}};
    return made;
}

std::string unblocked_text(const cli::Args&, const nlohmann::json& data) {
    const nlohmann::json& released = data.at("released");
    const nlohmann::json& exception = data.at("exception");
    return released.at("kind").get<std::string>() + " " + text::quoted(released.at("item").get<std::string>()) +
           " is released until " + exception.at("expires_at").get<std::string>() + " by " +
           exception.at("id").get<std::string>() + "\n";
}

}  // namespace scc::config
