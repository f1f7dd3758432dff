#include "log/settle.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "log/block.hpp"
#include "wire/digest.hpp"

namespace scc::audit {
namespace {

json damaged(std::string_view segment, const std::string& found) {
    return {{"type", "log.damaged"}, {"segment", segment}, {"found", found}};
}

Error failed(std::string_view what, const std::string& path) {
    return {Code::tool, "cannot " + std::string(what) + " " + text::quoted(path) + ": " + std::strerror(errno)};
}

// `wanted`, or `wanted-2`, `wanted-3`, … when that is taken.
std::string free_name(const std::string& wanted) {
    std::string name = wanted;
    for (int i = 2; file::exists(name); ++i) name = wanted + "-" + std::to_string(i);
    return name;
}

Result<Done> resize(const std::string& path, std::uint64_t bytes) {
    const file::Descriptor opened(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!opened || ::ftruncate(opened.number(), static_cast<off_t>(bytes)) != 0 || ::fsync(opened.number()) != 0) {
        return failed("cut", path);
    }
    return Done{};
}

Result<Done> add_newline(const std::string& path) {
    const file::Descriptor opened(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
    if (!opened) return failed("open", path);
    return file::write(opened.number(), "\n", path);
}

// The suffix of a torn line's file until the log has a record of it.
constexpr std::string_view unnoted = ".unnoted";
constexpr std::size_t longest_torn = 32U << 20U;

std::string torn_path(const std::string& directory) { return directory + "/torn"; }

struct Tail {
    std::uint64_t begin = 0;  // of the torn line
    std::string text;
    std::uint64_t foreign = 0;  // lines that do not follow the chain
};

class Settler {
public:
    explicit Settler(Snapshot log) { settled_.log = std::move(log); }

    Result<Settled> settle() && {
        SCC_CHECK(keep_unreadable_heads());
        Snapshot& log = settled_.log;
        const bool blind = !log.heads.known && !log.segments.empty();
        if (log.heads.removed) settled_.last = log.heads.removed->last;
        if (!log.heads.list.empty()) settled_.last = log.heads.list.back().last;
        if (const auto gone = missing_segment(); !gone.empty()) note_damage(gone, "the segment is missing");
        for (Segment& segment : log.segments) {
            const Head* head = log.heads.of(segment.name);
            const bool newest = log.heads.list.empty() || segment.name >= log.heads.list.back().segment;
            if (newest) SCC_CHECK(settle(segment, head));
        }
        SCC_CHECK(note_torn_lines());
        if (blind) note_damage("", "heads.json was missing or unreadable; lines cut off the end cannot be told");
        return std::move(settled_);
    }

private:
    Result<Done> keep_unreadable_heads() {
        const std::string path = heads_path(settled_.log.directory);
        if (settled_.log.heads.fault.empty() || !file::exists(path)) return Done{};
        settled_.log.heads.list.clear();
        if (::rename(path.c_str(), free_name(path + ".damaged").c_str()) != 0) return failed("set aside", path);
        return Done{};
    }

    // The newest segment there is a head of, when it is gone; older ones are left to `verify`.
    std::string missing_segment() const {
        const Snapshot& log = settled_.log;
        if (log.heads.list.empty()) return {};
        const std::string& newest = log.heads.list.back().segment;
        for (const Segment& segment : log.segments) {
            if (segment.name == newest) return {};
        }
        return newest;
    }

    Result<Done> settle(Segment& segment, const Head* head) {
        if (head != nullptr && segment.bytes == head->bytes) return Done{};
        const std::string path = settled_.log.path_of(segment.name);
        const bool cut = head != nullptr && segment.bytes < head->bytes;
        SCC_TRY(const Tail tail, read_tail(path, segment, head != nullptr && !cut ? head->bytes : 0, !cut));
        if (cut) {
            note_damage(segment.name,
                        text::count_of(head->bytes - segment.bytes, "byte") + " of recorded lines are missing");
        }
        if (tail.foreign > 0) note_damage(segment.name, text::count_of(tail.foreign, "line") + " not of this log");
        if (!tail.text.empty()) SCC_CHECK(close(segment, path, tail, !cut));
        return Done{};
    }

    // Follows the chain through the lines from byte `from` on when `follow`, and finds the torn line at the end.
    Result<Tail> read_tail(const std::string& path, const Segment& segment, std::uint64_t from, bool follow) {
        Tail tail;
        SCC_CHECK(for_each_line(path, from, segment.bytes, [&](const RawLine& line) {
            if (!line.ended) {
                tail.begin = line.end - line.text.size();
                tail.text = line.text;
            } else if (follow && !takes_over(line.text)) {
                ++tail.foreign;
            }
        }));
        return tail;
    }

    // Whether the line is the record behind the last one, which it then is itself.
    bool takes_over(std::string_view text) {
        const auto line = read_line(text);
        if (!line || !line->is_whole() || line->prev != settled_.last.hash || line->seq != settled_.last.seq + 1) {
            return false;
        }
        settled_.last = {line->seq, std::string(line->hash)};
        return true;
    }

    Result<Done> close(Segment& segment, const std::string& path, const Tail& tail, bool follow) {
        if (follow && takes_over(tail.text)) {
            ++segment.bytes;
            return add_newline(path);
        }
        const std::string kept = torn_path(settled_.log.directory) + "/" + segment.name + "." +
                                 std::to_string(tail.begin) + "-" + wire::sha256(tail.text).substr(0, 8);
        SCC_CHECK(file::replace(kept + std::string(unnoted), tail.text));
        SCC_CHECK(resize(path, tail.begin));
        segment.bytes = tail.begin;
        return Done{};
    }

    // A record for each torn line that has none yet.
    Result<Done> note_torn_lines() {
        const std::string directory = torn_path(settled_.log.directory);
        SCC_TRY(const std::vector<std::string> names, file::list(directory));
        for (const std::string& name : names) {
            if (!name.ends_with(unnoted)) continue;
            SCC_TRY(const std::string bytes, file::read(path::join(directory, name), longest_torn));
            settled_.notes.push_back({{"type", "log.torn"},
                                      {"segment", name.substr(0, name.find(".jsonl") + 6)},
                                      {"bytes", bytes.size()},
                                      {"sha256", wire::sha256(bytes)},
                                      {"kept", "torn/" + name.substr(0, name.size() - unnoted.size())}});
        }
        return Done{};
    }

    void note_damage(std::string_view segment, const std::string& found) {
        settled_.notes.push_back(damaged(segment, found));
    }

    Settled settled_;
};

}  // namespace

void torn_lines_are_noted(const std::string& directory) {
    const auto names = file::list(torn_path(directory));
    if (!names) return;
    for (const std::string& name : *names) {
        const std::string path = path::join(torn_path(directory), name);
        if (name.ends_with(unnoted)) ::rename(path.c_str(), path.substr(0, path.size() - unnoted.size()).c_str());
    }
}

Result<Settled> settle(const std::string& directory) {
    SCC_TRY(Snapshot log, look(directory));
    SCC_CHECK(check_version(log.heads));
    return Settler(std::move(log)).settle();
}

}  // namespace scc::audit
