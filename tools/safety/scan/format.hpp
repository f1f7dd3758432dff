// The kinds of files that hold commands, and how the commands are found in each.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "scan/script.hpp"

namespace scc::safety {

struct Format {
    std::string_view name;   // what --as takes
    std::string_view about;  // what belongs to it, for people

    // Files are told by what their path ends with: patterns for the last names of it, "*/hooks/*", separated by blanks;
    // or, where no format's do, by the interpreter in their first line.
    std::string_view names;
    std::string_view interpreters = "";

    // The scripts in a file; Code::config with "LINE:COLUMN" as its place when the file is not what it should be.
    Result<std::vector<Script>> (*read)(std::string_view bytes) = nullptr;

    bool from_root = false;  // its commands begin at the root of the work tree, not in the file's folder
};

std::span<const Format> formats();

// The format with that name; nullptr when there is none.
const Format* format_named(std::string_view name);

// The format of a file, from its path and the first bytes in it; nullptr when it is none of them.
const Format* format_of(std::string_view path, std::string_view head);

inline constexpr std::size_t head_bytes = 256;  // that format_of wants to see at most

// The readers, each in a file of its name.
Result<std::vector<Script>> read_shell(std::string_view bytes);
Result<std::vector<Script>> read_makefile(std::string_view bytes);
Result<std::vector<Script>> read_dockerfile(std::string_view bytes);
Result<std::vector<Script>> read_workflow(std::string_view bytes);
Result<std::vector<Script>> read_pipeline(std::string_view bytes);
Result<std::vector<Script>> read_package(std::string_view bytes);
Result<std::vector<Script>> read_procfile(std::string_view bytes);
Result<std::vector<Script>> read_justfile(std::string_view bytes);

}  // namespace scc::safety
