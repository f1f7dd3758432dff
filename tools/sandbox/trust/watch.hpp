// What of a workspace git on the machine obeys although the sandbox can write it, looked at when a session begins,
// while it lasts and when it has ended.
//
//     begin ─► what there is, kept in the session's directory
//     glance ─► while the agent runs, for what can be told by a file's stamp
//     end ─► the report: what was taken back, what was moved away, what people should know
//
// What is kept lies in a file, so that the next scc command can do what a killed one could not (run/sweep.hpp). A
// session that begins while another of the same repository lasts takes over what that one began with: whatever an agent
// has just written is no beginning.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "model/workspace.hpp"
#include "place.hpp"

namespace scc::sandbox::trust {

// What is done about a path that is not as it was.
enum class Care {
    settings,  // of git: those with power are taken back, the others stay
    whole,     // put back, or moved away when there was nothing
    pointer,   // to a git directory: put back unless it is gone, and where there was none, none but a repository may be
    told,      // people are told
};

struct Watched {
    std::string root;  // the mounted directory it lies in
    std::string path;
    Care care = Care::told;
    State before;
};

struct Report {
    std::vector<std::string> taken_back;  // "core.hooksPath in .git/config: it runs a program"
    std::vector<std::string> moved;       // "PATH: PLACE"
    std::vector<std::string> changed;
    std::vector<std::string> failed;

    bool is_empty() const;
};

class Watch {
public:
    Watch() = default;

    // Of the workspace and what its configuration protects; `others` are sessions that last, by their directories.
    static Watch begin(const model::Workspace& workspace,
                       const std::vector<std::string>& protected_files,
                       const std::vector<std::string>& others);

    // In the session's directory, where what is taken back is kept as well.
    Result<Done> save(const std::string& directory);
    static Result<Watch> load(const std::string& directory);

    // Takes back what can be taken back while the agent may be writing; at most once a second.
    void glance();

    // After it. What `glance` did is in the report as well.
    Report end();
    const Report& report() const { return report_; }

private:
    std::string directory_;
    model::Workspace workspace_;
    std::vector<Watched> watched_;
    std::map<std::string, std::string> stamps_;  // by path
    std::chrono::steady_clock::time_point last_glance_;
    Report report_;
};

// Lines for people; none when nothing is to be told.
std::vector<std::string> text_of(const Report& report);

}  // namespace scc::sandbox::trust
