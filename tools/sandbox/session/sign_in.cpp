#include "sign_in.hpp"

#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "events.hpp"
#include "model/sign_in.hpp"
#include "proc/places.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::sandbox {
namespace {

const std::vector<std::string> states = {"present", "missing", "malformed"};

// The mark that the line makes of the one before; nothing when there is nothing to note.
Result<std::optional<model::SignInMark>> mark_of(const std::string& line, std::optional<model::SignInMark> before) {
    SCC_TRY(const nlohmann::json event, wire::parse(line, "guard.jsonl"));
    wire::Reader in(event, "guard.jsonl");
    in.optional_text("type");
    const std::string state = in.one_of("state", states);
    const std::string path = in.any_text("path");
    const time::Seconds now = in.time("time");
    model::SignInMark mark{.signed_in = state == "present", .time = now};
    if (in.has("expires")) mark.expires = in.time("expires");
    mark.renews = in.boolean("renews");
    if (state == "malformed") mark.fault = text::quoted(path::basename(path)) + " in its volume is no sign-in";
    const bool as_before = before && before->signed_in == mark.signed_in;
    if (as_before) {
        mark.time = before->time;
        mark.method = before->method;
    }
    const bool told = before || state != "missing";
    return in.finish(told ? std::optional(std::move(mark)) : std::nullopt);
}

Result<Done> note(const std::string& path, const std::string& line) {
    auto before = model::read_sign_in_mark(path);
    SCC_TRY(const auto mark, mark_of(line, before.value_or(std::nullopt)));
    return mark ? model::write_sign_in_mark(path, *mark) : Result<Done>(Done{});
}

}  // namespace

Result<Done> check_signed_in(const model::Provider& provider) {
    if (!model::lacks_sign_in(provider)) return Done{};
    const std::string id = text::quoted(provider.id);
    const bool by_variable = provider.auth_mechanism.starts_with("env:");
    return Error{Code::prereq,
                 provider.auth_state == "expired" ? "the sign-in of " + id + " has expired" : id + " is not signed in",
                 by_variable ? "set " + provider.auth_mechanism.substr(4) : "scc provider login " + provider.id,
                 "plan:/data/provider/auth"};
}

void note_sign_in(const Session& session, std::string_view lines) {
    const std::string path = model::sign_in_mark_path(places::state_dir(), session.provider);
    for (const std::string& line : text::words(lines, '\n')) {
        if (!tells_of_sign_in(line)) continue;
        if (const auto noted = note(path, line); !noted) {
            cli::log::warning("the sign-in is not noted: " + noted.error().message);
        }
    }
}

}  // namespace scc::sandbox
