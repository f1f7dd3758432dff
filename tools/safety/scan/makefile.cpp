// Makefiles: two passes over the lines. The first takes what variables stand for, the second the recipes, expanded.
#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "scan/format.hpp"
#include "scan/lines.hpp"
#include "scan/make_text.hpp"

namespace scc::safety {
namespace {

struct Assignment {
    std::string name;
    std::string_view operation;
    std::string_view value;
    std::size_t at = 0;  // of the value in the line
};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// "export NAME := value", "target: NAME = value" and plain ones; nothing for any other line.
std::optional<Assignment> assignment_in(std::string_view line) {
    constexpr std::string_view operations[] = {":::=", "::=", ":=", "?=", "+=", "!=", "="};
    std::size_t depth = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '#' || c == ';') return std::nullopt;
        if (c == '(' || c == '{') ++depth;
        if ((c == ')' || c == '}') && depth > 0) --depth;
        if (depth > 0) continue;
        for (const std::string_view operation : operations) {
            if (!line.substr(at).starts_with(operation)) continue;
            std::string_view name = text::trim(line.substr(0, at));
            const std::size_t begin = name.find_last_of(": \t");
            if (begin != std::string_view::npos) name.remove_prefix(begin + 1);
            if (name.empty()) return std::nullopt;
            std::size_t value = at + operation.size();
            while (value < line.size() && is_blank(line[value])) ++value;
            return Assignment{std::string(name), operation, line.substr(value), value};
        }
    }
    return std::nullopt;
}

// Where the recipe begins that stands behind ";" in a rule's line, and what its one target is.
struct Rule {
    std::string target;
    std::size_t recipe = std::string_view::npos;
};

std::optional<Rule> rule_in(std::string_view line) {
    std::size_t depth = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '#') return std::nullopt;
        if (c == '(' || c == '{') ++depth;
        if ((c == ')' || c == '}') && depth > 0) --depth;
        if (c != ':' || depth > 0) continue;
        Rule rule;
        const std::string_view target = text::trim(line.substr(0, at));
        if (target.find_first_of(" \t%$") == std::string_view::npos) rule.target = target;
        const std::size_t semicolon = line.find(';', at);
        if (semicolon != std::string_view::npos) rule.recipe = semicolon + 1;
        return rule;
    }
    return std::nullopt;
}

// A line of the makefile with those that a backslash joins to it.
struct Joined {
    std::vector<Line> lines;

    // Continuations are one blank.
    std::string text() const {
        std::string made;
        for (const Line& line : lines) {
            if (!made.empty()) made.back() = ' ';
            made += made.empty() ? line.text : line.text.substr(indentation_of(line.text));
        }
        return made;
    }
};

Joined take_joined(Lines& lines) {
    Joined joined;
    do {
        joined.lines.push_back(lines.take());
    } while (is_continued(joined.lines.back().text) && !lines.at_end());
    return joined;
}

bool is_word(std::string_view line, std::string_view word) {
    const std::string_view text = text::trim(line);
    return text.starts_with(word) && (text.size() == word.size() || is_blank(text[word.size()]));
}

// Lines that are neither assignments nor rules.
bool is_directive(std::string_view line) {
    constexpr std::string_view words[] = {"ifeq",
                                          "ifneq",
                                          "ifdef",
                                          "ifndef",
                                          "else",
                                          "endif",
                                          "endef",
                                          "include",
                                          "-include",
                                          "sinclude",
                                          "vpath",
                                          "undefine"};
    return std::ranges::any_of(words, [&](std::string_view word) { return is_word(line, word); });
}

class Makefile {
public:
    explicit Makefile(std::string_view bytes) : bytes_(bytes) {}

    std::vector<Script> read() && {
        collect();
        in_rule_ = false;
        make::Expander expander(variables_);
        expander_ = &expander;
        Lines lines(bytes_);
        while (!lines.at_end()) take(lines);
        finish();
        for (Script& script : std::move(expander).shells()) scripts_.push_back(std::move(script));
        return std::move(scripts_);
    }

private:
    bool is_recipe(const Line& line) const { return in_rule_ && !line.text.empty() && line.text[0] == prefix_; }

    // What a line that is no recipe is; says whether recipes may follow it.
    struct Kind {
        std::optional<Assignment> assignment;
        std::optional<Rule> rule;
        std::string defined;  // by "define"
    };

