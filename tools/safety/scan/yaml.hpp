// YAML as a tree whose scalars know the bytes they come from.
//
// libyaml reads the events; anchors are followed by reference and never copied, so that a small file stays small.
// What a scalar's style makes of its bytes (indentation, folding, escapes) is retraced, byte for byte.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "scan/script.hpp"

namespace scc::safety::yaml {

inline constexpr std::size_t max_depth = 100;
inline constexpr std::size_t max_nodes = 500'000;

struct Node {
    enum class Kind {
        scalar,
        list,
        map,  // keys and values in turn
    };

    Kind kind = Kind::scalar;
    std::string tag;           // "!reference", when one is written
    Script text;               // of a scalar
    std::vector<Node*> items;  // what an alias stands for is the same node again
};

class Document {
public:
    // Code::config with "LINE:COLUMN" when the bytes are no YAML, or exceed a limit.
    static Result<Document> read(std::string_view bytes);

    // The top of each document in the stream.
    const std::vector<const Node*>& roots() const { return roots_; }

private:
    friend class Builder;
    std::vector<std::unique_ptr<Node>> nodes_;
    std::vector<const Node*> roots_;
};

// The value of a key; nullptr when the node is no map or has no such key.
const Node* value_of(const Node* node, std::string_view key);

// The text of a scalar; empty for anything else.
std::string_view scalar_of(const Node* node);

}  // namespace scc::safety::yaml
