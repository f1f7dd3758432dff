#include "query/wanted.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "log/line.hpp"

namespace scc::audit {
namespace {

using Names = std::vector<std::string>;

const Names verdicts = {"allow", "warn", "block"};

// What the last word of a type says of the decision.
struct Decision {
    std::string_view word;
    std::string_view verdict;
};

constexpr Decision decisions[] = {
    {"blocked", "block"},
    {"denied", "block"},
    {"refused", "block"},
    {"narrowed", "block"},
    {"warned", "warn"},
    {"allowed", "allow"},
};

Error usage(std::string message) {
    return {Code::usage, std::move(message), "a time such as 2026-02-03T04:05:06Z, a day such as 2026-02-03, or 8h"};
}

// A point in time, a day, or how long ago.
Result<std::optional<time::Seconds>> time_option(const cli::Args& args, std::string_view name, time::Seconds now) {
    const auto given = args.text(name);
    if (!given) return std::optional<time::Seconds>();
    if (const auto ago = time::duration(*given)) return std::optional(now - *ago);
    if (const auto at = time::parse(*given)) return at;
    if (const auto day = time::parse(*given + "T00:00:00Z")) return day;
    return usage("'--" + std::string(name) + "' is no time: " + text::quoted(*given));
}

Result<Names> types_option(const cli::Args& args) {
    Names types = args.all("type");
    if (std::ranges::all_of(types, is_key)) return types;
    return Error{Code::usage, "'--type' must be a name such as guard.blocked or guard"};
}

Result<Names> verdicts_option(const cli::Args& args) {
    Names given = args.all("verdict");
    for (const std::string& verdict : given) {
        if (std::ranges::find(verdicts, verdict) != verdicts.end()) continue;
        return Error{Code::usage, "'--verdict' must be one of allow, warn, block, not " + text::quoted(verdict)};
    }
    return given;
}

bool one_of(const Names& names, std::string_view value) {
    return names.empty() || std::ranges::find(names, value) != names.end();
}

// Whether `value` is one of the names, or stands below one: "guard.blocked" below "guard" with '.'.
bool below_one_of(const Names& names, std::string_view value, char separator) {
    const auto is_below = [&](std::string_view name) {
        return value.starts_with(name) && (value.size() == name.size() || value[name.size()] == separator);
    };
    return names.empty() || std::ranges::any_of(names, is_below);
}

bool within_one_of(const Names& directories, const std::string& path) {
    const auto is_in = [&](const std::string& directory) { return path::is_within(path, directory); };
    return directories.empty() || std::ranges::any_of(directories, is_in);
}

bool in_time(const json& event, const Wanted& wanted) {
    if (!wanted.since && !wanted.until) return true;
    const auto when = time::parse(text_at(event, "time"));
    return when && (!wanted.since || *when >= *wanted.since) && (!wanted.until || *when < *wanted.until);
}

}  // namespace

std::string text_at(const json& event, std::string_view key) {
    const auto found = event.find(key);
    return found != event.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_of(std::string_view type, std::string_view wanted) {
    return type.starts_with(wanted) && (type.size() == wanted.size() || type[wanted.size()] == '.');
}

std::string verdict_of(const json& event) {
    if (std::string said = text_at(event, "verdict"); one_of(verdicts, said)) return said;
    const std::string type = text_at(event, "type");
    const std::string_view word = std::string_view(type).substr(type.rfind('.') + 1);
    const auto found = std::ranges::find(decisions, word, &Decision::word);
    if (found != std::end(decisions)) return std::string(found->verdict);
    const std::string allowed = text_at(event, "verdict_allowed");
    return allowed == "true" ? "allow" : allowed == "false" ? "block" : "";
}

Result<Wanted> wanted_by(const cli::Args& args, time::Seconds now, const std::string& cwd) {
    Wanted wanted{.session = args.operand(0)};
    SCC_TRY(wanted.types, types_option(args));
    SCC_TRY(wanted.verdicts, verdicts_option(args));
    SCC_TRY(wanted.since, time_option(args, "since", now));
    SCC_TRY(wanted.until, time_option(args, "until", now));
    wanted.providers = args.all("provider");
    wanted.teams = args.all("team");
    wanted.rules = args.all("rule");
    for (const std::string& path : args.all("workspace")) {
        wanted.workspaces.push_back(path::normal(path, cwd));
    }
    if (const auto limit = args.text("limit")) {
        wanted.limit = text::number(*limit);
        if (!wanted.limit || *wanted.limit == 0) return Error{Code::usage, "'--limit' must be a number above 0"};
    }
    return wanted;
}

bool fits(const json& event, const Wanted& wanted) {
    const std::string type = text_at(event, "type");
    return below_one_of(wanted.families, type, '.') && below_one_of(wanted.types, type, '.') &&
           text_at(event, "session").starts_with(wanted.session) &&
           one_of(wanted.providers, text_at(event, "provider")) && one_of(wanted.teams, text_at(event, "team")) &&
           within_one_of(wanted.workspaces, text_at(event, "workspace")) &&
           below_one_of(wanted.rules, text_at(event, "rule"), '/') &&
           (wanted.verdicts.empty() || one_of(wanted.verdicts, verdict_of(event))) && in_time(event, wanted);
}

}  // namespace scc::audit
