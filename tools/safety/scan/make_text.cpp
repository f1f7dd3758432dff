#include "scan/make_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::safety::make {
namespace {

// What make itself gives a value.
constexpr std::pair<std::string_view, std::string_view> builtin[] = {{"RM", "rm -f"},
                                                                     {"MAKE", "make"},
                                                                     {"SHELL", "/bin/sh"},
                                                                     {"CC", "cc"},
                                                                     {"CXX", "g++"},
                                                                     {"AR", "ar"},
                                                                     {"CURDIR", "$PWD"},
                                                                     {"HOME", "$HOME"},
                                                                     {"PWD", "$PWD"},
                                                                     {"TMPDIR", "$TMPDIR"},
                                                                     {"USER", "$USER"}};

// Where the reference ends that opens at `at`; npos when it is not closed.
std::size_t closing(std::string_view text, std::size_t at) {
    const char open = text[at];
    const char close = open == '(' ? ')' : '}';
    std::size_t depth = 0;
    for (; at < text.size(); ++at) {
        if (text[at] == open) ++depth;
        if (text[at] == close && --depth == 0) return at;
    }
    return std::string_view::npos;
}

}  // namespace

void Variables::assign(const std::string& name, std::string_view operation, std::string value) {
    const auto found = values_.find(name);
    if (found == values_.end()) {
        values_[name] = {std::move(value), true};
        return;
    }
    Value& before = found->second;
    if (operation == "+=") before.text += (before.text.empty() ? "" : " ") + value;
    else if (before.text != value) before.known = false;
    if (before.text.size() > max_value) before.known = false;
}

const std::string* Variables::find(std::string_view name) const {
    const auto found = values_.find(name);
    return found != values_.end() && found->second.known ? &found->second.text : nullptr;
}

void Expander::put(std::string_view bytes, const Source& source, std::size_t at, Script& into) {
    made_ += bytes.size();
    if (source.verbatim) into.copy(bytes, source.offset + at);
    else into.put(bytes, source.fixed);
}

void Expander::expand(std::string_view text, std::size_t offset, std::string_view target, Script& into) {
    expand(text, Source{.offset = offset}, target, into);
}

void Expander::expand(std::string_view text, const Source& source, std::string_view target, Script& into) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t dollar = std::min(text.find('$', at), text.size());
        put(text.substr(at, dollar - at), source, at, into);
        if (dollar + 1 >= text.size()) return;
        const char next = text[dollar + 1];
        at = dollar + 2;
        if (next == '$') {
            put("$", source, dollar, into);
        } else if (next == '(' || next == '{') {
            const std::size_t end = closing(text, dollar + 1);
            if (end == std::string_view::npos) return into.put_unknown(source.span(dollar, text.size()));
            at = end + 1;
            const Source inner = {source.offset + dollar + 2, source.verbatim, source.fixed};
            reference(text.substr(dollar + 2, end - dollar - 2), inner, source.span(dollar, at), target, into);
        } else {
            const Source inner = {source.offset + dollar + 1, source.verbatim, source.fixed};
            reference(text.substr(dollar + 1, 1), inner, source.span(dollar, at), target, into);
        }
    }
}

// `inner` is what stands between the parentheses.
void Expander::reference(
    std::string_view inner, const Source& source, shell::Span span, std::string_view target, Script& into) {
    const bool too_much = nested_ >= max_nested || into.text().size() > max_value || made_ > max_total;
    if (too_much) return into.put_unknown(span);
    if (inner == "@" && !target.empty()) return into.put(target, span);
    if (inner.starts_with("shell ") || inner.starts_with("shell\t")) {
        if (shells_.size() < max_shells) {
            Script script;
            ++nested_;
            const Source rest = {source.offset + 6, source.verbatim, source.fixed};
            expand(inner.substr(6), rest, target, script);
            --nested_;
            script.part = "$(shell ...)";
            shells_.push_back(std::move(script));
        }
        return into.put_unknown(span);
    }
    const std::string* value = variables_.find(inner);
    if (value != nullptr) {
        ++nested_;
        expand(*value, Source{.verbatim = false, .fixed = span}, target, into);
        --nested_;
        return;
    }
    const auto* const known = std::ranges::find(builtin, inner, &std::pair<std::string_view, std::string_view>::first);
    if (known != std::end(builtin)) into.put(known->second, span);
    else into.put_unknown(span);
}

}  // namespace scc::safety::make
