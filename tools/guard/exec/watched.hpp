// The files that process 1 tells apart from all others when they are executed.
//
// They are opened once, before the agent starts. A file is one of them when it is the same file under whatever name (a
// hard link, a symbolic link), or a copy: a program with the same layout, or another file with the same bytes, which
// are compared only when the length is the same. A copy whose layout was changed is another program.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.hpp"

namespace scc::guard {

enum class Kind {
    guard,     // this program
    guarded,   // one of the programs that are judged
    loader,    // of dynamic programs: it runs the program that its words name
    assembled  // many programs in one file, which the words choose from: busybox
};

struct Watched {
    Kind kind = Kind::guard;
    std::string name;       // of a guarded program, "git"
    bool diverted = false;  // the guard stands in its place, so nobody else has a reason to execute it
    std::string path;
    file::Descriptor opened;
    dev_t device = 0;
    ino_t inode = 0;
    off_t size = 0;
    std::string layout;  // of a program
};

// The first bytes of an open file, as many as are looked at.
std::string head_of(const file::Descriptor& file);

class WatchedFiles {
public:
    // Those of this container.
    static WatchedFiles of_container();

    // Adds the file at the path where there is one that is not here yet.
    void add(Kind kind, const std::string& path, const std::string& name = {}, bool diverted = false);

    // The one that an open file, which begins with `head`, is or is a copy of; nullptr for every other.
    const Watched* find(const file::Descriptor& file, std::string_view head) const;

    // The one that a path leads to; no copies.
    const Watched* at(const std::string& path) const;

private:
    std::vector<Watched> files_;
};

}  // namespace scc::guard
