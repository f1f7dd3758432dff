// A path in a directory that an agent writes to, reached so that no link of its making leads elsewhere: every directory
// on the way is opened as one, from the mounted directory down, and what is done is done in the last of them.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/file.hpp"
#include "kind.hpp"

namespace scc::sandbox::trust {

// What there is, as far as it can be put back.
struct State {
    Kind kind = Kind::nothing;
    std::string bytes;  // of a file its content, of a link where it leads, of a directory a digest of what is in it
    mode_t mode = 0644;
    uid_t uid = 0;
    gid_t gid = 0;
};

bool is_same(const State& a, const State& b);

class Place {
public:
    // `path` lies in `root`, which is a path that the agent cannot change.
    Place(const std::string& root, const std::string& path);

    // A file that is too long or a pipe is `other`, and nothing of it is read. What a directory holds is looked at only
    // where that is asked for.
    State state(bool with_entries = false) const;

    // Changes with everything that is done to what stands there, as far as that can be told without reading it.
    std::string stamp() const;

    // Moves what stands there to a name beside it that means nothing to any program, and returns that name's path;
    // nothing when nothing was there.
    Result<std::optional<std::string>> set_aside(const std::string& suffix) const;

    // Makes it a file or a link as in `state`.
    Result<Done> put(const State& state) const;

private:
    Error failed(const std::string& what) const;

    std::string path_;
    std::string name_;
    file::Descriptor directory_;  // none when a directory on the way is missing or is none
};

}  // namespace scc::sandbox::trust
