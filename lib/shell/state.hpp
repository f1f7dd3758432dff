// What the commands of a line leave behind for those after them, beside variables: files with known text, copies of
// programs, aliases, functions, git's settings.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/directory.hpp"
#include "shell/scope.hpp"

namespace scc::shell {

// A text that a command reads on its standard input. Several commands may read one after the other.
struct Stream {
    std::string text;
    std::size_t at = 0;

    bool at_end() const { return at >= text.size(); }
    std::string_view rest() const { return std::string_view(text).substr(std::min(at, text.size())); }
    std::string_view take_line(char end = '\n');
    std::string_view take_rest();
};

// The files that the line itself wrote, and where it stands. Paths are compared as they are seen from where the line
// began (shell/directory.hpp); what is a link elsewhere stays another file.
class Files {
public:
    // The text; nullptr when the line did not write the file, or nobody knows what.
    const std::string* find(std::string_view path) const;
    void write(std::string_view path, std::string text, bool append);
    void forget(std::string_view path);
    void copy(std::string_view from, std::string_view to);

    // The name of the program that was copied or linked there, or, for a name alone, to some directory, which may be
    // on the PATH; empty when none was.
    std::string_view program(std::string_view path) const;

    bool empty() const { return texts_.empty() && programs_.empty(); }

    // Every file with known text, by its path.
    const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

    Directory directory;  // where the line stands

private:
    std::string place(std::string_view path) const;

    std::map<std::string, std::string, std::less<>> texts_;
    std::map<std::string, std::string, std::less<>> programs_;
    std::size_t kept_ = 0;
};

// One of git's settings: "core.pager" is its name.
struct Setting {
    std::string name;
    std::string value;
};

struct State {
    Scope scope;
    Files files;
    std::vector<Setting> settings;
    std::map<std::string, const Command*, std::less<>> functions;
    std::map<std::string, std::string, std::less<>> aliases;
};

}  // namespace scc::shell
