#include "record.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "base/file.hpp"
#include "cli/log.hpp"
#include "proc/audit.hpp"
#include "proc/places.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::config {
namespace {

using nlohmann::json;

constexpr std::size_t most_noted = 10'000;  // a repository can be full of exceptions that have ended

std::string notes_path() { return places::state_dir() + "/exceptions-ended.json"; }

// The ids of exceptions whose end is in the log; none when the notes cannot be read, which says it twice at worst.
std::set<std::string> noted() {
    const auto document = wire::parse_file(notes_path());
    if (!document) return {};
    wire::Reader in(*document, notes_path());
    in.open();
    const std::vector<std::string> ids = in.optional_texts("ids").value_or(std::vector<std::string>());
    return {ids.begin(), ids.end()};
}

Result<Done> note(std::set<std::string> ids, const std::vector<Exception>& ended) {
    if (ids.size() + ended.size() > most_noted) ids.clear();
    for (const Exception& exception : ended) ids.insert(exception.id);
    return file::replace(notes_path(), wire::text_of({{"ids", ids}}));
}

json event_of(std::string_view type, const Exception& exception, const std::string& ticket) {
    json event = {{"type", type},
                  {"exception", exception.id},
                  {"reason", exception.reason},
                  {"expires_at", time::text_of(exception.expires)},
                  {"releases", targets_of(exception)},
                  {"store", name_of(exception.store)},
                  {"actor", proc::actor()}};
    if (!ticket.empty()) event["ticket"] = ticket;
    return event;
}

std::vector<Exception> ended_among(const std::vector<Exception>& exceptions,
                                   const std::set<std::string>& known,
                                   time::Seconds now,
                                   std::int64_t most_hours) {
    std::vector<Exception> ended;
    std::set<std::string> seen = known;
    for (const Exception& exception : exceptions) {
        if (now < end_of(exception, most_hours) || !seen.insert(exception.id).second) continue;
        ended.push_back(exception);
    }
    return ended;
}

Result<Done> say(const std::vector<Exception>& exceptions, time::Seconds now, std::int64_t most_hours) {
    SCC_TRY(const file::Descriptor lock, file::lock(notes_path() + ".lock"));
    const std::set<std::string> known = noted();
    const std::vector<Exception> ended = ended_among(exceptions, known, now, most_hours);
    if (ended.empty()) return Done{};
    SCC_CHECK(record("exception.expired", ended));
    return note(known, ended);
}

}  // namespace

Result<Done> record(std::string_view type, const std::vector<Exception>& exceptions, const std::string& ticket) {
    std::string lines;
    for (const Exception& exception : exceptions) lines += wire::compact(event_of(type, exception, ticket)) + "\n";
    if (lines.empty()) return Done{};
    auto recorded = proc::append_to_audit(lines);
    if (recorded) return Done{};
    Error error = recorded.error();
    error.message = "the audit log does not take it: " + error.message;
    error.hint = "see 'scc-audit health'";
    return error;
}

void record_ended(const std::vector<Exception>& exceptions, time::Seconds now, std::int64_t most_hours) {
    if (ended_among(exceptions, {}, now, most_hours).empty()) return;
    if (const auto said = say(exceptions, now, most_hours); !said) cli::log::warning(said.error().message);
}

}  // namespace scc::config
