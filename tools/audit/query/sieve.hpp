// Which lines cannot be wanted, told by their bytes alone.
//
// A question usually wants a few lines of millions. Each filter that names one value gives a text that stands in every
// line it wants, such as "web" with its quotes for a team: the longest is looked for in whole blocks, the others in the
// lines it was found in, and only what is left is parsed. The texts are values as JSON writes them, without their key,
// so that lines that were not written by this program are found as well.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "query/wanted.hpp"

namespace scc::audit {

class Sieve {
public:
    explicit Sieve(const Wanted& wanted);

    // Calls `each` with every line of `lines` that may be wanted, without its newline.
    void for_each(std::string_view lines, const std::function<void(std::string_view)>& each) const;

private:
    bool lets_through(std::string_view line) const;

    std::vector<std::string> needles_;  // the longest first
    std::string since_;                 // lines of an earlier time are not wanted
    std::string until_;
};

}  // namespace scc::audit
