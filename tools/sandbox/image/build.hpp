// Building one image: its context, what goes into it from the host, and the engine's build.
//
// Nothing is fetched inside a build. Packages of Debian are in the base where it is made here; the packages of an
// agent are fetched by the host's npm, checked against its pin and put into the context. The caller holds the images
// lock.
#pragma once

#include <string>

#include "image.hpp"

namespace scc::sandbox {

// A directory that is gone with its owner.
struct Folder {
    std::string path;
    explicit Folder(std::string directory) : path(std::move(directory)) {}
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

// Builds `recipe` on `base` (a reference; empty: its Debian is found or made) and returns the reference of the result.
// A build that fails or is interrupted leaves its log and nothing else.
Result<std::string> build(const Engine& engine,
                          const Recipe& recipe,
                          const std::string& base,
                          const BuildOptions& options,
                          const Progress& progress);

// Code::tool with `what` and the last lines of what a program wrote, each a further fault.
Error failed_build(const std::string& what, const std::string& output, const std::string& hint);

}  // namespace scc::sandbox
