// What a command's place tells about it, read from the files of the repository: no git runs for a question.
#pragma once

#include <optional>
#include <string>

#include "rule/facts.hpp"

namespace scc::safety {

class PlaceFacts : public rule::Facts {
public:
    // `directory` may be empty: then nothing is known of the place. `branch`, when given, is taken for granted.
    PlaceFacts(std::string directory, std::optional<std::string> branch)
        : directory_(std::move(directory)), branch_(std::move(branch)) {}

    std::optional<std::string> branch() override;

private:
    std::string directory_;
    std::optional<std::string> branch_;
    bool asked_ = false;
};

// The branch checked out in `directory` or the nearest repository above it; nothing when there is none.
std::optional<std::string> branch_at(const std::string& directory);

}  // namespace scc::safety
