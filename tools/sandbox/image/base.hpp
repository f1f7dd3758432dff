// What images stand on: a Debian from a registry, or one made here from the Debian mirror.
//
// A base somebody named is pulled or the build fails. The default one is also made with debootstrap where no registry
// answers: a root file system with the packages of the image already in it, kept as a tar file that every engine
// imports, so that only the first build needs the mirror.
#pragma once

#include <string>
#include <vector>

#include "image.hpp"

namespace scc::sandbox {

// How long a registry may take to say its first word.
inline constexpr std::chrono::milliseconds registry_patience = std::chrono::seconds(8);

// A reference to the Debian that `recipe` is built on, pulled or made when it is not there.
Result<std::string> base_for(const Engine& engine,
                             const Recipe& recipe,
                             const BuildOptions& options,
                             const Progress& progress);

// Code::tool with the engine's last line and `hint` when no registry gives it.
Result<Done> pull(const Engine& engine,
                  const std::string& reference,
                  const std::string& hint,
                  const Progress& progress);

// Removes from the cache what an interrupted build left.
Result<Done> sweep(const std::string& cache);

// Where packages of a Debian suite come from.
struct Mirror {
    std::string archive;   // "http://deb.debian.org/debian"
    std::string security;  // of the security updates; may be empty
};

// As apt's source lists name them, one-line (`deb URI SUITE …`) and deb822 form, for that suite; the public mirrors
// when they do not name it.
Mirror mirror_in(const std::vector<std::string>& sources, std::string_view suite);

}  // namespace scc::sandbox
