// What the guard can tell the rules about the place a command runs in. It reads small files and runs nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rule/facts.hpp"

namespace scc::guard {

class Facts : public rule::Facts {
public:
    // `argv` is the command: one that names another repository than the current directory's is not guessed at.
    explicit Facts(const std::vector<std::string>& argv) : argv_(argv) {}

    std::optional<std::string> cwd() override;
    std::optional<std::string> workspace() override;
    std::optional<std::string> home() override;
    std::optional<std::string> scratch() override;
    std::optional<std::string> real(const std::string& path) override;
    std::optional<std::string> branch() override;

private:
    const std::vector<std::string>& argv_;
};

}  // namespace scc::guard
