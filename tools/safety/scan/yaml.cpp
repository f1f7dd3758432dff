#include "scan/yaml.hpp"

#include <yaml.h>

#include <algorithm>
#include <map>

#include "scan/yaml_scalar.hpp"

namespace scc::safety::yaml {
namespace {

std::string place_of(std::size_t line, std::size_t column) {
    return std::to_string(line + 1) + ":" + std::to_string(column + 1);
}

// libyaml's parser and the event it stands at.
class Events {
public:
    explicit Events(std::string_view bytes) {
        ready_ = yaml_parser_initialize(&parser_) == 1;
        if (!ready_) return;
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    }
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;
    ~Events() {
        drop();
        if (ready_) yaml_parser_delete(&parser_);
    }

    Result<const yaml_event_t*> next() {
        drop();
        if (ready_ && yaml_parser_parse(&parser_, &event_) == 1) {
            held_ = true;
            return &event_;
        }
        const char* problem = ready_ ? parser_.problem : nullptr;
        const bool has_mark = ready_ && parser_.error != YAML_READER_ERROR;
        return Error{Code::config,
                     std::string("this is no YAML: ") + (problem == nullptr ? "it cannot be read" : problem),
                     "",
                     has_mark ? place_of(parser_.problem_mark.line, parser_.problem_mark.column) : "",
                     {}};
    }

private:
    void drop() {
        if (held_) yaml_event_delete(&event_);
        held_ = false;
    }

    yaml_parser_t parser_ = {};
    yaml_event_t event_ = {};
    bool ready_ = false;
    bool held_ = false;
};

std::string text_of(const yaml_char_t* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

Style style_of(yaml_scalar_style_t style) {
    switch (style) {
        case YAML_LITERAL_SCALAR_STYLE: return Style::literal;
        case YAML_FOLDED_SCALAR_STYLE: return Style::folded;
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: return Style::single_quoted;
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return Style::double_quoted;
        case YAML_ANY_SCALAR_STYLE:
        case YAML_PLAIN_SCALAR_STYLE: break;
    }
    return Style::plain;
}

// Where the n-th character begins: libyaml counts characters.
class Characters {
public:
    explicit Characters(std::string_view bytes) {
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            if ((static_cast<unsigned char>(bytes[at]) & 0xc0U) != 0x80U) starts_.push_back(at);
        }
        starts_.push_back(bytes.size());
    }

    std::size_t byte_of(std::size_t character) const { return starts_[std::min(character, starts_.size() - 1)]; }

private:
    std::vector<std::size_t> starts_;
};

}  // namespace

class Builder {
public:
    explicit Builder(std::string_view bytes) : bytes_(bytes), characters_(bytes.substr(mark_size())), events_(bytes) {}

    Result<Document> build() && {
        for (;;) {
            SCC_TRY(const yaml_event_t* event, events_.next());
            if (event->type == YAML_STREAM_END_EVENT) return std::move(document_);
            SCC_CHECK(take(*event));
        }
    }

private:
    std::size_t mark_size() const { return bytes_.starts_with("\xef\xbb\xbf") ? 3 : 0; }

    std::size_t byte_of(const yaml_mark_t& mark) const { return mark_size() + characters_.byte_of(mark.index); }

    Result<Done> take(const yaml_event_t& event) {
        switch (event.type) {
            case YAML_DOCUMENT_START_EVENT: anchors_.clear(); return Done{};
            case YAML_ALIAS_EVENT: return alias(event);
            case YAML_SCALAR_EVENT: return scalar(event);
            case YAML_SEQUENCE_START_EVENT:
                return open(event, Node::Kind::list, event.data.sequence_start.anchor, event.data.sequence_start.tag);
            case YAML_MAPPING_START_EVENT:
                return open(event, Node::Kind::map, event.data.mapping_start.anchor, event.data.mapping_start.tag);
            case YAML_SEQUENCE_END_EVENT:
            case YAML_MAPPING_END_EVENT: open_.pop_back(); return Done{};
            case YAML_NO_EVENT:
            case YAML_STREAM_START_EVENT:
            case YAML_STREAM_END_EVENT:
            case YAML_DOCUMENT_END_EVENT: break;
        }
        return Done{};
    }

    Result<Node*> add(const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag) {
        if (document_.nodes_.size() >= max_nodes || open_.size() >= max_depth) {
            return Error{Code::config,
                         "it is deeper than " + std::to_string(max_depth) + " levels or has more than " +
                             std::to_string(max_nodes) + " values",
                         "",
                         place_of(event.start_mark.line, event.start_mark.column),
                         {}};
        }
        Node* node = document_.nodes_.emplace_back(std::make_unique<Node>()).get();
        node->tag = text_of(tag);
        if (anchor != nullptr) anchors_[text_of(anchor)] = node;
        put(node);
        return node;
    }

    void put(Node* node) {
        if (open_.empty()) document_.roots_.push_back(node);
        else open_.back()->items.push_back(node);
    }

    Result<Done> open(const yaml_event_t& event, Node::Kind kind, const yaml_char_t* anchor, const yaml_char_t* tag) {
        SCC_TRY(Node * node, add(event, anchor, tag));
        node->kind = kind;
        open_.push_back(node);
        return Done{};
    }

    Result<Done> scalar(const yaml_event_t& event) {
        const auto& data = event.data.scalar;
        SCC_TRY(Node * node, add(event, data.anchor, data.tag));
        const std::string_view value(reinterpret_cast<const char*>(data.value), data.length);
        const shell::Span span = {byte_of(event.start_mark), byte_of(event.end_mark)};
        node->text = retraced(value, bytes_, span, style_of(data.style));
        return Done{};
    }

    // An anchor that stands in no part of this file is not known.
    Result<Done> alias(const yaml_event_t& event) {
        const auto found = anchors_.find(text_of(event.data.alias.anchor));
        if (found != anchors_.end()) {
            put(found->second);
            return Done{};
        }
        SCC_TRY(Node * node, add(event, nullptr, nullptr));
        node->text.put_unknown({byte_of(event.start_mark), byte_of(event.end_mark)});
        return Done{};
    }

    std::string_view bytes_;
    Characters characters_;
    Events events_;
    Document document_;
    std::vector<Node*> open_;
    std::map<std::string, Node*> anchors_;
};

Result<Document> Document::read(std::string_view bytes) { return Builder(bytes).build(); }

const Node* value_of(const Node* node, std::string_view key) {
    if (node == nullptr || node->kind != Node::Kind::map) return nullptr;
    for (std::size_t i = 0; i + 1 < node->items.size(); i += 2) {
        if (scalar_of(node->items[i]) == key) return node->items[i + 1];
    }
    return nullptr;
}

std::string_view scalar_of(const Node* node) {
    if (node == nullptr || node->kind != Node::Kind::scalar) return {};
    return node->text.text();
}

}  // namespace scc::safety::yaml
