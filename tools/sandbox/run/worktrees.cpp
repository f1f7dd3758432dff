#include "worktrees.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "trust/kind.hpp"
#include "trust/repository.hpp"

namespace scc::sandbox {
namespace {

// What git reads of a work tree when it lists them, or looks for objects that are still needed.
constexpr const char* needed[] = {
    "HEAD", "ORIG_HEAD", "commondir", "config.worktree", "gitdir", "index", "locked", "logs/HEAD"};
constexpr const char* why_locked = "its files are not in this sandbox\n";
constexpr std::size_t longest = 1U << 30U;

class Copy {
public:
    Copy(const model::Workspace& workspace, std::string to) : workspace_(workspace), to_(std::move(to)) {}

    Result<Done> make(const std::string& from) const {
        for (const char* folder : {"", "logs"}) SCC_CHECK(make_folder(path::join(to_, folder)));
        for (const char* name : needed) {
            const std::string source = path::join(from, name);
            if (trust::kind_below(from, source) != trust::Kind::file) continue;
            SCC_TRY(const std::string bytes, file::read(source, longest));
            SCC_CHECK(write(name, bytes));
        }
        return file::exists(path::join(to_, "locked")) ? Result<Done>(Done{}) : write("locked", why_locked);
    }

private:
    Result<Done> make_folder(const std::string& folder) const {
        SCC_CHECK(file::make_directories(folder, 0755));
        return give_away(folder);
    }

    // Without waiting for the disk: nobody needs the copy after this session.
    Result<Done> write(const char* name, const std::string& bytes) const {
        const std::string path = path::join(to_, name);
        const file::Descriptor opened(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (!opened) return Error{Code::tool, "cannot make " + text::quoted(path) + ": " + std::strerror(errno)};
        SCC_CHECK(file::write(opened.number(), bytes, path));
        return give_away(path);
    }

    Result<Done> give_away(const std::string& path) const {
        if (::geteuid() != 0 || ::lchown(path.c_str(), workspace_.uid, workspace_.gid) == 0) return Done{};
        return Error{Code::tool, "cannot give away " + text::quoted(path) + ": " + std::strerror(errno)};
    }

    const model::Workspace& workspace_;
    std::string to_;
};

}  // namespace

Result<std::vector<Mount>> copy_worktrees(const model::Workspace& workspace, const std::string& directory) {
    std::vector<Mount> mounts;
    for (const std::string& folder : trust::repository_of(workspace).siblings) {
        const std::string copy = path::join(directory, "worktrees/" + std::string(path::basename(folder)));
        SCC_CHECK(Copy(workspace, copy).make(folder));
        mounts.push_back({"bind", copy, folder, true});
    }
    return mounts;
}

}  // namespace scc::sandbox
