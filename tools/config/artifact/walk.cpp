#include "walk.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <functional>

#include "archive.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "fetch/git.hpp"
#include "wire/digest.hpp"

namespace scc::config {
namespace {

constexpr int deepest = 64;

Error refused(const std::string& path, const std::string& why) {
    return {Code::config, text::quoted(path) + " " + why, "take it out of the directory"};
}

struct Found {
    std::string path;  // below the tree
    bool is_link = false;
    bool is_program = false;
    std::string bytes;  // or the link's target
};
using Take = std::function<Result<Done>(const Found&)>;

class Walk {
public:
    Walk(const std::string& top, const Take& take) : top_(top), take_(take) {}

    Result<Done> below(const std::string& inner, int depth) {
        if (depth > deepest) return refused(at(inner), "lies too deep");
        SCC_TRY(const std::vector<std::string> names, file::list(at(inner)));
        for (const std::string& name : names) {
            if (inner.empty() && name == ".git") continue;
            SCC_CHECK(one(inner.empty() ? name : inner + "/" + name, depth));
        }
        return Done{};
    }

private:
    std::string at(const std::string& inner) const { return inner.empty() ? top_ : top_ + "/" + inner; }

    Result<Done> one(const std::string& inner, int depth) {
        const std::string path = at(inner);
        struct stat about {};
        if (::lstat(path.c_str(), &about) != 0) return refused(path, std::strerror(errno));
        if (++entries_ > ArchiveLimits::files) {
            return refused(top_, "holds more than " + std::to_string(ArchiveLimits::files) + " files");
        }
        if (S_ISDIR(about.st_mode)) return below(inner, depth + 1);
        if (S_ISLNK(about.st_mode)) return link(inner, path);
        if (!S_ISREG(about.st_mode)) return refused(path, "is no file, directory or link");
        SCC_TRY(std::string bytes, file::read(path, ArchiveLimits::bytes));
        bytes_ += bytes.size();
        if (bytes_ > ArchiveLimits::bytes) {
            return refused(top_, "holds more than " + text::size_of(ArchiveLimits::bytes));
        }
        return take_({inner, false, (about.st_mode & S_IXUSR) != 0, std::move(bytes)});
    }

    Result<Done> link(const std::string& inner, const std::string& path) {
        std::array<char, PATH_MAX> target{};
        const ssize_t length = ::readlink(path.c_str(), target.data(), target.size());
        std::string to(target.data(), length < 0 ? 0 : static_cast<std::size_t>(length));
        if (!stays_inside(inner, to)) return refused(path, "is a symbolic link that leads out of its tree");
        return take_({inner, true, false, std::move(to)});
    }

    const std::string& top_;
    const Take& take_;
    std::size_t entries_ = 0;
    std::size_t bytes_ = 0;
};

Result<Done> walk_with(const std::string& directory, const Take& take) {
    if (!file::is_directory(directory)) {
        return Error{Code::not_found, "there is no directory " + text::quoted(directory), "check the path"};
    }
    return Walk(directory, take).below("", 0);
}

Result<Done> write(const std::string& path, const Found& found) {
    SCC_CHECK(file::make_directories(std::string(path::parent(path)), 0755));
    const mode_t mode = found.is_program ? 0755 : 0644;
    const file::Descriptor out(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!out) return Error{Code::tool, "cannot create " + text::quoted(path) + ": " + std::strerror(errno)};
    return file::write(out.number(), found.bytes, path);
}

}  // namespace

Result<std::vector<WalkedFile>> walk(const std::string& directory) {
    std::vector<WalkedFile> files;
    SCC_CHECK(walk_with(directory, [&](const Found& found) -> Result<Done> {
        files.push_back({found.path, found.is_link, found.is_program, wire::sha256(found.bytes)});
        return Done{};
    }));
    return files;
}

Result<Done> copy_tree(const std::string& from, const std::string& to) {
    std::vector<Found> links;
    SCC_CHECK(file::make_directories(to, 0755));
    SCC_CHECK(walk_with(from, [&](const Found& found) -> Result<Done> {
        if (!found.is_link) return write(path::join(to, found.path), found);
        links.push_back(found);
        return Done{};
    }));
    for (const Found& link : links) {
        const std::string path = path::join(to, link.path);
        SCC_CHECK(file::make_directories(std::string(path::parent(path)), 0755));
        if (::symlink(link.bytes.c_str(), path.c_str()) == 0) continue;
        return Error{Code::tool, "cannot create " + text::quoted(path) + ": " + std::strerror(errno)};
    }
    return Done{};
}

}  // namespace scc::config
