#include "segment.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t block_bytes = 256U << 10U;
constexpr std::size_t longest_line = 16U << 20U;
constexpr std::int64_t most = INT64_MAX;

bool is_segment(std::string_view name) {
    constexpr std::string_view shape = "0000-00.jsonl";
    if (name.size() != shape.size()) return false;
    return std::ranges::equal(name, shape, [](char c, char s) { return s == '0' ? c >= '0' && c <= '9' : c == s; });
}

Head read_head(wire::Reader& in) {
    Head head;
    head.segment = in.text("segment");
    head.bytes = static_cast<std::uint64_t>(in.integer("bytes", 0, most));
    head.last.seq = static_cast<std::uint64_t>(in.integer("seq", 0, most));
    head.last.hash = in.text("hash");
    return head;
}

Heads read_heads(const std::string& path) {
    Heads heads;
    const auto document = wire::parse_file(path);
    if (!document) {
        if (document.error().code != Code::not_found) heads.fault = document.error().message;
        return heads;
    }
    wire::Reader in(*document, path);
    in.complete();
    in.for_each("heads", [&](wire::Reader& head) { heads.list.push_back(read_head(head)); });
    const auto error = in.faults();
    heads.known = !error;
    if (error) heads.fault = error->message;
    return heads;
}

Error unreadable(const std::string& path) {
    return {Code::config, "cannot read " + text::quoted(path) + ": " + std::strerror(errno)};
}

// Cuts what was read into lines and keeps the rest for the next block.
class Cutter {
public:
    Cutter(std::uint64_t from, const std::function<void(const RawLine&)>& each) : at_(from), each_(each) {}

    void take(std::string_view block) {
        while (!block.empty()) {
            const std::size_t newline = block.find('\n');
            const bool ended = newline != std::string_view::npos;
            const std::string_view piece = block.substr(0, newline);
            block.remove_prefix(ended ? newline + 1 : block.size());
            at_ += piece.size() + (ended ? 1 : 0);
            if (!ended || !rest_.empty()) rest_ += piece.substr(0, longest_line - std::min(longest_line, rest_.size()));
            if (!ended) return;
            each_({rest_.empty() ? piece : std::string_view(rest_), ++number_, at_, true});
            rest_.clear();
        }
    }

    void finish() {
        if (!rest_.empty()) each_({rest_, ++number_, at_, false});
    }

private:
    std::uint64_t at_;
    std::uint64_t number_ = 0;
    std::string rest_;
    const std::function<void(const RawLine&)>& each_;
};

}  // namespace

const Head* Heads::of(std::string_view segment) const {
    const auto found = std::ranges::find(list, segment, &Head::segment);
    return found == list.end() ? nullptr : &*found;
}

std::string Snapshot::path_of(std::string_view segment) const { return path::join(directory, segment); }

std::string default_directory() { return places::state_dir() + "/audit"; }

std::string segment_name(time::Seconds when) { return time::text_of(when).substr(0, 7) + ".jsonl"; }

std::string heads_path(const std::string& directory) { return directory + "/heads.json"; }

std::string lock_path(const std::string& directory) { return directory + "/lock"; }

Result<Snapshot> look(const std::string& directory) {
    Snapshot seen{.directory = directory};
    SCC_TRY(const std::vector<std::string> names, file::list(directory));
    for (const std::string& name : names) {
        struct stat status = {};
        if (!is_segment(name) || ::stat(seen.path_of(name).c_str(), &status) != 0) continue;
        seen.segments.push_back({name, static_cast<std::uint64_t>(status.st_size)});
    }
    seen.heads = read_heads(heads_path(directory));
    return seen;
}

Result<Snapshot> snapshot(const std::string& directory) {
    file::Descriptor held;
    if (file::exists(lock_path(directory))) {
        if (auto lock = file::lock(lock_path(directory))) held = std::move(*lock);
    }
    return look(directory);
}

Result<Done> write_heads(const std::string& directory, const Heads& heads) {
    json list = json::array();
    for (const Head& head : heads.list) {
        list.push_back(
            {{"segment", head.segment}, {"bytes", head.bytes}, {"seq", head.last.seq}, {"hash", head.last.hash}});
    }
    return file::replace(heads_path(directory), wire::text_of({{"heads", list}}));
}

Result<Done> for_each_line(const std::string& path,
                           std::uint64_t from,
                           std::uint64_t bytes,
                           const std::function<void(const RawLine&)>& each) {
    const file::Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened || ::lseek(opened.number(), static_cast<off_t>(from), SEEK_SET) < 0) return unreadable(path);
    std::string block(block_bytes, '\0');
    Cutter cutter(from, each);
    for (std::uint64_t left = bytes - std::min(bytes, from); left > 0;) {
        const ssize_t got = ::read(opened.number(), block.data(), std::min<std::uint64_t>(left, block.size()));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return unreadable(path);
        if (got == 0) break;
        cutter.take(std::string_view(block).substr(0, static_cast<std::size_t>(got)));
        left -= static_cast<std::uint64_t>(got);
    }
    cutter.finish();
    return Done{};
}

}  // namespace scc::audit
