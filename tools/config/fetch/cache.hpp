// What was fetched, kept for the next time.
//
// An entry is a directory below $XDG_CACHE_HOME/scc/org, named by the SHA-256 of the source's canonical spelling: what
// one source gave is never served for another. It holds the bytes, in a file named by their digest, and meta.json,
// which names that file and is replaced last; a crash between the two leaves the entry as it was. Only what the caller
// found to be right is stored, so a bad file never takes the place of a good one.
//
// What cannot be read, or has another digest than meta.json says, is not served: the answer is an Error that names it.
#pragma once

#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/time.hpp"

namespace scc::config {

struct CacheEntry {
    std::string source;  // canonical
    std::string bytes;
    std::string digest;            // SHA-256 of the bytes
    std::string etag;              // empty: none
    std::string commit;            // empty: it came from no repository
    std::string signature;         // as it was beside the file; empty: none
    time::Seconds fetched_at = 0;  // when the bytes came
    time::Seconds checked_at = 0;  // when the source last said that they are still right
};

class Cache {
public:
    // The entry of the source with that canonical spelling.
    explicit Cache(const std::string& source);

    // Nothing when the source was never fetched; Code::config when what is there cannot be trusted.
    Result<std::optional<CacheEntry>> load() const;

    // Stores an entry, `source` and `digest` filled in.
    Result<Done> store(CacheEntry entry) const;

    // Notes that the source still gives what is stored.
    Result<Done> confirm(time::Seconds now) const;

    const std::string& directory() const { return directory_; }

private:
    std::string source_;
    std::string directory_;
};

// How long ago the source was last heard of; nothing when the entry is from a time to come, which makes it older than
// anything may be. A few minutes are forgiven, for clocks that were set.
std::optional<time::Seconds> age_of(const CacheEntry& entry, time::Seconds now);

}  // namespace scc::config
