// The command line of `scc-guard init`. The guard is linked with `core` alone, so it has no option table of cli.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "kept.hpp"

namespace scc::guard {

// Of a terminal, in characters.
struct Size {
    unsigned short columns = 0;
    unsigned short rows = 0;
};

struct Arguments {
    uid_t uid = 0;
    gid_t gid = 0;
    std::string home = "/home/agent";
    std::vector<std::string> own;  // further directories that shall belong to the agent
    std::string events;            // where the event file is
    std::optional<Size> size;      // of the terminal the agent starts in
    std::vector<FileVariable> variables;
    std::vector<Kept> kept;
    std::optional<std::uint16_t> way_out;  // the one port of others that may be spoken to
    std::vector<std::string> agent;
};

// Reads the words after "init"; faults are Code::usage.
Result<Arguments> arguments_in(const std::vector<std::string>& words);

std::string_view help_text();

}  // namespace scc::guard
