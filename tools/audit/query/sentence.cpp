#include "query/sentence.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace scc::audit {
namespace {

// `{key}` is the member's value; a part in [] is left out when a key in it is missing.
struct Sentence {
    std::string_view type;
    std::string_view text;
};

constexpr Sentence sentences[] = {
    {"launch.planned", "[{provider} ]planned[ in {workspace}][ for team {team}][ under {network}]"},
    {"launch.preflight.passed", "[{provider} ]ready[ in {workspace}][ for team {team}][ under {network}]"},
    {"launch.preflight.failed", "[{provider} ]not ready[ in {workspace}][: {because}]"},
    {"launch.started", "[{provider} ]started[ in {workspace}][ for team {team}][ under {network}]"},
    {"launch.refused", "[{provider} ]refused[ in {workspace}][: {because}]"},
    {"launch.failed", "[{provider} ]failed[ in {workspace}][: {because}]"},
    {"trust.report", "[taken back: {taken_back}][ moved away: {moved}][ changed: {changed}][ not looked at: {failed}]"},
    {"session.ended", "ended[ with status {status}][ after {seconds} s]"},
    {"agent.conversation", "conversation {conversation}"},
    {"guard.blocked", "[{command}: ]refused[ by {rule}][: {because}]"},
    {"guard.warned", "[{command}: ]warned[ by {rule}][: {because}]"},
    {"hook.blocked", "[{provider}: ][{command}: ]refused[ by {rule}][: {because}]"},
    {"hook.warned", "[{provider}: ][{command}: ]warned[ by {rule}][: {because}]"},
    {"safety.check", "[{command}: ]allowed: {verdict_allowed}[ by {rule}]"},
    {"net.denied", "[{host}][:{port}] refused[: {because}]"},
    {"net.allowed", "[{host}][:{port}] reached"},
    {"net.lost", "cut off[: {because}]"},
    {"exception.created", "[{exception} ]releases[ {releases}][ until {expires_at}][: {reason}]"},
    {"exception.deleted", "[{exception} ]deleted[: {reason}]"},
    {"exception.expired", "[{exception} ]expired[ at {expires_at}][: {reason}]"},
    {"exception.used", "[{command}: ][{target} ]released[ from {rule}][ by {exception}][ until {until}][: {reason}]"},
    {"config.narrowed", "[{kind} {item} ][of {layer} ]narrowed[: {because}]"},
    {"config.denied", "[{kind} {item} ][of {layer} ]denied[: {because}]"},
    {"config.blocked", "[{kind} {item} ][of {layer} ]blocked[: {because}]"},
    {"dev.denied", "[{kind} ][{name} ]refused[: {because}]"},
    {"dev.started", "[{kind} ][{name} ]started[ in {cwd}]"},
    {"dev.succeeded", "[{kind} ][{name} ]succeeded[ after {duration_ms} ms]"},
    {"dev.failed", "[{kind} ][{name} ]failed[ with {exit_code}][: {because}][ after {duration_ms} ms]"},
    {"dev.timed_out", "[{kind} ][{name} ]took too long and was killed[ after {duration_ms} ms]"},
    {"auth.login", "signed in[ to {provider}][ by {mechanism}]"},
    {"log.refused", "a line that is no event: {reason}: {line}"},
    {"log.removed", "{segments} taken away, {months} months stay"},
    {"log.torn", "an unfinished line of {bytes} bytes in {segment} was set aside as {kept}"},
    {"log.damaged", "[{segment}: ]{found}"},
};

constexpr std::string_view known_members[] = {"time",
                                              "type",
                                              "session",
                                              "seq",
                                              "prev",
                                              "hash",
                                              "workspace",
                                              "policy_digest",
                                              "actor",
                                              "team",
                                              "provider",
                                              "origin"};

// Control bytes and the escape of terminals are shown, not obeyed.
std::string printable(std::string_view value) {
    const std::string quoted = text::quoted(value);
    return quoted.substr(1, quoted.size() - 2);
}

// The part with its keys filled in; nothing when one is missing.
std::optional<std::string> filled(std::string_view part, const json& event) {
    std::string text;
    while (!part.empty()) {
        const std::size_t open = std::min(part.find('{'), part.size());
        text += part.substr(0, open);
        part.remove_prefix(open);
        if (part.empty()) break;
        const std::size_t close = part.find('}');
        const auto found = event.find(std::string(part.substr(1, close - 1)));
        if (found == event.end() || found->is_null()) return std::nullopt;
        text += shown(*found);
        part.remove_prefix(close + 1);
    }
    return text;
}

std::string in_words(std::string_view sentence, const json& event) {
    std::string text;
    while (!sentence.empty()) {
        const bool optional = sentence.front() == '[';
        const std::size_t end = std::min(sentence.find(optional ? ']' : '['), sentence.size());
        text += filled(sentence.substr(optional ? 1 : 0, end - (optional ? 1 : 0)), event).value_or("");
        sentence.remove_prefix(std::min(end + (optional ? 1 : 0), sentence.size()));
    }
    return text;
}

std::string members_of(const json& event) {
    std::vector<std::string> words;
    for (const auto& [key, value] : event.items()) {
        if (std::ranges::find(known_members, key) == std::end(known_members)) words.push_back(key + "=" + shown(value));
    }
    return text::join(words, " ");
}

}  // namespace

std::string shown(const json& value) {
    if (value.is_string()) return printable(value.get_ref<const std::string&>());
    if (!value.is_array()) return value.dump();
    std::vector<std::string> words;
    for (const json& word : value) words.push_back(shown(word));
    return text::join(words, " ");
}

std::string sentence_of(const json& event) {
    const std::string type = shown_at(event, "type");
    const auto known = std::ranges::find(sentences, type, &Sentence::type);
    return known != std::end(sentences) ? in_words(known->text, event) : members_of(event);
}

std::string shown_at(const json& event, std::string_view key) {
    const auto found = event.find(key);
    return found == event.end() ? "" : shown(*found);
}

}  // namespace scc::audit
