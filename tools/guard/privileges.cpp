#include "privileges.hpp"

#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "say.hpp"

namespace scc::guard {
namespace {

constexpr const char* needed = "start the container with the capabilities CHOWN, SETGID, SETPCAP and SETUID";

Error refused(std::string_view step) {
    Error error = failure(Code::prereq, step, "process 1");
    error.hint = needed;
    return error;
}

struct Sets {
    __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = {};
};

Result<Done> empty_bounding_set() {
    for (unsigned long capability = 0;; ++capability) {
        const int held = ::prctl(PR_CAPBSET_READ, capability);
        if (held < 0) return Done{};
        if (held == 1 && ::prctl(PR_CAPBSET_DROP, capability) != 0) return refused("take a capability from");
    }
}

Result<Done> empty_sets() {
    if (::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) != 0) return refused("take capabilities from");
    Sets none;
    if (::syscall(SYS_capset, &none.header, none.data) != 0) return refused("take capabilities from");
    return Done{};
}

Result<Done> change_user(uid_t uid, gid_t gid) {
    if (::setgroups(0, nullptr) != 0) return refused("take the groups from");
    if (::setresgid(gid, gid, gid) != 0) return refused("change the group of");
    if (::setresuid(uid, uid, uid) != 0) return refused("change the user of");
    return Done{};
}

}  // namespace

bool is_root() { return ::geteuid() == 0; }

Result<Done> drop_privileges(uid_t uid, gid_t gid) {
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused("set no_new_privs for");
    if (is_root()) {
        SCC_CHECK(empty_bounding_set());
        SCC_CHECK(change_user(uid, gid));
    } else if (uid != ::geteuid() || gid != ::getegid()) {
        errno = EPERM;
        return refused("change the user of");
    }
    return empty_sets();
}

}  // namespace scc::guard
