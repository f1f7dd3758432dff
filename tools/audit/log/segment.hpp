// The files of the log: one segment a month, "2026-11.jsonl", and `heads.json` beside them.
//
// Segments are only ever appended to, so what stood in them at one moment is given by their sizes at that moment: a
// Snapshot is taken under the lock, in microseconds, and then read in peace while others append.
//
// heads.json says for each segment how long it was when its last record was written, and which record that is. A log
// that ends before its head has lost lines; one that goes on behind it was left by a writer that was killed between the
// two steps, which is no fault.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/time.hpp"
#include "log/line.hpp"

namespace scc::audit {

struct Segment {
    std::string name;  // "2026-11.jsonl"
    std::uint64_t bytes = 0;
};

struct Head {
    std::string segment;
    std::uint64_t bytes = 0;
    Link last;
    std::string signature;  // seal.hpp; empty: none
};

struct Heads {
    bool known = false;  // whether there is such a file, and it can be read
    std::string fault;   // why it cannot be read, when it is there
    std::int64_t version = 1;
    std::vector<Head> list;
    std::optional<Head> removed;  // of the last segment that was taken away (retain.hpp)

    const Head* of(std::string_view segment) const;
};

struct Snapshot {
    std::string directory;
    std::vector<Segment> segments;  // oldest first
    Heads heads;

    std::string path_of(std::string_view segment) const;
};

// $XDG_STATE_HOME/scc/audit
std::string default_directory();

std::string segment_name(time::Seconds when);
std::string heads_path(const std::string& directory);
std::string lock_path(const std::string& directory);

// What is there now, without asking for the lock.
Result<Snapshot> look(const std::string& directory);

// What is there between two appends. A log whose lock cannot be opened (a copy, a read-only disk) is looked at as is.
Result<Snapshot> snapshot(const std::string& directory);

// Code::config for a log of a version that this program does not know, which it must not write to.
Result<Done> check_version(const Heads& heads);

// Whether a file of that name is a segment.
bool is_segment(std::string_view name);

Result<Done> write_heads(const std::string& directory, const Heads& heads);

}  // namespace scc::audit
