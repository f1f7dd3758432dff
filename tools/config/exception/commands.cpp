#include "commands.hpp"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "model/discover.hpp"
#include "policy/policy.hpp"
#include "proc/audit.hpp"
#include "record.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

constexpr std::string_view local_id = "local-";

json listed(const Exception& exception, time::Seconds now, std::int64_t most_hours) {
    json released = json::object();
    for (const Target& target : targets()) {
        const auto found = exception.allow.find(std::string(target.kind));
        released[std::string(target.key)] = found == exception.allow.end() ? json::array() : json(found->second);
    }
    const time::Seconds end = end_of(exception, most_hours);
    return {{"id", exception.id},
            {"store", name_of(exception.store)},
            {"scope", exception.policy ? "policy" : "local"},
            {"reason", exception.reason},
            {"created_at", exception.created == 0 ? json() : json(time::text_of(exception.created))},
            {"created_by", exception.created_by},
            {"expires_at", time::text_of(end)},
            {"expired", end <= now},
            {"targets", std::move(released)}};
}

json grant_of(const Exception& exception) {
    json grant = entry_of(exception);
    grant["scope"] = "policy";
    if (exception.id.starts_with(local_id)) grant["id"] = "policy-" + exception.id.substr(local_id.size());
    return grant;
}

// 64 random bits, so that nobody meets another's by accident.
std::string new_id(time::Seconds now) {
    std::array<unsigned char, 8> bytes = {};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) bytes.fill(0);
    const std::string day = time::text_of(now);
    std::string id = std::string(local_id) + day.substr(0, 4) + day.substr(5, 2) + day.substr(8, 2) + "-";
    constexpr std::string_view digits = "0123456789abcdef";
    for (const unsigned char byte : bytes) id += {digits[byte >> 4U], digits[byte & 15U]};
    return id;
}

Result<std::string> workspace_root() {
    SCC_TRY(const std::string here, path::current());
    SCC_TRY(const model::Workspace workspace, model::discover(here));
    return workspace.root;
}

Result<std::string> reason_given(const cli::Args& args) {
    const std::string reason(text::trim(args.text_or("reason", "")));
    if (!reason.empty()) return reason;
    return Error{Code::usage, "option '--reason' is missing", "say why, for those who read the audit log"};
}

Result<Done> read_targets(const cli::Args& args, Exception& exception) {
    for (const Target& target : targets()) {
        for (const std::string& given : args.all(target.option)) {
            const std::string pattern(text::trim(given));
            if (pattern.empty()) {
                return Error{Code::usage, "option '--" + std::string(target.option) + "' names nothing"};
            }
            exception.allow[std::string(target.kind)].push_back(pattern);
        }
    }
    if (!exception.allow.empty()) return Done{};
    return Error{Code::usage,
                 "the exception releases nothing",
                 "name what with --allow-plugin, --allow-mcp, --allow-destination or --allow-rule"};
}

std::vector<rule::OwnRule> own_rules(const Org* org) {
    std::vector<rule::OwnRule> rules;
    if (org == nullptr) return rules;
    for (const auto& own : org->defaults.layer.safety.rules) rules.push_back(own.value);
    for (const auto& [name, team] : org->teams) {
        for (const auto& own : team.layer.safety.rules) rules.push_back(own.value);
    }
    return rules;
}

std::string line_of(const json& exception) {
    std::vector<std::string> names;
    for (const auto& [key, patterns] : exception.at("targets").items()) {
        for (const json& pattern : patterns) names.push_back(pattern.get<std::string>());
    }
    const std::string ends = exception.at("expired").get<bool>() ? "expired " : "until ";
    return exception.at("id").get<std::string>() + "  " + ends + exception.at("expires_at").get<std::string>() + "  " +
           exception.at("store").get<std::string>() + "  " + text::join(names, ", ") + ": " +
           exception.at("reason").get<std::string>() + "\n";
}

