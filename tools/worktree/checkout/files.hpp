// Files below one directory, made so that none can be outside of it or replace another.
#pragma once

#include <sys/stat.h>

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/file.hpp"

namespace scc::worktree {

// One thread's view of the directory. The directory that was last used stays open.
class Files {
public:
    // `root` must outlive it.
    explicit Files(int root) : root_(root) {}

    // What stat says of the new file or link.
    Result<struct stat> make_file(std::string_view path, std::string_view bytes, mode_t mode);
    Result<struct stat> make_link(std::string_view path, const std::string& target);

private:
    Result<int> directory_of(std::string_view path);
    Result<file::Descriptor> enter(std::string_view directory);

    int root_;
    std::string name_;  // of the open directory
    file::Descriptor open_;
};

}  // namespace scc::worktree
