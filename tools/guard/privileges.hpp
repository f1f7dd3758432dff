// From root with a handful of capabilities to the workspace's owner with none.
//
// Needed on the way: CAP_CHOWN (home directory, volumes, the event file), CAP_SETPCAP (to empty the bounding set),
// CAP_SETGID and CAP_SETUID. Afterwards nothing that this process starts can gain a privilege again: no_new_privs is
// set, the bounding set is empty, and so is every other set, also for an owner whose uid is 0.
#pragma once

#include <sys/types.h>

#include "base/error.hpp"

namespace scc::guard {

// Whether this process runs as root, and so has an identity to give up.
bool is_root();

// Becomes uid and gid with no supplementary groups and no capability. A process that is not root can only stay who
// it is; it drops what it has as well. Code::prereq when the kernel refuses a step: the agent must not start then.
Result<Done> drop_privileges(uid_t uid, gid_t gid);

}  // namespace scc::guard
