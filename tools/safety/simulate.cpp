#include "simulate.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/file.hpp"
#include "base/text.hpp"
#include "rule/judge.hpp"
#include "shell/quote.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::safety {
namespace {

constexpr std::size_t longest_log = std::size_t{1} << 30U;

// What the event of a guard or a hook says about a command.
struct Past {
    std::vector<std::string> words;  // or
    std::string line;
    std::string cwd;
    std::string verdict;
    std::string rule;
    std::string session;
    std::string time;

    std::string shown() const { return words.empty() ? line : shell::quote(words); }
};

class PastFacts : public rule::Facts {
public:
    explicit PastFacts(const std::string& cwd) : cwd_(cwd) {}
    std::optional<std::string> cwd() override { return cwd_.empty() ? std::nullopt : std::optional(cwd_); }
    std::optional<time::Seconds> now() override { return time::now(); }

private:
    const std::string& cwd_;
};

std::string_view verdict_in(std::string_view type) {
    if (type.ends_with(".blocked")) return "block";
    return type.ends_with(".warned") ? "warn" : "";
}

// Nothing for an event that tells no verdict on a command; Code::config for one whose members are of other types.
Result<std::optional<Past>> past_in(const json& event, const std::string& name) {
    wire::Reader in(event, name);
    in.open();
    const std::string type = in.text("type");
    Past past{.verdict = std::string(verdict_in(type))};
    const bool tells = !past.verdict.empty() && in.has("command") && in.has("rule");
    if (!tells) return in.finish(std::optional<Past>());
    if (in.raw("command").is_string()) past.line = in.text("command");
    else past.words = in.texts("command");
    past.rule = in.text("rule");
    past.cwd = in.text_or("cwd", "");
    past.session = in.text_or("session", "");
    past.time = in.text_or("time", "");
    return in.finish(std::optional(std::move(past)));
}

rule::Verdict verdict_on(const Past& past, const rule::Policy& policy) {
    PastFacts facts(past.cwd);
    return past.words.empty() ? rule::judge_line(past.line, policy, facts) : rule::judge(past.words, policy, facts);
}

// The same change of the same command, however often it happened.
struct Change {
    Past past;
    rule::Verdict verdict;
    std::size_t count = 0;
    std::set<std::string> sessions;
    std::string first;
    std::string last;

    void add(const Past& one) {
        ++count;
        if (!one.session.empty()) sessions.insert(one.session);
        if (first.empty() || one.time < first) first = one.time;
        last = std::max(last, one.time);
    }
};

json to_json(const Change& change) {
    const json command = change.past.words.empty() ? json(change.past.line) : json(change.past.words);
    return {{"command", command},
            {"from", {{"verdict", change.past.verdict}, {"rule", change.past.rule}}},
            {"to",
             {{"verdict", rule::name_of(change.verdict.decision)},
              {"rule", change.verdict.rule},
              {"set_by", change.verdict.set_by}}},
            {"count", change.count},
            {"sessions", change.sessions},
            {"first", change.first},
            {"last", change.last}};
}

std::string decided(const json& verdict) {
    const auto rule = verdict.at("rule").get<std::string>();
    return verdict.at("verdict").get<std::string>() + (rule.empty() ? "" : " by " + rule);
}

Result<std::vector<json>> lines_in(std::string_view text, const std::string& name) {
    std::vector<json> events;
    std::size_t number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text::trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.empty()) continue;
        SCC_TRY(json event, wire::parse(line, name + ":" + std::to_string(number)));
        events.push_back(std::move(event));
    }
    return events;
}

}  // namespace

Result<std::vector<json>> events_in(const json& data) {
    wire::Reader in(data, "events", "/data");
    in.open();
    std::vector<json> events;
    for (const json& event : in.raw("events")) events.push_back(event);
    return in.finish(std::move(events));
}

Result<std::vector<json>> events_at(const std::string& path) {
    SCC_TRY(const std::string bytes, file::read(path, longest_log));
    const std::string_view first = std::string_view(bytes).substr(0, bytes.find('\n'));
    if (text::trim(first) != "{") return lines_in(bytes, path);
    SCC_TRY(const json document, wire::parse(bytes, path));
    SCC_TRY(const json data, wire::open(document, "events", path));
    return events_in(data);
}

Result<json> simulate(const std::vector<json>& events, const rule::Policy& policy) {
    std::map<std::string, Change> changes;
    std::size_t skipped = 0;
    for (std::size_t i = 0; i < events.size(); ++i) {
        SCC_TRY(const auto past, past_in(events[i], "event " + std::to_string(i + 1)));
        if (!past) {
            ++skipped;
            continue;
        }
        rule::Verdict verdict = verdict_on(*past, policy);
        if (rule::name_of(verdict.decision) == past->verdict && verdict.rule == past->rule) continue;
        const std::string key = past->shown() + '\n' + past->verdict + ' ' + past->rule + ' ' +
                                std::string(rule::name_of(verdict.decision)) + ' ' + verdict.rule;
        changes.try_emplace(key, Change{.past = *past, .verdict = std::move(verdict)}).first->second.add(*past);
    }
    std::vector<const Change*> sorted;
    for (const auto& [key, change] : changes) sorted.push_back(&change);
    std::ranges::stable_sort(sorted, std::greater(), &Change::count);
    json list = json::array();
    for (const Change* change : sorted) list.push_back(to_json(*change));
    return json{{"events", events.size() - skipped}, {"skipped", skipped}, {"changes", std::move(list)}};
}

std::string simulated_text(const json& data) {
    std::string lines;
    std::size_t changed = 0;
    for (const json& change : data.at("changes")) {
        const auto count = change.at("count").get<std::size_t>();
        changed += count;
        const json& command = change.at("command");
        const std::string shown =
            command.is_string() ? command.get<std::string>() : shell::quote(command.get<std::vector<std::string>>());
        lines += decided(change.at("from")) + " -> " + decided(change.at("to")) + ": " + shown + "\n";
        lines +=
            "    " + text::count_of(count, "time") + " in " + text::count_of(change.at("sessions").size(), "session");
        const auto first = change.at("first").get<std::string>();
        if (!first.empty()) lines += ", first " + first + ", last " + change.at("last").get<std::string>();
        lines += "\n";
    }
    const auto events = data.at("events").get<std::size_t>();
    return lines + std::to_string(changed) + " of " + text::count_of(events, "verdict") + " would change\n";
}

}  // namespace scc::safety
