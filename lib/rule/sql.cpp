#include "rule/sql.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <utility>

namespace scc::rule {
namespace {

constexpr std::size_t max_within = 4;     // texts within texts that are executed
constexpr std::size_t max_tokens = 4096;  // of a statement
constexpr std::size_t max_unclosed = 16;  // dollar quotes that are looked for in vain

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

struct Token {
    std::string_view word;    // as written; a mark stands alone; empty: quoted
    std::string_view quoted;  // what stands between the quotes
    std::size_t depth = 0;    // parentheses around it
    bool begins_line = false;

    // Capitals do not count.
    bool is(std::string_view capitals) const {
        return word.size() == capitals.size() &&
               std::ranges::equal(word, capitals, [](char mine, char other) { return upper(mine) == other; });
    }
    bool is_one_of(std::initializer_list<std::string_view> words) const {
        return std::ranges::any_of(words, [&](std::string_view one) { return is(one); });
    }
};

using Tokens = std::span<const Token>;

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80 || c == '\0';
}

// Cuts a text into tokens and hands over each statement.
class Lexer {
public:
    Lexer(std::string_view text, const Dialect& dialect) : text_(text), dialect_(dialect) {}

    template <class Each>
    void statements(Each each) {
        while (at_ < text_.size()) {
            const std::size_t before = tokens_.size();
            const bool ended = next();
            const bool alone = tokens_.size() > before && is_separator(tokens_.back());
            if (alone) tokens_.pop_back();
            if (!ended && !alone) continue;
            hand_over(each);
        }
        hand_over(each);
    }

private:
    template <class Each>
    void hand_over(Each each) {
        each(Tokens(tokens_), tokens_.size() == max_tokens);
        tokens_.clear();
        depth_ = 0;
    }

    // "GO" on a line of its own, as some clients have it.
    bool is_separator(const Token& token) const {
        return token.is("GO") && token.begins_line && (at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r');
    }

    bool starts(std::string_view with) const { return text_.substr(at_).starts_with(with); }

    void skip_past(std::string_view end) {
        const std::size_t found = text_.find(end, at_);
        at_ = found == std::string_view::npos ? text_.size() : found + end.size();
    }

    // Reads one token or what stands between; true at the end of a statement.
    bool next() {
        const char c = text_[at_];
        if (c == '\n') line_begins_ = true;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return ++at_, false;
        if (starts("--") || (c == '#' && dialect_.backslashes)) return skip_past("\n"), line_begins_ = true, false;
        if (starts("/*")) return comment(), false;
        if (starts("*/")) return at_ += 2, false;
        if (c == ';') return ++at_, true;
        const bool to_client = tokens_.empty() && line_begins_ && (c == '\\' || c == '.' || c == '!');
        if (to_client) return skip_past("\n"), line_begins_ = true, false;
        if (c == '\'' || c == '"' || c == '`') return quoted(c), false;
        if (c == '$' && dollar()) return false;
        if (is_name(c)) return word(), false;
        if (c == ')' && depth_ > 0) --depth_;
        add({text_.substr(at_, 1), {}, depth_, false});
        if (c == '(') ++depth_;
        return ++at_, false;
    }

    void add(Token token) {
        token.begins_line = std::exchange(line_begins_, false);
        if (tokens_.size() < max_tokens) tokens_.push_back(std::move(token));
    }

    // MySQL runs what stands in a comment that begins with "/*!".
    void comment() {
        const std::size_t mark = starts("/*M!") ? 4 : 3;
        if (!starts("/*!") && !starts("/*M!")) return at_ += 2, skip_past("*/");
        at_ += mark;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    }

    void quoted(char quote) {
        const std::size_t begin = ++at_;
        const bool escapes = quote != '`' && (dialect_.backslashes || after_e());
        while (at_ < text_.size()) {
            if (escapes && text_[at_] == '\\') {
                at_ += 2;
            } else if (text_[at_] != quote) {
                ++at_;
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == quote) {
                at_ += 2;
            } else {
                break;
            }
        }
        const std::size_t end = std::min(at_, text_.size());
        add({"", text_.substr(begin, end - begin), depth_, false});
        at_ = std::min(end + 1, text_.size());
    }

    // PostgreSQL's E'…'.
    bool after_e() const { return !tokens_.empty() && tokens_.back().is("E") && text_[at_ - 2] != ' '; }

    // $$…$$ and $tag$…$tag$; false when it is neither.
    bool dollar() {
        const std::size_t end = text_.find('$', at_ + 1);
        if (end == std::string_view::npos) return false;
        const std::string_view tag = text_.substr(at_, end - at_ + 1);
        if (!std::ranges::all_of(tag, is_name)) return false;
        const std::size_t begin = end + 1;
        const std::size_t close = unclosed_ < max_unclosed ? text_.find(tag, begin) : std::string_view::npos;
        if (close == std::string_view::npos) return ++unclosed_, false;
        add({"", text_.substr(begin, close - begin), depth_, false});
        at_ = close + tag.size();
        return true;
    }

    void word() {
        const std::size_t begin = at_;
        while (at_ < text_.size() && is_name(text_[at_])) ++at_;
        add({text_.substr(begin, at_ - begin), {}, depth_, false});
    }

    std::string_view text_;
    const Dialect& dialect_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t unclosed_ = 0;
    bool line_begins_ = true;
};

// What one statement does.
class Statement {
public:
    Statement(Tokens tokens, const Dialect& dialect, std::size_t within, std::vector<Effect>& into)
        : tokens_(tokens), dialect_(dialect), within_(within), into_(into) {}

