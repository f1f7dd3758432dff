// The `workspace` section of a plan: the directory that is mounted, and the repository it belongs to.
#pragma once

#include <sys/types.h>

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "wire/reader.hpp"

namespace scc::model {

struct Worktree {
    std::string name;
    std::string branch;
};

struct Workspace {
    std::string root;                       // absolute, symbolic links resolved: what is mounted
    std::string entry;                      // where the person stood, at or below root: the working directory inside
    std::optional<std::string> repository;  // the repository's common git directory
    std::optional<Worktree> worktree;       // set when root is a linked worktree
    std::optional<std::string> branch;      // what HEAD names; nothing when detached or no repository
    uid_t uid = 0;                          // the owner of root
    gid_t gid = 0;
};

nlohmann::json to_json(const Workspace& workspace);
Workspace read_workspace(wire::Reader& in);

}  // namespace scc::model
