#include "log/event.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "base/time.hpp"
#include "log/line.hpp"
#include "log/redact.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::audit {
namespace {

constexpr std::string_view of_the_chain[] = {"seq", "prev", "hash"};
constexpr std::size_t longest_quote = 4096;
constexpr std::string_view bare_line = "line";

bool is_scalar(const json& value) { return value.is_primitive(); }

bool is_flat(const json& value) {
    return is_scalar(value) || (value.is_array() && std::ranges::all_of(value, is_scalar));
}

// wire::parse counts lines from 1 in what it is given; here that is one line of many.
Error placed(Error error, const std::string& name) {
    const std::string first = std::string(bare_line) + ":1:";
    const bool syntax = error.where.starts_with(first);
    const std::string rest = error.where.substr(syntax ? first.size() : bare_line.size());
    error.where = name + (syntax ? ":" + rest : rest);
    return error;
}

bool is_enveloped(const json& document) {
    return document.is_object() && document.contains("scc") && document.contains("kind");
}

void check_member(wire::Reader& in, const std::string& key, const json& value) {
    if (std::ranges::find(of_the_chain, key) != std::end(of_the_chain)) {
        in.fault(key, text::quoted(key) + " is written by the log");
    } else if (!is_key(key)) {
        in.fault("", "key " + text::quoted(key) + " must be at most 64 of letters, digits, '_', '-' and '.'");
    } else if (!is_flat(value)) {
        in.fault(key, text::quoted(key) + " must be a string, a number, true, false, null or a list of those");
    }
}

}  // namespace

Result<json> read_event(std::string_view line, const std::string& name) {
    if (line.size() > longest_event) return Error{Code::config, "the event is longer than 1 MiB", "", name};
    auto parsed = wire::parse(line, bare_line);
    if (!parsed) return placed(parsed.error(), name);
    if (is_enveloped(*parsed)) parsed = wire::open(*parsed, "event", name);
    if (!parsed) return parsed;
    wire::Reader in(*parsed, name);
    if (parsed->is_object()) {
        in.open();
        if (const std::string type = in.text("type"); !type.empty() && !is_key(type)) {
            in.fault("type", "'type' must be a name such as guard.blocked");
        }
        if (const auto time = in.optional_text("time"); time && !time::parse(*time)) {
            in.fault("time", "'time' must be a time such as 2026-02-03T04:05:06Z");
        }
        for (const auto& [key, value] : parsed->items()) check_member(in, key, value);
    }
    if (auto error = in.faults()) return std::move(*error);
    redact(*parsed);
    return std::move(*parsed);
}

json refusal_of(std::string_view line, const Error& why) {
    json refusal = {{"type", "log.refused"},
                    {"reason", without_secrets(why.message)},
                    {"bytes", line.size()},
                    {"line", without_secrets(line.substr(0, longest_quote))}};
    const auto parsed = wire::parse(line, bare_line);
    if (!parsed || !parsed->is_object()) return refusal;
    wire::Reader in(*parsed, bare_line);
    in.open();
    const std::string session = in.text_or("session", "");
    if (!session.empty() && !in.faults()) refusal["session"] = session;
    return refusal;
}

}  // namespace scc::audit