    // Of a long statement only the beginning was kept: one that may go on to do anything is taken for the worst.
    void read(bool cut_off) {
        read();
        const bool harmless = is(0, "INSERT") || is(0, "SELECT") || is(0, "VALUES") || is(0, "COPY") ||
                              is(0, "CREATE") || is(0, "REPLACE") || is(0, "MERGE");
        if (cut_off && !harmless) into_.push_back(Effect::drops_data);
    }

    void read() {
        while (is(0, "(") || is(0, "USE")) {
            tokens_ = tokens_.subspan(std::min<std::size_t>(is(0, "(") ? 1 : 2, tokens_.size()));
        }
        if (tokens_.empty()) return;
        depth_ = tokens_[0].depth;
        const Token& first = tokens_[0];
        if (first.is("DROP")) drop();
        else if (first.is("TRUNCATE")) into_.push_back(Effect::empties);
        else if (first.is("DELETE")) rows(Effect::deletes_all);
        else if (first.is("UPDATE")) rows(Effect::updates_all);
        else if (first.is("ALTER")) alter();
        else if (first.is("GRANT")) grant();
        else if (first.is("SHUTDOWN")) into_.push_back(Effect::stops);
        else if (first.is("PURGE") || (first.is("RESET") && is(1, "MASTER"))) into_.push_back(Effect::drops_data);
        else if (first.is("COPY") && find("PROGRAM") != 0) into_.push_back(Effect::runs_program);
        else if (first.is("WITH")) with();
        else if (first.is_one_of({"EXPLAIN", "DESCRIBE", "DESC"})) explain();
        else if (first.is_one_of({"IF", "BEGIN", "WHILE", "ELSE", "THEN"})) conditional();
        else if (first.is_one_of({"DO", "EXEC", "EXECUTE", "PREPARE"})) executed();
        if (find("XP_CMDSHELL") != 0) into_.push_back(Effect::runs_program);
    }

private:
    bool is(std::size_t at, std::string_view word) const { return at < tokens_.size() && tokens_[at].is(word); }

    // The place of a word beside the first one; 0 when there is none.
    std::size_t find(std::string_view word) const {
        for (std::size_t i = 1; i < tokens_.size(); ++i) {
            if (tokens_[i].depth == depth_ && tokens_[i].is(word)) return i;
        }
        return 0;
    }

    void rest(std::size_t from) {
        if (from > 0 && from < tokens_.size()) Statement(tokens_.subspan(from), dialect_, within_, into_).read();
    }

    void drop() {
        if (is(1, "TEMPORARY") || is(1, "TEMP")) return;
        const std::size_t at = is(1, "FOREIGN") || is(1, "EXTERNAL") || is(1, "DYNAMIC") || is(1, "OWNED") ? 2 : 1;
        const bool data = at < tokens_.size() && (is(1, "OWNED") || tokens_[at].is_one_of({"TABLE",
                                                                                           "TABLES",
                                                                                           "DATABASE",
                                                                                           "SCHEMA",
                                                                                           "KEYSPACE",
                                                                                           "TABLESPACE",
                                                                                           "CATALOG",
                                                                                           "COLUMNFAMILY",
                                                                                           "COLLECTION",
                                                                                           "STAGE",
                                                                                           "STREAM",
                                                                                           "WAREHOUSE",
                                                                                           "REPLICA"}));
        into_.push_back(data ? Effect::drops_data : Effect::drops_other);
    }