    Kind kind_of(std::string_view text) {
        Kind kind;
        if (is_word(text, "define")) {
            kind.defined = text::trim(text::trim(text).substr(6));
            kind.defined = kind.defined.substr(0, kind.defined.find_first_of(" \t=:?+"));
            in_rule_ = true;
        } else if (!is_directive(text)) {
            kind.assignment = assignment_in(text);
            if (!kind.assignment) kind.rule = rule_in(text);
            if (kind.assignment || kind.rule) in_rule_ = kind.rule.has_value();
        }
        return kind;
    }

    // What variables stand for, and settings of the whole file.
    void collect() {
        Lines lines(bytes_);
        while (!lines.at_end()) {
            const bool recipe = is_recipe(lines.peek());
            const Joined joined = take_joined(lines);
            if (recipe) continue;
            const std::string text = joined.text();
            if (text.starts_with(".ONESHELL:")) one_shell_ = true;
            const Kind kind = kind_of(text);
            if (!kind.defined.empty()) variables_.forget(kind.defined);
            const auto& made = kind.assignment;
            if (!made) continue;
            if (made->name == ".RECIPEPREFIX") prefix_ = made->value.empty() ? '\t' : made->value[0];
            std::string_view value = made->value;
            for (std::size_t at = value.find('#'); at != std::string_view::npos; at = value.find('#', at + 1)) {
                if (at == 0 || value[at - 1] != '\\') value = text::trim(value.substr(0, at));
            }
            if (made->operation == "!=") variables_.forget(made->name);
            else variables_.assign(made->name, made->operation, std::string(value));
        }
    }

    void take(Lines& lines) {
        if (is_recipe(lines.peek())) return recipe(take_joined(lines), 1);
        const Joined joined = take_joined(lines);
        const std::string text = joined.text();
        const bool silent = text.empty() || text.find_first_not_of(" \t") == std::string::npos || text[0] == '#';
        if (silent) return;
        const Kind kind = kind_of(text);
        if (kind.assignment || kind.rule || !kind.defined.empty()) {
            finish();
            target_ = kind.rule ? kind.rule->target : "";
        }
        if (kind.assignment) return run_by_assignment(joined, *kind.assignment);
        if (kind.rule && kind.rule->recipe < joined.lines[0].text.size()) return recipe(joined, kind.rule->recipe);
        Script ignored;
        for (const Line& line : joined.lines) expander_->expand(line.text, line.offset, "", ignored);
    }

    // "NAME != command", and $(shell ...) in values.
    void run_by_assignment(const Joined& joined, const Assignment& made) {
        Script script;
        for (std::size_t i = 0; i < joined.lines.size(); ++i) {
            const Line& line = joined.lines[i];
            const std::size_t from = i == 0 ? std::min(made.at, line.text.size()) : 0;
            expander_->expand(line.text.substr(from), line.offset + from, "", script);
            script.put("\n", {line.end, line.end});
        }
        if (made.operation != "!=") return;
        script.part = "variable " + text::quoted(made.name);
        scripts_.push_back(std::move(script));
    }

    // One line of a recipe, from byte `from` of its first line on; a backslash at an end is left to the shell.
    void recipe(const Joined& joined, std::size_t from) {
        bool first = true;
        for (const Line& line : joined.lines) {
            std::string_view text = line.text;
            std::size_t begin = 0;
            if (first) begin = std::min(from, text.size());
            else if (is_recipe(line)) begin = 1;
            if (first || one_shell_) {
                while (begin < text.size() && std::string_view("@-+ \t").find(text[begin]) < 5) ++begin;
            }
            expander_->expand(text.substr(begin), line.offset + begin, target_, pending_);
            pending_.put("\n", {line.offset + text.size(), line.end});
            first = false;
        }
        if (!one_shell_) finish();
    }

    void finish() {
        const bool blank = text::trim(pending_.text()).empty();
        Script script = std::exchange(pending_, {});
        if (blank) return;
        script.part = target_.empty() ? "a recipe" : "target " + text::quoted(target_);
        scripts_.push_back(std::move(script));
    }

    std::string_view bytes_;
    make::Variables variables_;
    make::Expander* expander_ = nullptr;
    std::vector<Script> scripts_;
    Script pending_;
    std::string target_;
    char prefix_ = '\t';
    bool one_shell_ = false;
    bool in_rule_ = false;
};

}  // namespace

Result<std::vector<Script>> read_makefile(std::string_view bytes) { return Makefile(bytes).read(); }

}  // namespace scc::safety
