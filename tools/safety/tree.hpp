// The commands of a line as a tree: below each stands what it runs.
//
// The walker shows commands in the order they run, each with the frames it is inside of (shell/trace.hpp). What a
// command carries comes after it and is its child; what runs in its substitutions comes before it and is its child as
// well. What the same text makes of the same words again, in a loop, stands there once.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "rule/judge.hpp"
#include "shell/command.hpp"

namespace scc::safety {

// Why a command is run that is not written in the line itself, or in the words of the command above it.
struct Reason {
    shell::Frame::Kind kind = shell::Frame::Kind::command;
    std::string name;
    shell::Span span;
    std::size_t id = 0;
};

struct Node {
    std::size_t depth = 0;
    std::vector<std::string> words;  // with shell::unknown in them
    shell::Span span;
    std::string directory;
    std::vector<Reason> inside;  // one for each level of depth
    std::vector<shell::Use> uses;
    rule::Verdict verdict;
};

class Tree {
public:
    void add(const shell::Simple& command, rule::Verdict verdict);

    // In the order in which people read a tree, each node before those below it.
    const std::vector<Node>& nodes() const { return nodes_; }

private:
    bool is_below_skipped(const shell::Simple& command);
    std::size_t first_within(const Node& node) const;

    std::vector<Node> nodes_;
    std::set<std::string> seen_;
    std::set<std::size_t> entered_;  // frames so far
    std::set<std::size_t> skipped_;  // those of what was seen before
    std::set<std::size_t> adopted_;  // substitutions that have their command
    std::vector<bool> last_seen_;    // by depth, whether the command shown last there was seen before
};

}  // namespace scc::safety
