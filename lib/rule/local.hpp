// What a few small files tell about the place of a command. Nothing is run.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "rule/facts.hpp"

namespace scc::rule {

class LocalFacts : public Facts {
public:
    // `directory` is where the line begins; empty: not known.
    explicit LocalFacts(std::string directory) : directory_(std::move(directory)) {}

    std::optional<std::string> cwd() override;
    std::optional<std::string> workspace() override;
    std::optional<std::string> home() override;
    std::optional<std::string> scratch() override;
    std::optional<std::string> real(const std::string& path) override;
    std::optional<time::Seconds> now() override;
    std::optional<std::string> branch(const std::string& directory) override;

protected:
    const std::string& directory() const { return directory_; }

    // A directory of the line as a path; nothing when it is not known, or the environment names another repository.
    std::optional<std::string> path_of(const std::string& directory) const;

private:
    std::string directory_;
};

}  // namespace scc::rule
