// The file that a path leads another process to.
//
// Process 1 looks it up as the caller would: from the caller's root or directory, in the caller's mounts, with the
// caller in the place of /proc/self. Where both have the same root and no link of /proc is on the way, one openat2 does
// all of that; else the path is walked step by step.
#pragma once

#include <sys/types.h>

#include <string>

#include "base/file.hpp"

namespace scc::guard {

// A path as a call names it: absolute, or from `directory`, a descriptor of the process or AT_FDCWD. Empty: the file
// behind that descriptor.
struct Place {
    pid_t process = 0;
    int directory = 0;
    std::string path;
};

// The file, opened with O_PATH; or why there is none, as an error number.
struct Found {
    file::Descriptor file;
    int error = 0;
};

Found resolve(const Place& place);

}  // namespace scc::guard
