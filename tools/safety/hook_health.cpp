#include "hook_health.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "hook/configuration.hpp"
#include "hook/reading.hpp"
#include "install.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::safety {
namespace {

using cli::health::Check;
using hook::Host;
using hook::Place;

constexpr std::chrono::seconds patience(10);
constexpr const char* harmless = "true";

// What is wrong with a hook, and how bad that is. Without a fix of its own, installing it again is one.
struct Fault {
    const char* state;
    std::string found;
    std::string fix = {};
};

std::vector<std::string> argv_of(const Host& host, const std::string& text, const Place& place) {
    if (!host.setup.plugin.empty()) return hook::plugin_words(text);
    return {"sh", "-c", place.line};
}

hook::Reply reply_to(const Host& host, std::vector<std::string> argv, std::string_view line) {
    const std::string call = hook::call_for(host, line, places::home());
    const auto outcome = proc::run({.argv = std::move(argv), .input = call + "\n", .timeout = patience});
    if (!outcome) return {"", outcome.error().message, static_cast<int>(Code::internal)};
    return {outcome->out, outcome->err, outcome->status};
}

std::string first_line(const hook::Reply& reply) {
    const std::string line = text::split(reply.err, '\n').front();
    return "status " + std::to_string(reply.status) + (line.empty() ? "" : ", " + line);
}

std::string message_in(const Error& error) { return (error.where.empty() ? "" : error.where + ": ") + error.message; }

std::optional<Fault> fault_of(const Host& host, const std::vector<std::string>& argv) {
    const hook::Reply bad = reply_to(host, argv, hook::canary);
    if (!hook::withholds(host, bad)) {
        return Fault{"fail", text::quoted(hook::canary) + " would have run: " + first_line(bad)};
    }
    const hook::Reply good = reply_to(host, argv, harmless);
    if (good.status != 0 || hook::withholds(host, good)) {
        return Fault{"fail", "every command is refused: " + first_line(good)};
    }
    return std::nullopt;
}

// "pre_tool_use" for "PreToolUse".
std::string in_snake_case(std::string_view name) {
    std::string made;
    for (const char c : name) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !made.empty()) made += '_';
        made += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return made;
}

// Whether the user has said that the hook may run. What was said about another text of it does not count, but only the
// host can tell.
bool is_approved(const Host& host, const std::string& path, const Place& place) {
    const auto document = wire::parse_file(path::join(path::parent(path), host.setup.approvals));
    if (!document) return false;
    const std::string key =
        path + ":" + in_snake_case(place.event) + ":" + std::to_string(place.group) + ":" + std::to_string(place.index);
    bool approved = false;
    wire::Reader in(*document, path);
    in.with("hooks", [&](wire::Reader& hooks) {
        hooks.with("state", [&](wire::Reader& state) {
            state.with(key, [&](wire::Reader& one) { approved = one.has("trusted_hash"); });
        });
    });
    return approved;
}

bool is_switched_off(const Host& host, const std::string& text, const std::string& path) {
    if (host.setup.switched_off.empty()) return false;
    const auto document = wire::parse(text, path);
    if (!document) return false;
    wire::Reader in(*document, path);
    return in.boolean_or(host.setup.switched_off, false);
}

std::optional<Fault> fault_in(const Host& host,
                              const std::string& text,
                              const std::string& path,
                              const std::vector<Place>& places) {
    if (is_switched_off(host, text, path)) {
        return Fault{"fail",
                     text::quoted(host.setup.switched_off) + " keeps every hook from running",
                     "take it out of the file"};
    }
    for (const Place& place : places) {
        if (auto fault = fault_of(host, argv_of(host, text, place))) return fault;
    }
    const bool whole = places.size() >= host.setup.entries.size() && std::ranges::all_of(places, &Place::current);
    if (!whole) return Fault{"warn", "the hook is not as 'scc-safety hook --install' writes it"};
    if (host.setup.approvals.empty() || is_approved(host, path, places.front())) return std::nullopt;
    return Fault{
        "fail", "the hook would hold, but nobody has approved it, so it is not run", std::string(host.setup.advice)};
}

// A plugin of ours is one place.
Result<std::vector<Place>> places_of(const Host& host, const std::string& text, const std::string& path) {
    if (host.setup.plugin.empty()) return hook::places_in(host, text, path);
    const std::vector<std::string> words = hook::plugin_words(text);
    if (words.empty()) return std::vector<Place>();
    SCC_TRY(const std::string whole, plugin_for(host, words));
    return std::vector<Place>{{.event = {}, .steps = {}, .line = {}, .current = whole == text}};
}

}  // namespace

Check check_hook(const Host& host, const std::string& directory) {
    const std::string path = configuration_file(host, directory);
    const std::string name(host.name);
    const std::string install = "scc-safety hook --install " + name;
    const auto made = [&](const char* state, const std::string& found, const std::string& fix) {
        return Check{"safety.hook." + name, state, found, fix};
    };
    const auto text = file::read(path, wire::max_bytes);
    if (!text && text.error().code == Code::not_found) return made("skip", "there is no " + text::quoted(path), "");
    if (!text) return made("fail", text.error().message, text.error().hint);
    const auto places = places_of(host, *text, path);
    if (!places) return made("fail", message_in(places.error()), "correct that place");
    if (places->empty()) return made("skip", path + ": there is no hook of scc", "");
    const auto fault = fault_in(host, *text, path, *places);
    if (!fault) return made("ok", path + ": " + text::quoted(hook::canary) + " is refused", "");
    return made(fault->state, path + ": " + fault->found, fault->fix.empty() ? install : fault->fix);
}

}  // namespace scc::safety
