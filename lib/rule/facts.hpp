// What a verdict may depend on besides the words: the place where the command would run.
//
// Rules run nothing and open nothing themselves. The caller supplies the answers, each asked for at most when a rule
// needs it; "cannot tell" is an answer, and every rule that asks takes it as the stricter of the two.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "rule/rule.hpp"

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

    // The branch checked out in the work tree that holds a directory, which is a path from where the line begins
    // (shell/directory.hpp); empty when HEAD is detached, nothing when there is no repository or nobody knows.
    virtual std::optional<std::string> branch(const std::string& /*directory*/) { return std::nullopt; }

    // Whether the work tree that holds the directory has nothing that a command could lose of.
    virtual std::optional<bool> clean(const std::string& /*directory*/, Loss /*loss*/) { return std::nullopt; }

    // What the repository's configuration says a subcommand stands for; nothing when it is no alias.
    virtual std::optional<std::string> alias(std::string_view /*verb*/) { return std::nullopt; }
};

}  // namespace scc::rule
