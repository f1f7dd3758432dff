// The reader behind shell/parse.hpp. Its words are read in reader_words.cpp, its commands in
// reader_commands.cpp, assignments and redirections in reader_prefixes.cpp.
//
// After a fault the reader stands at the end of the text, so that every loop ends; the caller asks once, at the end.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shell/parse.hpp"

namespace scc::shell {

// Stands for the unknown byte in a text that is not what the user wrote, where NUL is the end of the text.
inline constexpr char hole = '\xff';

inline bool is_metacharacter(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == ';' || c == '&' || c == '|' || c == '<' || c == '>' || c == '(' ||
           c == ')';
}
inline bool is_word_end(char c) { return c == '\0' || is_metacharacter(c); }
inline bool is_name_start(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
inline bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9'); }

class Reader {
public:
    // Spans are relative to `text` plus `offset`, or all equal to `fixed` when the text is not what the user wrote;
    // such a text may have holes.
    Reader(std::string_view text, Budget& budget, std::size_t offset = 0, std::optional<Span> fixed = std::nullopt)
        : text_(text), budget_(budget), offset_(offset), fixed_(fixed) {}

    // Everything up to the end of the text.
    List script();

    // The text as the body of a here-document: expansions, no quotes.
    Word here_document();

    bool failed() const { return fault_.has_value(); }
    const std::string& fault() const { return *fault_; }
    std::size_t fault_at() const { return fault_at_; }

private:
    // Where a word ends.
    enum class Until {
        blank,       // at blanks and operators
        operand,     // as blank, and a parenthesis that follows something belongs to it
        brace,       // at "}": the argument of ${…}
        bracket,     // at "]": a subscript
        arithmetic,  // at "))"
        semicolon,   // at ";": a part of for ((…))
        pattern,     // as blank, and parentheses belong to it: the right side of =~
    };

    static bool is_blank(Until until) { return until == Until::blank || until == Until::operand; }

    struct Pending {
        std::shared_ptr<Word> body;
        std::string delimiter;
        bool strip = false;   // <<-
        bool quoted = false;  // no expansions
    };

    // Characters. `peek` steps over line continuations; 0 is the end.
    char peek();
    char peek_after(std::size_t count);
    bool at_end() { return peek() == '\0'; }
    bool take(std::string_view literal);
    bool at(std::string_view literal);
    Span span_from(std::size_t begin) const;
    void fail(std::string message);
    void fail_unexpected();
    bool enter();
    void leave() { --budget_.depth; }
    void count_word();
    bool may_retry(std::size_t begin);

    // Blanks, comments, newlines (and the here-documents after them).
    void skip_blanks();
    void skip_lines();
    void newline();
    void read_body(Pending& pending);

    // Words.
    Word word(Until until = Until::blank);
    bool ends_word(Until until, char c, std::size_t parentheses);
    void plain(Word& into, Until until);
    void escaped(Word& into);
    void single_quotes(Word& into);
    void double_quotes(Word& into);
    void ansi_quotes(Word& into);
    void ansi_escape(std::string& into);
    void dollar(Word& into, bool quoted);
    void parameter(Word& into, bool quoted);
    void braced(Word& into, bool quoted);
    void operation(Part& part, bool quoted);
    Word quoted_argument();
    void arithmetic_or_command(Word& into, bool quoted);
    void command_substitution(Word& into, bool quoted, std::size_t begin);
    void backticks(Word& into, bool quoted);
    void process(Word& into);
    void parenthesized(Word& into);
    void literal(Word& into, char c, std::size_t begin, bool quoted);
    void literal(Word& into, std::string_view bytes, std::size_t begin, bool quoted);
    Part& add(Word& into, Part part);

    // Commands.
    List list();
    bool ends_list();
    Pipeline pipeline();
    std::string_view joiner();
    Command command();
    std::string_view reserved();
    bool times_itself();
    bool take_reserved(std::string_view word);
    void expect_reserved(std::string_view word);
    List filled_list(std::string_view closing);
    void conditional(Command& into);
    void loop(Command& into);
    void each(Command& into, bool select);
    void counted(Command& into);
    void do_body(Command& into);
    void choice(Command& into);
    bool branch(Command& into);
    void function(Command& into);
    void function_body(Command& into);
    void test(Command& into);
    bool arithmetic_command(Command& into);
    void coprocess(Command& into);
    void simple(Command& into);
    bool compound(Command& into);
    bool assignment(Command& into);
    void array(Assignment& into);
    std::size_t assignment_length();
    bool redirect(Command& into);
    int descriptor();
    bool starts_redirect();
    void redirects(Command& into);

    std::string_view text_;
    Budget& budget_;
    std::size_t offset_;
    std::optional<Span> fixed_;
    std::size_t at_ = 0;
    std::vector<Pending> pending_;
    std::optional<std::string> fault_;
    std::size_t fault_at_ = 0;
};

}  // namespace scc::shell