// Takes those out of the store that `is_meant`, and says which they were.
Result<json> remove(const StoreFile& file, const std::function<bool(const Exception&)>& is_meant, time::Seconds now) {
    std::vector<Exception> removed;
    SCC_CHECK(change_store(file, [&](json& entries) -> Result<Done> {
        json kept = json::array();
        std::size_t index = 0;
        for (const json& entry : entries) {
            const auto exception = read_entry(entry, index++, file);
            if (exception && is_meant(*exception)) {
                removed.push_back(*exception);
            } else {
                kept.push_back(entry);
            }
        }
        entries = std::move(kept);
        return record("exception.deleted", removed);
    }));
    json list = json::array();
    for (const Exception& exception : removed) list.push_back(listed(exception, now, usual_exception_hours));
    return json{{"exceptions", std::move(list)}};
}

// The store named on the command line, of the workspace around the current directory.
Result<StoreFile> store_here(const cli::Args& args) {
    std::string root;
    if (args.has("shared")) {
        SCC_TRY(root, workspace_root());
    }
    return store_wanted(args, root);
}

Result<std::string> id_meant(const std::string& prefix, const StoreFile& file) {
    SCC_TRY(const Stored stored, read_store(file));
    std::vector<std::string> ids;
    for (const Exception& exception : stored.exceptions) {
        if (exception.id == prefix) return prefix;
        if (exception.id.starts_with(prefix)) ids.push_back(exception.id);
    }
    if (ids.size() == 1) return ids.front();
    if (ids.empty()) {
        return Error{Code::not_found,
                     "there is no exception " + text::quoted(prefix),
                     "see 'scc-config exceptions list --all'",
                     file.path};
    }
    return Error{Code::usage,
                 text::quoted(prefix) + " is the beginning of several exceptions",
                 "one of " + text::join(ids, ", "),
                 file.path};
}

}  // namespace

Bound bound_of(const Org* org) {
    if (org == nullptr) return {usual_exception_hours, ""};
    const bool usual = org->security.max_exception_hours == usual_exception_hours;
    return {org->security.max_exception_hours, usual ? "" : org->origin("/security/max_exception_hours").because};
}

Exception new_exception(std::string reason, time::Seconds now, time::Seconds end, Store store) {
    return {.id = new_id(now),
            .reason = std::move(reason),
            .expires = end,
            .created = now,
            .created_by = proc::actor(),
            .store = store};
}

Error only_by_grant(const std::string& what, const Exception& exception, const Org* org) {
    return {Code::denied,
            what + " is released by the organisation's own file only",
            "ask " + (org == nullptr ? "an organisation" : granting(*org)) +
                " to add to its 'exceptions': " + wire::compact(grant_of(exception)),
            org == nullptr ? "" : org->document + ":/exceptions"};
}

Result<Done> check_rules(const Exception& exception, const Org* org) {
    const auto found = exception.allow.find("rule");
    if (found == exception.allow.end()) return Done{};
    const std::vector<rule::OwnRule> own = own_rules(org);
    for (const std::string& id : found->second) {
        if (auto known = policy::check_decided(id, own); !known) {
            known.error().code = Code::not_found;
            return known.error();
        }
    }
    if (exception.policy) return Done{};
    return only_by_grant("rule " + text::quoted(found->second.front()), exception, org);
}

StoreFile store_wanted(const cli::Args& args, const std::string& root) {
    return args.has("shared") ? workspace_store(root) : personal_store();
}

// The log knows of it before it counts: without a record there is no exception.
Result<json> keep(const Exception& exception, const StoreFile& file, const std::string& ticket, time::Seconds now) {
    SCC_CHECK(change_store(file, [&](json& entries) -> Result<Done> {
        json entry = entry_of(exception);
        if (!ticket.empty()) entry["ticket"] = ticket;
        entries.push_back(std::move(entry));
        return record("exception.created", {exception}, ticket);
    }));
    return json{{"exception", listed(exception, now, usual_exception_hours)}, {"path", file.path}, {"grant", nullptr}};
}

