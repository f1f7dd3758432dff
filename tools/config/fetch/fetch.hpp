// One file from wherever it is: what every source of configuration comes through.
#pragma once

#include <cstddef>
#include <string>

#include "base/error.hpp"
#include "credential.hpp"
#include "location.hpp"

namespace scc::config {

struct Fetched {
    bool not_modified = false;  // it is still what `known` stands for
    std::string bytes;
    std::string etag;    // of a web server
    std::string commit;  // of a repository
};

inline constexpr std::size_t document_limit = 10U << 20U;

// `known` is the ETag or the commit of what one has already; empty: nothing. Errors are those of http_get and
// Repository; for a file of this machine those of file::read.
Result<Fetched> fetch_file(const Location& location,
                           const Access& access,
                           const std::string& known = "",
                           std::size_t limit = document_limit);

}  // namespace scc::config
