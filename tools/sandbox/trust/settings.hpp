// One file of git's settings, compared with what it was. git itself reads and writes the text, from a copy that nobody
// else can reach; here is what is done about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::sandbox::trust {

struct Setting {
    std::string key;
    std::optional<std::string> value;  // nothing for one that is only named, which git takes for true
    bool operator==(const Setting&) const = default;
};

using Settings = std::vector<Setting>;

// What `git config --list --null` prints.
Settings settings_in(std::string_view listed);

// A key whose values differ, and what they were.
struct Difference {
    std::string key;
    std::string_view does;
    bool is_told = false;
    std::vector<std::optional<std::string>> before;
};

// What of `after` has power (keys.hpp) and is not as in `before`: in the order of the keys. A setting that is told
// about counts only where it is there.
std::vector<Difference> differences(const Settings& before, const Settings& after);

// A text of settings, read and changed by the git program. `folder` is a directory of ours for the copy. Code::config
// when git cannot read the text, Code::prereq without git.
Result<Settings> read_settings(const std::string& text);
Result<std::string> taken_back(const std::string& text,
                               const std::vector<Difference>& differences,
                               const std::string& folder);

}  // namespace scc::sandbox::trust
