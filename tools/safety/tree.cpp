#include "tree.hpp"

#include <algorithm>

namespace scc::safety {
namespace {

using shell::Frame;

Node node_of(const shell::Simple& command, rule::Verdict verdict) {
    Node node{.depth = command.inside.size(),
              .span = command.span,
              .directory = std::string(command.directory),
              .uses = {command.uses.begin(), command.uses.end()},
              .verdict = std::move(verdict)};
    for (const shell::Argument& word : command.words) node.words.push_back(word.text);
    for (const Frame& frame : command.inside) {
        node.inside.push_back({frame.kind, std::string(frame.name), frame.span, frame.id});
    }
    return node;
}

// What makes a command the same as another within the same frame.
std::string key_of(const Node& node) {
    std::string key = node.inside.empty() ? "0" : std::to_string(node.inside.back().id);
    key += ":" + std::to_string(node.span.begin) + ":" + std::to_string(node.span.end);
    for (const std::string& word : node.words) key += "\n" + word;
    return key;
}

bool is_within(shell::Span inner, shell::Span outer) { return outer.begin <= inner.begin && inner.end <= outer.end; }

}  // namespace

// What a command that was seen before carries was seen as well.
bool Tree::is_below_skipped(const shell::Simple& command) {
    for (std::size_t depth = 0; depth < command.inside.size(); ++depth) {
        const Frame& frame = command.inside[depth];
        if (skipped_.contains(frame.id)) return true;
        const bool carried = frame.kind != Frame::Kind::substitution && frame.kind != Frame::Kind::variable &&
                             frame.kind != Frame::Kind::uncalled;
        const bool entered = entered_.insert(frame.id).second;
        if (carried && entered && depth < last_seen_.size() && last_seen_[depth]) {
            skipped_.insert(frame.id);
            return true;
        }
    }
    return false;
}

// Where those nodes at the end begin that run in substitutions of this one's words.
std::size_t Tree::first_within(const Node& node) const {
    std::size_t first = nodes_.size();
    while (first > 0) {
        const Node& before = nodes_[first - 1];
        if (before.inside.size() <= node.depth) break;
        const Reason& reason = before.inside[node.depth];
        if (reason.kind != Frame::Kind::substitution || adopted_.contains(reason.id)) break;
        if (!is_within(reason.span, node.span)) break;
        --first;
    }
    return first;
}

void Tree::add(const shell::Simple& command, rule::Verdict verdict) {
    if (is_below_skipped(command)) return;
    Node node = node_of(command, std::move(verdict));
    const std::size_t first = first_within(node);
    const bool seen = !seen_.insert(key_of(node)).second;
    last_seen_.resize(node.depth + 1, false);
    last_seen_[node.depth] = seen;
    const auto at = nodes_.begin() + static_cast<std::ptrdiff_t>(first);
    if (seen) {
        nodes_.erase(at, nodes_.end());
        return;
    }
    for (std::size_t i = first; i < nodes_.size(); ++i) adopted_.insert(nodes_[i].inside[node.depth].id);
    nodes_.insert(at, std::move(node));
}

}  // namespace scc::safety
