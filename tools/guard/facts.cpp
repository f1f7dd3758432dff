#include "facts.hpp"

#include <vector>

#include "ask.hpp"
#include "base/path.hpp"
#include "rule/git_state.hpp"

namespace scc::guard {

Facts::Facts(std::string git) : LocalFacts(path::current().value_or("")), git_(std::move(git)) {}

std::optional<bool> Facts::clean(const std::string& directory, rule::Loss loss) {
    const auto place = path_of(directory);
    if (!place) return std::nullopt;
    return rule::holds_nothing(loss, [&](const std::vector<std::string>& words) {
        std::vector<std::string> argv = {"git", "-C", *place};
        argv.insert(argv.end(), words.begin(), words.end());
        return answer_of(git_, std::move(argv));
    });
}

}  // namespace scc::guard
