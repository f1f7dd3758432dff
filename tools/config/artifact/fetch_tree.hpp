// Getting a tree: from the cache while it is fresh, else from where it comes.
#pragma once

#include <functional>
#include <string>

#include "cache.hpp"
#include "tree_source.hpp"

namespace scc::config {

// How far one may go for a tree.
enum class Reach {
    cache,     // what is there
    machine,   // directories of this machine as well
    anywhere,  // web servers and repositories as well
};

struct Conditions {
    Reach reach = Reach::cache;
    std::int64_t ttl_hours = 24;  // older trees are asked for again
    time::Seconds now = 0;
    std::string folder;     // of the organisation's file: where the paths of directories start; no path when it came
                            // from elsewhere
    std::string ca_bundle;  // a PEM file; empty: the system's authorities
};

struct Wanted {
    TreeSource source;
    bool pinned = false;            // one that is there is never asked for again
    bool required = false;          // nothing works without it: a source that failed just now is asked again
    bool only_description = false;  // of a marketplace its description, without the plugins
    // Says what the tree calls itself, or why it is not what was asked for; then it does not become the current one.
    std::function<Result<std::string>(const std::string& directory)> check;
};

struct Gotten {
    KeptTree tree;
    std::string note;  // what people should hear about it; empty: nothing
};

// A source that cannot be reached leaves the tree that was there, with a note that says so. Code::prereq when the tree
// is not there and may not be fetched; else what http_get, Repository and unpack say.
Result<Gotten> tree_of(const Wanted& wanted, const Conditions& conditions);

// The directory of this machine that is meant, as it really is. Refused (Code::config) are relative paths that leave
// the folder of the organisation's file, and what holds more than anybody would share: a home directory and what is
// above it, hidden directories in it, and those of the system unless the file lies in one.
Result<std::string> shareable_directory(const std::string& written, const std::string& folder);

}  // namespace scc::config
