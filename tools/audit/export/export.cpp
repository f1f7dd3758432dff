#include "export/export.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "export/cursor.hpp"
#include "export/encode.hpp"
#include "export/sink.hpp"
#include "log/segment.hpp"
#include "query/ask.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t most_records = 500;
constexpr std::size_t most_bytes = 1U << 20U;
constexpr std::size_t name_length = 16;

struct Summary {
    std::uint64_t records = 0;
    std::uint64_t batches = 0;
};

class Exporter {
public:
    Exporter(const Snapshot& log, const Wanted& wanted, Encoding encoding, std::string cursor_path)
        : log_(log), wanted_(wanted), encoding_(encoding), cursor_path_(std::move(cursor_path)) {}

    Result<Summary> run(const Destination& destination) {
        if (!cursor_path_.empty()) {
            SCC_TRY(cursor_, read_cursor(cursor_path_));
            SCC_CHECK(check_cursor(cursor_, log_, cursor_path_));
        }
        SCC_TRY(sink_, sink_for(destination, cursor_.written));
        if (cursor_.sending) SCC_CHECK(send_again(*cursor_.sending));
        SCC_CHECK(send_rest());
        return summary_;
    }

private:
    // What was on its way when the last export died, as the batch it was.
    Result<Done> send_again(const Place& end) {
        limited_ = false;
        for (const Segment& segment : log_.segments) {
            if (segment.name > end.segment) break;
            const bool last = segment.name == end.segment;
            SCC_CHECK(read({segment.name, last ? std::min(segment.bytes, end.bytes) : segment.bytes}));
        }
        limited_ = true;
        return ship();
    }

    Result<Done> send_rest() {
        for (const Segment& segment : log_.segments) SCC_CHECK(read(segment));
        return ship();
    }

    Result<Done> read(const Segment& segment) {
        if (segment.name < reached_.segment || segment.name < cursor_.done.segment) return Done{};
        const Place& known = reached_.segment.empty() ? cursor_.done : reached_;
        const std::uint64_t from = segment.name == known.segment ? known.bytes : 0;
        if (from >= segment.bytes) return Done{};
        return for_each_block(log_.path_of(segment.name), from, segment.bytes, [&](const Block& block) {
            return read(block, segment.name);
        });
    }

    Result<Done> read(const Block& block, const std::string& segment) {
        const std::string_view lines = block.lines.substr(0, block.lines.rfind('\n') + 1);
        SCC_CHECK(each_wanted(lines, wanted_, [&](json&& event, std::string_view line) {
            const auto behind = static_cast<std::uint64_t>(line.data() - lines.data()) + line.size() + 1;
            return add(std::move(event), line, {segment, block.begin + behind});
        }));
        if (lines.empty()) return Done{};
        note_hash(lines);
        reached_ = {segment, lines.size() == block.lines.size() ? block.end : block.begin + lines.size()};
        return Done{};
    }

    Result<Done> add(json event, std::string_view line, Place behind) {
        bytes_ += line.size();
        note_hash(line);
        reached_ = std::move(behind);
        batch_.records.events.push_back(std::move(event));
        batch_.records.lines.emplace_back(line);
        const bool full = batch_.records.lines.size() >= most_records || bytes_ >= most_bytes;
        return full && limited_ ? ship() : Done{};
    }

    // The hash of the last record in the lines, for the cursor.
    void note_hash(std::string_view lines) {
        lines.remove_suffix(lines.ends_with('\n') ? 1 : 0);
        const std::size_t newline = lines.rfind('\n');
        if (const auto record = read_line(lines.substr(newline == std::string_view::npos ? 0 : newline + 1))) {
            hash_ = record->hash;
        }
    }

