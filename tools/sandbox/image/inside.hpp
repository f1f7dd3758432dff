// What is inside an image that the engine has: a container without a network and without a right lists it.
#pragma once

#include <map>
#include <string>

#include "engine/engine.hpp"

namespace scc::sandbox {

struct Inside {
    std::map<std::string, std::string> debian;  // versions by package
    std::string guard;                          // its version; empty: the image has none
    std::string certificates;                   // how many it trusts
    std::string certificates_digest;            // SHA-256 of all of them
    std::map<std::string, std::string> labels;  // those of scc
};

// Code::tool when the engine does not run it.
Result<Inside> inside(const Engine& engine, const std::string& reference);

// What the container wrote, a line each: "package NAME VERSION", "guard NAME VERSION", "certificates COUNT DIGEST".
Inside listed_inside(const std::string& lines);

}  // namespace scc::sandbox
