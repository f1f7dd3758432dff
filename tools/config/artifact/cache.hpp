// Trees that were fetched, kept for the next time.
//
//     $XDG_CACHE_HOME/scc/trees/KEY/current.json       which tree is the one, and since when
//     $XDG_CACHE_HOME/scc/trees/KEY/COMMIT|DIGEST/     trees
//
// KEY is made of where a tree comes from: repository or archive, reference, path. Another source is another key, so
// what one gave is never served for another. A tree is named by its commit or its digest and never changed once it
// has that name; a newer one is put beside it, and current.json is replaced last. What cannot be read is not there.
// A tree that nothing names for a month is removed when its key is written again.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/time.hpp"

namespace scc::config {

struct KeptTree {
    std::string path;           // a directory
    std::string digest;         // "sha256:…"
    std::string commit;         // empty: it came from no repository
    std::string name;           // what a marketplace in it calls itself; empty: it is none
    time::Seconds fetched = 0;  // when the source last gave it
};

struct KeptFailure {
    std::string message;
    time::Seconds when = 0;
};

class TreeCache {
public:
    explicit TreeCache(const std::string& source);

    struct State {
        std::optional<KeptTree> tree;
        std::optional<KeptFailure> failure;  // of the last try, when it failed
    };
    State load() const;

    // A path in the cache for a tree that is being made; nothing is there.
    Result<std::string> fresh_place() const;

    // Makes the tree at `made`, a place of ours, the current one, under the name of its commit or digest.
    Result<KeptTree> keep(const std::string& made, KeptTree tree) const;

    Result<Done> note_failure(const std::string& message, time::Seconds now) const;

private:
    Result<Done> write(const State& state) const;

    std::string source_;
    std::string directory_;
};

// The digest of a tree: names, executable bits and bytes of its files, and targets of its links. Code::config for
// what is neither file, directory nor link, for links that lead out of it and for more than archives may hold.
Result<std::string> tree_digest(const std::string& directory);

}  // namespace scc::config
