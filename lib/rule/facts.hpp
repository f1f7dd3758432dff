// What a verdict may depend on besides the words: the place where the command would run.
//
// Rules run nothing and open nothing themselves. The caller supplies the answers, each asked for at most when a rule
// needs it; "cannot tell" is an answer, and every rule that asks takes it as the stricter of the two.
#pragma once

#include <optional>
#include <string>

namespace scc::rule {

class Facts {
public:
    virtual ~Facts() = default;

    // The branch checked out where the command runs; nothing when it is detached, no repository, or unknown.
    virtual std::optional<std::string> branch() { return std::nullopt; }

    // Whether the work tree and the index hold nothing that is not committed.
    virtual std::optional<bool> clean() { return std::nullopt; }
};

}  // namespace scc::rule
