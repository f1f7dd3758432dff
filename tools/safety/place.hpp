// What a command's place tells about it. Most is read from a few small files; git is asked for what only it knows
// (whether the work tree is clean, what an alias stands for), and only when a rule wants to know. Where the environment
// names a repository, nothing is said about the one that lies here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rule/local.hpp"

namespace scc::safety {

class PlaceFacts : public rule::LocalFacts {
public:
    // What is taken for granted instead of being looked up; `directory` may be empty: then nothing is known.
    struct Known {
        std::string directory;
        std::optional<std::string> workspace;
        std::optional<std::string> branch;
    };

    explicit PlaceFacts(const Known& known)
        : LocalFacts(known.directory), workspace_(known.workspace), known_branch_(known.branch) {}

    std::optional<std::string> workspace() override;
    std::optional<std::string> branch(const std::string& directory) override;
    std::optional<bool> clean(const std::string& directory, rule::Loss loss) override;
    std::optional<std::string> alias(std::string_view verb) override;

private:
    std::optional<std::string> git(const std::string& directory, std::vector<std::string> words) const;

    std::optional<std::string> workspace_;
    std::optional<std::string> known_branch_;
    std::map<std::pair<std::string, rule::Loss>, std::optional<bool>> clean_;
    std::optional<std::map<std::string, std::string>> aliases_;
};

}  // namespace scc::safety
