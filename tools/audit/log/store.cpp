#include "log/store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "log/seal.hpp"
#include "log/settle.hpp"

namespace scc::audit {
namespace {

Error failed(std::string_view what, const std::string& path, int reason = errno) {
    return {Code::tool,
            "cannot " + std::string(what) + " " + text::quoted(path) + ": " + std::strerror(reason),
            "nothing of this batch is in the log",
            {},
            {}};
}

Result<Done> flush_directory(const std::string& directory) {
    const file::Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened || ::fsync(opened.number()) != 0) return failed("flush", directory);
    return Done{};
}

// The segment to append to: this month's, or the newest when that is later.
Segment segment_for(const Snapshot& log, time::Seconds now) {
    Segment wanted{segment_name(now), 0};
    if (!log.heads.list.empty()) wanted.name = std::max(wanted.name, log.heads.list.back().segment);
    for (const Segment& segment : log.segments) {
        if (segment.name >= wanted.name) wanted = segment;
    }
    return wanted;
}

std::string lines_of(const std::vector<json>& notes, const std::vector<json>& events, time::Seconds now, Link& last) {
    std::string lines;
    const auto add = [&](const json& event) {
        json record = event;
        if (!record.contains("time")) record["time"] = time::text_of(now);
        lines += sealed(std::move(record), last) + "\n";
    };
    for (const json& note : notes) add(note);
    for (const json& event : events) add(event);
    return lines;
}

// Writes the lines at the end of the segment and makes sure they stay; cuts it back when they do not.
Result<Done> write_lines(const std::string& path, std::uint64_t at, const std::string& lines) {
    const file::Descriptor opened(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
    if (!opened) return failed("open", path);
    if (::lseek(opened.number(), static_cast<off_t>(at), SEEK_SET) < 0) return failed("write", path);
    Result<Done> written = file::write(opened.number(), lines, path);
    if (written && ::fsync(opened.number()) != 0) written = failed("flush", path);
    if (!written && ::ftruncate(opened.number(), static_cast<off_t>(at)) == 0) ::fsync(opened.number());
    if (!written) written.error().hint = "nothing of this batch is in the log";
    return written;
}

void set_head(Heads& heads, const Head& head) {
    const auto found = std::ranges::find(heads.list, head.segment, &Head::segment);
    if (found != heads.list.end()) {
        *found = head;
    } else {
        heads.list.push_back(head);
    }
}

// Those that are not: the one just written, and what was there before there was a key.
void sign(Heads& heads, const SigningKey& key) {
    const auto add = [&](Head& head) {
        if (head.signature.empty()) head.signature = signature_of(head, key);
    };
    std::ranges::for_each(heads.list, add);
    if (heads.removed) add(*heads.removed);
}

Result<Done> make_directory(const std::string& directory) {
    SCC_CHECK(file::make_directories(directory));
    ::chmod(directory.c_str(), 0700);
    return Done{};
}

}  // namespace

Result<Done> append(const std::string& directory, const std::vector<json>& events, time::Seconds now) {
    if (events.empty()) return Done{};
    SCC_CHECK(make_directory(directory));
    SCC_TRY(const file::Descriptor held, file::lock(lock_path(directory)));
    SCC_TRY(const std::optional<SigningKey> key, read_signing_key(signing_key_path()));
    SCC_TRY(Settled settled, settle(directory));
    const Segment segment = segment_for(settled.log, now);
    const std::string path = settled.log.path_of(segment.name);
    const bool is_new = !file::exists(path);

    const std::string lines = lines_of(settled.notes, events, now, settled.last);
    SCC_CHECK(write_lines(path, segment.bytes, lines));
    if (is_new) SCC_CHECK(flush_directory(directory));
    Heads heads = std::move(settled.log.heads);
    set_head(heads, {segment.name, segment.bytes + lines.size(), settled.last, ""});
    if (key) sign(heads, *key);
    if (auto recorded = write_heads(directory, heads); !recorded) {
        if (::truncate(path.c_str(), static_cast<off_t>(segment.bytes)) == 0 && is_new) ::unlink(path.c_str());
        recorded.error().hint = "nothing of this batch is in the log";
        return recorded;
    }
    if (!settled.notes.empty()) torn_lines_are_noted(directory);
    return Done{};
}

}  // namespace scc::audit
