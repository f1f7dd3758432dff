// Fetching from repositories, by the git program.
//
// One commit is fetched, without history, tags and submodules, into a bare repository below a directory of ours that
// goes with the Repository object. Nothing is ever checked out: files are read as objects and written by us, so that
// no attribute, filter, hook or configuration of the fetched repository is looked at, let alone run. git may ask
// nobody (its prompts are off, ssh is in batch mode); the person's own credential helpers and keys work as always.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "credential.hpp"
#include "proc/run.hpp"

namespace scc::config {

struct GitLimits {
    std::size_t pack = 256U << 20U;  // bytes git may write
    std::size_t tree = 64U << 20U;   // bytes of the files that are taken out
    std::size_t files = 10'000;
    std::chrono::milliseconds time = std::chrono::seconds(120);
};

// A directory that is removed with its owner.
class Scratch {
public:
    static Result<Scratch> make(std::string_view prefix);
    Scratch(Scratch&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    Scratch& operator=(Scratch&& other) noexcept {
        std::swap(path_, other.path_);
        return *this;
    }
    ~Scratch();
    const std::string& path() const { return path_; }

private:
    explicit Scratch(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

class Repository {
public:
    // `url` as parse_repository gives it; `ref` a branch, a tag or a whole commit id, empty for the default branch.
    // Code::not_found when there is no such repository or reference, Code::prereq when git may not read it or is not
    // installed, Code::config when it is larger than the limit, else Code::tool.
    static Result<Repository> fetch(const std::string& url,
                                    const std::string& ref,
                                    const Access& access = {},
                                    const GitLimits& limits = {});

    const std::string& commit() const { return commit_; }

    // The bytes of the regular file at `path`. Code::not_found when there is none, Code::config for what is no regular
    // file or longer than `limit`.
    Result<std::string> file(const std::string& path, std::size_t limit) const;

    // Writes the files below `path` (empty: all of them) into the directory `to`, which must not exist and is there
    // afterwards whole or not at all. Refused (Code::config) are names that leave the tree or stand for git's own
    // directory, symbolic links that lead out of it, and more than the limits; submodules are left out.
    Result<Done> extract(const std::string& path, const std::string& to) const;

private:
    Repository(Scratch scratch, std::string url, const GitLimits& limits)
        : scratch_(std::move(scratch)), url_(std::move(url)), limits_(limits) {}

    proc::Command git(std::vector<std::string> words) const;

    Scratch scratch_;
    std::string url_;
    std::string commit_;
    GitLimits limits_;
};

// One line of `git ls-tree -z -l`: "100644 blob ID SIZE\tPATH".
struct TreeEntry {
    std::string mode;
    std::string id;
    std::size_t size = 0;
    std::string path;
};

// All lines, refused where one of them may not be written.
Result<std::vector<TreeEntry>> entries_of(std::string_view listing, const GitLimits& limits);

// Whether a symbolic link at `path` with that target leads to a place within the tree, whatever other links there are.
bool stays_inside(std::string_view path, std::string_view target);

// What git said, as an Error that says what to do.
Error git_fault(const std::string& said, const std::string& url, const std::string& ref, const Access& access);

}  // namespace scc::config
