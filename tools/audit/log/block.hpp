// Reading segments, whole lines at a time.
//
// A block is a mebibyte of lines as they stand in the file, so that what is looked for in a log of gibibytes is looked
// for in blocks, not in lines. Memory stays flat: a line longer than 16 MiB is a block of its own that holds its
// beginning only.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::audit {

struct Block {
    std::string_view lines;   // each with its newline; the last of a file may have none
    std::uint64_t begin = 0;  // where it stands in the file
    std::uint64_t end = 0;    // the byte behind it: later than its size says when its line is cut
};

// Calls `each` with what stands in the file from byte `from`, the first of a line, up to byte `bytes`; ends with the
// error `each` answers.
Result<Done> for_each_block(const std::string& path,
                            std::uint64_t from,
                            std::uint64_t bytes,
                            const std::function<Result<Done>(const Block&)>& each);

struct RawLine {
    std::string_view text;
    std::uint64_t number = 0;  // counted from 1 at the first byte that was read
    std::uint64_t end = 0;     // the byte behind it, its newline included
    bool ended = true;         // false for a last line without its newline
};

// Calls `each` with every line of the block; `number` is that of the line before and becomes that of the last.
void for_each_line(const Block& block, std::uint64_t& number, const std::function<void(const RawLine&)>& each);

// The same for a file.
Result<Done> for_each_line(const std::string& path,
                           std::uint64_t from,
                           std::uint64_t bytes,
                           const std::function<void(const RawLine&)>& each);

}  // namespace scc::audit
