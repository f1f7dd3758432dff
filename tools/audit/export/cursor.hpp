// How far an export has come, so that the next one goes on behind it.
//
// The cursor is written before a batch is sent, with the place where the batch ends, and again when the other side has
// it. An export that was killed between the two sends that very batch once more, under the name it had, and a collector
// that keeps names takes it once; a file is cut back to where it was. Without such a death nothing is sent twice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "log/segment.hpp"

namespace scc::audit {

// Behind a record of the log: nothing of the segments before and of the first `bytes` bytes of this one is to come.
struct Place {
    std::string segment;  // empty: the beginning of the log
    std::uint64_t bytes = 0;
    bool operator==(const Place&) const = default;
};

struct Cursor {
    Place done;
    std::string hash;              // of the last record before `done`, however old
    std::uint64_t written = 0;     // bytes of the file the export goes to
    std::optional<Place> sending;  // the end of a batch that may or may not have arrived
};

// The cursor of the beginning when there is no such file. Code::config when it cannot be read.
Result<Cursor> read_cursor(const std::string& path);
Result<Done> write_cursor(const std::string& path, const Cursor& cursor);

// Code::config when the log is not the one the cursor was written for: what stands before its place is another record.
Result<Done> check_cursor(const Cursor& cursor, const Snapshot& log, const std::string& path);

}  // namespace scc::audit
