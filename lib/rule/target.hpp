// What a command does to which file, and what kind of place that is.
//
// A target is judged by where it lies, seen from the directory the command runs in: nothing is opened, except that the
// caller may resolve symbolic links (Facts::real). Where the workspace's path is not known, a relative path that stays
// below is inside it. A word that cannot be known is `unknown`, unless what is known of it decides: "build/?" is inside
// whatever follows, and "./?" may be the workspace itself.
//
// What runs in another container has other files: its system directories and homes are made anew from an image, and
// nobody here can tell which of its paths lead back to this machine. There only what is gone as a whole counts: the
// root, a device, and what is not known. What a container is given of this machine is judged where it is given
// (containers/mount-host).
#pragma once

#include <string_view>

#include "shell/argument.hpp"

namespace scc::rule {

enum class Where {
    inside,     // below the workspace
    scratch,    // below /tmp, /var/tmp or $TMPDIR
    harmless,   // /dev/null and its like
    outside,    // somewhere else
    unknown,    // not known before the line runs
    home_file,  // below somebody's home
    home_key,   // a file there that logins, shells or credentials depend on
    home,       // a home, or everything in it
    git,        // a part of .git that holds history
    workspace,  // the workspace itself, everything in it, or a directory around it
    system,     // a directory the system needs, or something below it
    root,       // "/"
    device,     // a disk, or memory
};

enum class Act {
    remove,     // it is gone
    empty,      // gone only when there is nothing in it: rmdir
    move,       // it is gone from there
    overwrite,  // its content is
    append,     // something is added to its content
    alter,      // mode or owner
};

struct Target {
    Act act = Act::remove;
    bool recursive = false;
    bool forced = false;
    Where where = Where::inside;
    shell::Span span;
};

struct Place;

// Where the file lies that a word names, for a command that runs in place.directory.
Where where_is(std::string_view word, Place& place);

}  // namespace scc::rule
