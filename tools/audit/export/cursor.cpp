#include "export/cursor.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "log/block.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::audit {
namespace {

constexpr std::int64_t most = INT64_MAX;
constexpr std::uint64_t longest_record = 2U << 20U;

Place read_place(wire::Reader& in) {
    return {in.any_text("segment"), static_cast<std::uint64_t>(in.integer("bytes", 0, most))};
}

nlohmann::json to_json(const Place& place) { return {{"segment", place.segment}, {"bytes", place.bytes}}; }

// The hash of the last record that ends at or before the place; empty when it cannot be told.
Result<std::string> hash_before(const Place& place, const Snapshot& log) {
    std::string hash;
    const std::uint64_t from = place.bytes - std::min(place.bytes, longest_record);
    SCC_CHECK(for_each_line(log.path_of(place.segment), from, place.bytes, [&](const RawLine& line) {
        if (const auto record = read_line(line.text)) hash = record->hash;
    }));
    return hash;
}

Error another(const std::string& path) {
    return {Code::config,
            "the log is not the one that " + text::quoted(path) + " was written for",
            "remove that file to export everything anew"};
}

}  // namespace

Result<Cursor> read_cursor(const std::string& path) {
    if (!file::exists(path)) return Cursor{};
    SCC_TRY(const auto document, wire::parse_file(path));
    wire::Reader in(document, path);
    Cursor cursor{.hash = in.any_text("hash")};
    cursor.written = static_cast<std::uint64_t>(in.integer("written", 0, most));
    wire::Reader done = in.object("done");
    cursor.done = read_place(done);
    in.with("sending", [&](wire::Reader& sending) { cursor.sending = read_place(sending); });
    return in.finish(std::move(cursor));
}

Result<Done> write_cursor(const std::string& path, const Cursor& cursor) {
    return file::replace(path,
                         wire::text_of({{"done", to_json(cursor.done)},
                                        {"hash", cursor.hash},
                                        {"written", cursor.written},
                                        {"sending", cursor.sending ? to_json(*cursor.sending) : nlohmann::json()}}));
}

Result<Done> check_cursor(const Cursor& cursor, const Snapshot& log, const std::string& path) {
    if (cursor.done.segment.empty()) return Done{};
    const auto found = std::ranges::find(log.segments, cursor.done.segment, &Segment::name);
    if (found == log.segments.end()) {
        const bool removed = !log.segments.empty() && log.segments.front().name > cursor.done.segment;
        return removed ? Result<Done>(Done{}) : another(path);
    }
    if (found->bytes < cursor.done.bytes) return another(path);
    SCC_TRY(const std::string hash, hash_before(cursor.done, log));
    return hash == cursor.hash ? Result<Done>(Done{}) : another(path);
}

}  // namespace scc::audit
