// What stands at a path, with no symbolic link followed on the way: an agent may have put one anywhere.
#pragma once

#include <string>

namespace scc::sandbox::trust {

enum class Kind {
    nothing,
    file,
    directory,
    link,
    other,  // a pipe, a socket, a device
};

// Of the last component; those before it are followed.
Kind kind_of(const std::string& path);

// Of what stands at `path` below `root`; `nothing` as well when a component between them is no directory.
Kind kind_below(const std::string& root, const std::string& path);

}  // namespace scc::sandbox::trust
