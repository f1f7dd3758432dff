// Where the commands of a line run, followed through cd, pushd and popd as far as the text tells.
//
// A directory is a path from where the line begins: "" is there, "sub/x" below it, "../x" beside it, "/tmp" and "~"
// wherever they are. One that cannot be known is the unknown byte. A cd counts as one that works.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shell/argument.hpp"

namespace scc::shell {

class Directory {
public:
    std::string_view text() const { return here_; }

    // Does what the command does to the directory of its shell.
    void move(std::span<const Argument> words);

    // The directory is not known any more.
    void forget() { here_.assign(1, unknown); }

private:
    void change(std::string_view target);

    std::string here_;
    std::string before_ = std::string(1, unknown);
    std::vector<std::string> stack_;
};

// `path` seen from `directory`, both as above, without "." and without ".." that follows a name.
std::string path_from(std::string_view directory, std::string_view path);

}  // namespace scc::shell