    // Some rows when a WHERE or LIMIT beside it says which.
    void rows(Effect all) {
        if (all == Effect::updates_all && find("SET") == 0) return;
        const std::size_t where = find("WHERE");
        if (where == 0 && find("LIMIT") != 0) return;
        if (where != 0 && !is_always(tokens_.subspan(where + 1))) return;
        into_.push_back(all);
    }

    // "1", "TRUE", "1=1", "'a'='a'".
    static bool is_always(Tokens condition) {
        if (condition.size() == 1) return condition[0].is_one_of({"1", "TRUE"});
        if (condition.size() != 3 || !condition[1].is("=")) return false;
        const Token& left = condition[0];
        const Token& right = condition[2];
        const bool literal = !left.word.empty() && left.word[0] >= '0' && left.word[0] <= '9';
        return left.word == right.word && left.quoted == right.quoted && (literal || left.word.empty());
    }

    void alter() {
        if (!is(1, "TABLE") && !is(2, "TABLE")) return;
        for (const std::string_view change : {"DELETE", "UPDATE", "TRUNCATE"}) rest(find(change));
        for (std::size_t i = 2; i + 1 < tokens_.size(); ++i) {
            if (tokens_[i].depth != depth_ || !tokens_[i].is("DROP")) continue;
            const bool keeps_data = tokens_[i + 1].is_one_of({"CONSTRAINT",
                                                              "INDEX",
                                                              "KEY",
                                                              "DEFAULT",
                                                              "NOT",
                                                              "IDENTITY",
                                                              "EXPRESSION",
                                                              "PRIMARY",
                                                              "FOREIGN",
                                                              "CHECK",
                                                              "TRIGGER",
                                                              "POLICY",
                                                              "PROJECTION"});
            if (!keeps_data) return into_.push_back(Effect::drops_column);
        }
    }

    // GRANT ALL … ON *.*, and anything that is given to everybody.
    void grant() {
        const std::size_t on = find("ON");
        const bool everywhere = on != 0 && is(on + 1, "*") && is(on + 2, ".") && is(on + 3, "*");
        const bool everything = is(1, "ALL") && everywhere;
        const std::size_t to = find("TO");
        if (everything || is(1, "SUPER") || (is(1, "ALL") && to != 0 && is(to + 1, "PUBLIC"))) {
            into_.push_back(Effect::grants_all);
        }
    }

    // What is queried, and what the queries it is made of do.
    void with() {
        for (std::size_t i = 1; i < tokens_.size(); ++i) {
            const bool beside = tokens_[i].depth == depth_ && tokens_[i].is_one_of({"DELETE", "UPDATE"});
            if (beside) return rest(i);
            if (tokens_[i].depth != depth_ + 1 || tokens_[i - 1].word != "(") continue;
            std::size_t end = i;
            while (end < tokens_.size() && tokens_[end].depth > depth_) ++end;
            if (tokens_[i].is_one_of({"DELETE", "UPDATE"})) {
                Statement(tokens_.subspan(i, end - i), dialect_, within_, into_).read();
            }
        }
    }

    // A query that is explained runs only when it is measured.
    void explain() {
        for (std::size_t i = 1; i < std::min<std::size_t>(tokens_.size(), 8); ++i) {
            if (!tokens_[i].is_one_of({"ANALYZE", "ANALYSE"})) continue;
            for (std::size_t j = i + 1; j < tokens_.size(); ++j) {
                if (tokens_[j].is_one_of({"DELETE", "UPDATE", "WITH"})) return rest(j);
            }
        }
    }

    void conditional() {
        for (std::size_t i = 1; i < tokens_.size(); ++i) {
            if (tokens_[i].depth != depth_) continue;
            if (tokens_[i].is_one_of({"DROP", "TRUNCATE", "DELETE", "UPDATE", "ALTER", "EXECUTE", "EXEC"}))
                return rest(i);
        }
    }

    // Texts that are run.
    void executed() {
        if (within_ >= max_within) return;
        for (const Token& token : tokens_) {
            if (token.quoted.empty()) continue;
            Lexer(token.quoted, dialect_).statements([&](Tokens inner, bool cut_off) {
                Statement(inner, dialect_, within_ + 1, into_).read(cut_off);
            });
        }
    }

    Tokens tokens_;
    const Dialect& dialect_;
    std::size_t within_;
    std::vector<Effect>& into_;
    std::size_t depth_ = 0;
};

}  // namespace

std::vector<Effect> effects_of(std::string_view text, const Dialect& dialect) {
    std::vector<Effect> effects;
    Lexer(text, dialect).statements([&](Tokens tokens, bool cut_off) {
        Statement(tokens, dialect, 0, effects).read(cut_off);
    });
    return effects;
}

}  // namespace scc::rule
