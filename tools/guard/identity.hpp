// Who the agent is inside the container: its entries in /etc/passwd and /etc/group, its home directory, and the
// directories that must belong to it.
//
// The image knows nothing of the uid that owns a workspace, and the guard is static, so nothing here asks the C library
// about users. What runs here runs as root with CAP_CHOWN and without CAP_DAC_OVERRIDE: a directory is taken over
// before it is read. Paths are walked one step at a time without following symbolic links.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::guard {

struct Identity {
    uid_t uid = 0;
    gid_t gid = 0;
    std::string home;
    std::string shell;
};

// The text of a passwd file in which `identity` has an entry: the one of its uid with home and shell replaced, or a
// new one named "agent".
std::string with_user(std::string_view passwd, const Identity& identity);

// The text of a group file in which its gid has an entry.
std::string with_group(std::string_view group, const Identity& identity);

// The name of the user with that uid; empty when there is none.
std::string name_of(std::string_view passwd, uid_t uid);

// Writes both files below `etc` where they must change.
Result<Done> write_entries(const std::string& etc, const Identity& identity);

// Makes `directory` and what is missing above it, and gives it to the identity. A directory that belongs to it
// already is left as it is; else all that lies in it changes hands, up to other mounts. Directories of root between
// `below` and `directory` are given as well, when it lies there.
Result<Done> own(const std::string& directory, const std::string& below, const Identity& identity);

}  // namespace scc::guard