Result<json> list_exceptions(const cli::Args& args, const json&) {
    SCC_TRY(const Request request, request_from(args));
    SCC_TRY(const std::string root, workspace_root());
    SCC_TRY(const Sources sources, read_organisation(request));
    SCC_TRY(const std::vector<Exception> stored, read_exception_stores(request, root));
    const time::Seconds now = time::now();
    const std::int64_t hours = most_exception_hours(sources.org ? &*sources.org : nullptr);
    record_ended(stored, now, hours);
    const bool ended = args.has("expired") || args.has("all");
    const bool active = !args.has("expired") || args.has("all");
    json list = json::array();
    const auto add = [&](const std::vector<Exception>& exceptions) {
        for (const Exception& exception : exceptions) {
            json at = listed(exception, now, hours);
            if (at.at("expired").get<bool>() ? ended : active) list.push_back(std::move(at));
        }
    };
    if (sources.org) add(sources.org->exceptions);
    add(stored);
    return json{{"exceptions", std::move(list)}};
}

std::string exceptions_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& exception : data.at("exceptions")) lines += line_of(exception);
    return lines.empty() ? "no exceptions\n" : lines;
}

Result<json> create_exception(const cli::Args& args, const json&) {
    const time::Seconds now = time::now();
    SCC_TRY(const std::string reason, reason_given(args));
    SCC_TRY(const Request request, request_from(args));
    SCC_TRY(const Sources sources, read_organisation(request));
    const Org* org = sources.org ? &*sources.org : nullptr;
    const bool policy = args.has("policy");
    const Bound bound = policy ? Bound{24 * 366, ""} : bound_of(org);
    SCC_TRY(const time::Seconds end, end_wanted(args, now, bound));
    SCC_TRY(const StoreFile file, store_here(args));
    Exception exception = new_exception(reason, now, end, policy ? Store::organisation : file.store);
    exception.policy = policy;
    SCC_CHECK(read_targets(args, exception));
    SCC_CHECK(check_rules(exception, org));
    if (!policy) return keep(exception, file, args.text_or("ticket", ""), now);
    return json{{"exception", listed(exception, now, bound.hours)}, {"path", nullptr}, {"grant", grant_of(exception)}};
}

std::string created_text(const cli::Args&, const json& data) {
    if (data.at("path").is_null()) {
        return "nothing is released yet: the organisation's file needs this among its 'exceptions'\n" +
               wire::text_of(data.at("grant"));
    }
    return line_of(data.at("exception"));
}

Result<json> delete_exception(const cli::Args& args, const json&) {
    SCC_TRY(const StoreFile file, store_here(args));
    SCC_TRY(const std::string id, id_meant(args.operand(0), file));
    return remove(
        file, [&](const Exception& exception) { return exception.id == id; }, time::now());
}

Result<json> clean_exceptions(const cli::Args& args, const json&) {
    SCC_TRY(const Request request, request_from(args));
    SCC_TRY(const Sources sources, read_organisation(request));
    SCC_TRY(const StoreFile file, store_here(args));
    SCC_TRY(const Stored stored, read_store(file));
    const time::Seconds now = time::now();
    const std::int64_t hours = most_exception_hours(sources.org ? &*sources.org : nullptr);
    record_ended(stored.exceptions, now, hours);
    return remove(
        file, [&](const Exception& exception) { return end_of(exception, hours) <= now; }, now);
}

Result<json> reset_exceptions(const cli::Args& args, const json&) {
    if (!args.has("yes")) {
        return Error{Code::usage, "all exceptions would be removed", "say --yes, or name one with 'exceptions delete'"};
    }
    SCC_TRY(const StoreFile file, store_here(args));
    return remove(
        file, [](const Exception&) { return true; }, time::now());
}

std::string removed_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& exception : data.at("exceptions")) {
        lines += "removed " + exception.at("id").get<std::string>() + "\n";
    }
    return lines.empty() ? "nothing to remove\n" : lines;
}

}  // namespace scc::config
