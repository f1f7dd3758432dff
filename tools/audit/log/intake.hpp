// Standard input to log: `scc-audit append`.
//
// Whole lines are appended as they come: what is there when a read returns, and up to 4 MiB more that follow at once,
// is one batch. An event on a slow pipe is therefore on the disk at once, and a hundred thousand from a file cost a
// handful of flushes.
#pragma once

#include <cstdint>
#include <string>

#include "base/error.hpp"

namespace scc::audit {

struct Taking {
    bool lines_only = false;  // else input that begins like a document of several lines is one event
    bool keep_bad = false;    // a line that is no event is recorded as one that was refused, and the next is read
};

// Appends the events read from `descriptor` until its end and returns how many. At a bad line what stands before it is
// kept, and the error names the line.
Result<std::uint64_t> take_in(int descriptor, const std::string& directory, Taking how);

}  // namespace scc::audit
