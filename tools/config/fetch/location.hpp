// Where a file from elsewhere is: what people write for it, and the one spelling that stands for it.
//
//     PATH, file:PATH                         a file of this machine
//     https://HOST/PATH                       a file of a web server
//     github:OWNER/REPO[@REF]:PATH            a file of a repository, from GitHub's web server
//     gitlab:GROUP/…/REPO[@REF]:PATH          the same from gitlab.com
//     HOST:GROUP/…/REPO[@REF]:PATH            the same from a GitLab of one's own; HOST has a dot in it
//     git+https://HOST/REPO[@REF]:PATH        a file of a repository, through git
//     git+ssh://[USER@]HOST/REPO[@REF]:PATH
//
// Two spellings of one place have one `canonical`, which keys the cache. Nothing here asks the file system or the net.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace scc::config {

enum class Transport {
    file,
    https,
    git,
};

struct Location {
    Transport transport = Transport::file;
    std::string url;      // a file's absolute path, what a web server is asked for, or a repository's URL
    std::string ref;      // of a repository; empty: its default branch
    std::string path;     // within the repository that git fetches
    bool pinned = false;  // the reference reads like a commit or a version
    bool gitlab = false;  // takes a credential the way GitLab does

    bool is_remote() const { return transport != Transport::file; }
    std::string canonical() const;
    std::string shown() const;  // the same for messages: what stands in a query is masked
};

// Relative paths start at `base`, "~/" at HOME. Code::config with what to write instead.
Result<Location> parse_location(std::string_view text, std::string_view base);

// The URL of a repository as git takes it: "https://…", "ssh://…" or "USER@HOST:PATH", which becomes the second.
Result<std::string> parse_repository(std::string_view url);

// Whether a branch, tag or commit may be asked for by that name: git's rules, and nothing that could be an option.
bool is_ref(std::string_view ref);

// Whether it reads like a commit (7 to 40 hexadecimal digits) or a version ("v1.2").
bool is_pinned(std::string_view ref);

// Whether the path stays within a tree: relative, without "..", ".git", empty steps and control bytes.
bool is_inside(std::string_view path);

// The host of an https URL that parse_location gave.
std::string host_of(std::string_view url);

}  // namespace scc::config
