// What the guard can tell the rules about the place its own words run in. It reads small files; the real git is asked
// only whether there is something to lose.
#pragma once

#include <optional>
#include <string>

#include "rule/local.hpp"

namespace scc::guard {

class Facts : public rule::LocalFacts {
public:
    // `git` is where the real one lies.
    explicit Facts(std::string git);

    std::optional<bool> clean(const std::string& directory, rule::Loss loss) override;

private:
    std::string git_;
};

}  // namespace scc::guard
