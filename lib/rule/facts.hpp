// What a verdict may depend on besides the words: the place where the command would run.
//
// Rules run nothing and open nothing themselves. The caller supplies the answers, each asked for at most when a rule
// needs it; "cannot tell" is an answer, and every rule that asks takes it as the stricter of the two.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace scc::rule {

class Facts {
public:
    virtual ~Facts() = default;

    // The directory the line begins in; absolute.
    virtual std::optional<std::string> cwd() { return std::nullopt; }

    // The root of the workspace; absolute. Unknown, it is the directory the line begins in.
    virtual std::optional<std::string> workspace() { return std::nullopt; }

    // What "~" and $TMPDIR stand for; absolute.
    virtual std::optional<std::string> home() { return std::nullopt; }
    virtual std::optional<std::string> scratch() { return std::nullopt; }

    // An absolute path with its symbolic links resolved; nothing when it does not exist.
    virtual std::optional<std::string> real(const std::string& /*path*/) { return std::nullopt; }

    // The moment it is, for exceptions that end.
    virtual std::optional<time::Seconds> now() { return std::nullopt; }

    // The branch checked out where the command runs; nothing when it is detached, no repository, or unknown.
    virtual std::optional<std::string> branch() { return std::nullopt; }

    // Whether the work tree and the index hold nothing that is not committed.
    virtual std::optional<bool> clean() { return std::nullopt; }

    // What the repository's configuration says a subcommand stands for; nothing when it is no alias.
    virtual std::optional<std::string> alias(std::string_view /*verb*/) { return std::nullopt; }
};

}  // namespace scc::rule
