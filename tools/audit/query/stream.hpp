// An answer written while the log is read, and after it while others append.
//
// JSONL is the lines as they stand in the log, hashes and all. To follow is to wait for the directory to change
// (inotify) and to go on where each segment ended; a line that is not finished is left for the next round.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "cli/options.hpp"
#include "query/ask.hpp"
#include "query/wanted.hpp"

namespace scc::audit {

enum class Format {
    text,
    document,  // JSON
    lines,     // JSONL
    csv,
};

// The option `format`; without it, of a stream: text for people and JSONL for programs. Faults are Code::usage.
Result<Format> format_of(const cli::Args& args);

// Says on standard error why an answer is not to be taken for the whole truth.
void warn(const Pass& pass);

// Writes what is wanted to standard output and returns how many events that were. With `follow` it returns when
// nobody reads any more, or when it is past `until`.
Result<std::uint64_t> stream(const std::string& directory, const Wanted& wanted, Format format, bool follow);

}  // namespace scc::audit
