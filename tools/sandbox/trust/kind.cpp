#include "kind.hpp"

#include <sys/stat.h>

#include "base/path.hpp"

namespace scc::sandbox::trust {

Kind kind_of(const std::string& path) {
    struct stat status = {};
    if (::lstat(path.c_str(), &status) != 0) return Kind::nothing;
    if (S_ISREG(status.st_mode)) return Kind::file;
    if (S_ISDIR(status.st_mode)) return Kind::directory;
    return S_ISLNK(status.st_mode) ? Kind::link : Kind::other;
}

Kind kind_below(const std::string& root, const std::string& path) {
    const std::string above(path::parent(path));
    if (above.size() > root.size() && kind_below(root, above) != Kind::directory) return Kind::nothing;
    return kind_of(path);
}

}  // namespace scc::sandbox::trust
