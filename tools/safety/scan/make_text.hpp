// What make makes of the text of a recipe: "$$" is a dollar sign, "$(NAME)" what the makefile gives that name.
//
// A variable that is given several values, or none, is not known; so are functions, except that the commands of
// "$(shell ...)" are scripts themselves. What the environment of a user always has stays a shell's variable.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scan/script.hpp"

namespace scc::safety::make {

inline constexpr std::size_t max_nested = 16;         // references within values
inline constexpr std::size_t max_value = 1U << 16U;   // bytes of a text after expansion
inline constexpr std::size_t max_shells = 10'000;     // $(shell ...) of a file
inline constexpr std::size_t max_total = 16U << 20U;  // bytes that all expansions of a file make

class Variables {
public:
    // An assignment "NAME = value"; `operation` is "=", ":=", "?=", "+=" and so on.
    void assign(const std::string& name, std::string_view operation, std::string value);
    void forget(const std::string& name) { values_[name] = {{}, false}; }

    // The value of a name; nullptr when it is not known.
    const std::string* find(std::string_view name) const;

private:
    struct Value {
        std::string text;
        bool known = true;
    };

    std::map<std::string, Value, std::less<>> values_;
};

class Expander {
public:
    explicit Expander(const Variables& variables) : variables_(variables) {}

    // `text` stands at `offset` in the file; `target` is what "$@" stands for, empty when that is not known.
    void expand(std::string_view text, std::size_t offset, std::string_view target, Script& into);

    // What "$(shell ...)" ran in all that was expanded.
    std::vector<Script> shells() && { return std::move(shells_); }

private:
    // The bytes of a value come from the reference to it.
    struct Source {
        std::size_t offset = 0;
        bool verbatim = true;
        shell::Span fixed;

        shell::Span span(std::size_t begin, std::size_t end) const {
            return verbatim ? shell::Span{offset + begin, offset + end} : fixed;
        }
    };

    void expand(std::string_view text, const Source& source, std::string_view target, Script& into);
    void reference(
        std::string_view inner, const Source& source, shell::Span span, std::string_view target, Script& into);
    void put(std::string_view bytes, const Source& source, std::size_t at, Script& into);

    const Variables& variables_;
    std::vector<Script> shells_;
    std::size_t nested_ = 0;
    std::size_t made_ = 0;
};

}  // namespace scc::safety::make
