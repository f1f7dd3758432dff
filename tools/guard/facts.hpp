// What the guard can tell the rules about the place a command runs in. It reads two small files and runs nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rule/facts.hpp"

namespace scc::guard {

// The branch checked out in the repository that `directory` belongs to; nothing when it is detached or there is none.
std::optional<std::string> branch_at(const std::string& directory);

class Facts : public rule::Facts {
public:
    // `argv` is the command: one that names another repository than the current directory's is not guessed at.
    explicit Facts(const std::vector<std::string>& argv) : argv_(argv) {}

    std::optional<std::string> branch() override;

private:
    const std::vector<std::string>& argv_;
};

}  // namespace scc::guard
