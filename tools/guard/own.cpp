#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>
#include <memory>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "identity.hpp"
#include "say.hpp"

namespace scc::guard {
namespace {

using file::Descriptor;

constexpr int step_flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

struct Entry {
    uid_t uid = 0;
    bool directory = false;
    bool mount = false;  // something is mounted here
    dev_t device = 0;
};

Result<Entry> look(int directory, const char* name) {
    struct statx found = {};
    if (::statx(directory, name, AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH, STATX_BASIC_STATS, &found) != 0) {
        return failure(Code::tool, "look at", name);
    }
    return Entry{.uid = found.stx_uid,
                 .directory = S_ISDIR(found.stx_mode),
                 .mount = (found.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0,
                 .device = makedev(found.stx_dev_major, found.stx_dev_minor)};
}

Result<Done> give(int directory, const char* name, uid_t uid, gid_t gid, const std::string& shown) {
    if (::fchownat(directory, name, uid, gid, AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW) == 0) return Done{};
    return failure(Code::tool, "give away", shown);
}

// Gives away what lies in the open directory, the deepest first, and then the directory: a start that is cut short
// leaves a directory of root, and the next one begins again. For the time of reading it belongs to root, who could not
// read it otherwise.
Result<Done> give_tree(int directory, dev_t device, const Identity& to, const std::string& shown) {
    SCC_CHECK(give(directory, "", 0, 0, shown));
    const int readable = ::openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (readable < 0) return failure(Code::tool, "read", shown);
    const std::unique_ptr<DIR, int (*)(DIR*)> listing(::fdopendir(readable), ::closedir);
    while (const dirent* found = ::readdir(listing.get())) {
        const std::string_view name = found->d_name;
        if (name == "." || name == "..") continue;
        const std::string path = path::join(shown, name);
        SCC_TRY(const Entry entry, look(directory, found->d_name));
        if (entry.mount || entry.device != device) continue;
        if (!entry.directory) {
            SCC_CHECK(give(directory, found->d_name, to.uid, to.gid, path));
            continue;
        }
        const Descriptor below(::openat(directory, found->d_name, step_flags));
        if (!below) return failure(Code::tool, "enter", path);
        SCC_CHECK(give_tree(below.number(), device, to, path));
    }
    return give(directory, "", to.uid, to.gid, shown);
}

// One step down, making the directory when it is missing.
Result<Descriptor> step(int directory, const std::string& name, const std::string& shown) {
    if (::mkdirat(directory, name.c_str(), 0755) != 0 && errno != EEXIST) return failure(Code::tool, "make", shown);
    Descriptor below(::openat(directory, name.c_str(), step_flags));
    if (!below) return failure(Code::tool, "enter", shown);
    return below;
}

}  // namespace

Result<Done> own(const std::string& directory, const std::string& below, const Identity& identity) {
    Descriptor place(::open("/", step_flags));
    std::string shown;
    std::vector<std::pair<Descriptor, std::string>> between;
    for (const std::string& name : text::words(directory, '/')) {
        shown += "/" + name;
        SCC_TRY(Descriptor next, step(place.number(), name, shown));
        if (shown != directory && shown != below && path::is_within(shown, below)) {
            between.emplace_back(::fcntl(next.number(), F_DUPFD_CLOEXEC, 0), shown);
        }
        place = std::move(next);
    }
    SCC_TRY(const Entry entry, look(place.number(), ""));
    if (entry.uid != identity.uid) SCC_CHECK(give_tree(place.number(), entry.device, identity, directory));
    for (const auto& [opened, path] : between) {
        SCC_TRY(const Entry step_entry, look(opened.number(), ""));
        if (step_entry.uid == 0) SCC_CHECK(give(opened.number(), "", identity.uid, identity.gid, path));
    }
    return Done{};
}

}  // namespace scc::guard
