// What the guard can tell the rules about the place its own words run in. It reads small files and runs nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rule/local.hpp"

namespace scc::guard {

class Facts : public rule::LocalFacts {
public:
    // `argv` is the command: one that names another repository than the current directory's is not guessed at.
    explicit Facts(const std::vector<std::string>& argv);

    std::optional<std::string> branch() override;

private:
    const std::vector<std::string>& argv_;
};

}  // namespace scc::guard