    Result<Done> ship() {
        if (!batch_.records.lines.empty()) {
            cursor_.sending = reached_;
            SCC_CHECK(save());
            batch_.name =
                wire::sha256(batch_.records.lines.front(), batch_.records.lines.back()).substr(0, name_length);
            SCC_CHECK(sink_->take(batch_, encoding_, cursor_.written));
            summary_.records += batch_.records.lines.size();
            ++summary_.batches;
            batch_.records = {};
            bytes_ = 0;
        }
        if (reached_.segment.empty() || (reached_ == cursor_.done && !cursor_.sending)) return Done{};
        cursor_.done = reached_;
        cursor_.hash = hash_;
        cursor_.sending.reset();
        return save();
    }

    Result<Done> save() const { return cursor_path_.empty() ? Done{} : write_cursor(cursor_path_, cursor_); }

    const Snapshot& log_;
    const Wanted& wanted_;
    Encoding encoding_;
    std::string cursor_path_;
    Cursor cursor_;
    std::unique_ptr<Sink> sink_;
    Batch batch_;
    std::size_t bytes_ = 0;
    Place reached_;     // behind what was read
    std::string hash_;  // of the record there
    bool limited_ = true;
    Summary summary_;
};

// One export of the same things to the same place has one cursor, whatever order its options stand in.
std::string standard_cursor(const cli::Args& args, const std::string& to) {
    std::string key = args.text_or("format", "jsonl") + "\n" + to + "\n" + args.operand(0);
    for (const char* option : {"type", "provider", "team", "workspace", "rule", "verdict", "since", "until"}) {
        for (const std::string& value : args.all(option)) key += "\n" + std::string(option) + "=" + value;
    }
    return default_directory() + "/cursors/" + wire::sha256(key).substr(0, name_length) + ".json";
}

Error busy(const std::string& cursor) {
    return {Code::tool, "another export with the cursor " + text::quoted(cursor) + " is running", "wait for its end"};
}

// A file's path from the root, so that its cursor is found from any directory.
std::string absolute(const std::string& to, const std::string& cwd) {
    return to.empty() || to.find(':') != std::string::npos ? to : path::normal(to, cwd);
}

struct Export {
    Summary summary;
    std::string cursor;
};

Result<Export> perform(const cli::Args& args) {
    SCC_TRY(const std::string cwd, path::current());
    SCC_TRY(const Wanted wanted, wanted_by(args, time::now(), cwd));
    SCC_TRY(const Encoding encoding, encoding_named(args.text_or("format", "jsonl")));
    const Destination destination{absolute(args.text_or("to", ""), cwd), args.text_or("auth", "")};
    const std::string cursor =
        args.text_or("cursor", destination.to.empty() ? "" : standard_cursor(args, destination.to));
    file::Descriptor held;
    if (!cursor.empty()) {
        SCC_CHECK(file::make_directories(std::string(path::parent(path::normal(cursor, cwd)))));
        SCC_TRY(held, file::try_lock(cursor + ".lock"));
        if (!held) return busy(cursor);
    }
    SCC_TRY(const Snapshot log, snapshot(default_directory()));
    SCC_TRY(const Summary summary, Exporter(log, wanted, encoding, cursor).run(destination));
    return Export{summary, cursor};
}

// A query may hold a credential.
std::string shown_destination(const std::string& to) { return to.substr(0, to.find('?')); }

}  // namespace

bool prints_export(const cli::Args& args) { return !args.has("to"); }

Result<int> export_here(const cli::Args& args, const json&) {
    SCC_TRY(const Export done, perform(args));
    return 0;
}

Result<json> export_to(const cli::Args& args, const json&) {
    SCC_TRY(const Export done, perform(args));
    return json{{"to", shown_destination(args.text_or("to", ""))},
                {"format", args.text_or("format", "jsonl")},
                {"records", done.summary.records},
                {"batches", done.summary.batches},
                {"cursor", done.cursor}};
}

std::string export_text(const cli::Args&, const json& data) {
    return text::count_of(data.at("records").get<std::size_t>(), "record") + " to " + data.at("to").get<std::string>() +
           "\n";
}

}  // namespace scc::audit
