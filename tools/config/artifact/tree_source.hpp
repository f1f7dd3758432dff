// Where a tree of files comes from, as an organisation's or a team's file writes it: a tag and the keys that go with
// it. The tree itself is fetched by fetch_tree.hpp.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "wire/reader.hpp"

namespace scc::config {

struct TreeSource {
    std::string tag;   // "github", "git", "url" or "directory"
    std::string url;   // of the repository or the archive; for a directory its path as it was written
    std::string ref;   // branch, tag, commit, or "sha256:…" of an archive; empty: what the other end offers
    std::string path;  // what of the tree is meant; empty: all of it
    std::map<std::string, std::string> headers;  // sent to the source's host; "${NAME}" stands for a variable
    bool operator==(const TreeSource&) const = default;

    std::string shown() const;  // "github:acme/plugins", or the URL or path
    // The same text for every spelling of one place: two marketplaces with the same are one.
    std::string identity() const;
};

// The tag and its keys, `tags` being those that may stand here. Faults are noted in the Reader.
TreeSource read_tree_source(wire::Reader& in, const std::vector<std::string>& tags);

// What is wrong with the URL of a git repository, or of an archive, as these files write it; empty when nothing is.
std::string repository_fault(std::string_view url);
std::string archive_fault(std::string_view url);

// The path within a tree in one form, without a slash at either end; nothing when it leads out of the tree.
std::optional<std::string> inner_path(std::string_view path);

}  // namespace scc::config
