#include "shell/filter.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "shell/names.hpp"
#include "shell/quote.hpp"

namespace scc::shell {
namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 16;
}

// The escapes that echo -e and printf know.
std::string unescaped(std::string_view text) {
    constexpr std::string_view letters = "abefnrtv\\\"'";
    constexpr std::string_view meant = "\a\b\033\f\n\r\t\v\\\"'";
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            made += text[i];
            continue;
        }
        const char c = text[++i];
        const std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        const bool hex = digits > 0;
        if (hex || digit_of(c) < 8) {
            std::size_t end = hex ? i + 1 : i;
            const std::size_t most = end + (hex ? digits : c == '0' ? 4 : 3);
            unsigned value = 0;
            for (; end < text.size() && end < most && digit_of(text[end]) < (hex ? 16 : 8); ++end) {
                value = value * (hex ? 16U : 8U) + static_cast<unsigned>(digit_of(text[end]));
            }
            if (digits > 2) text::append_utf8(made, value);
            else made += static_cast<char>(value);
            i = end - 1;
        } else if (const std::size_t found = letters.find(c); found != std::string_view::npos) {
            made += meant[found];
        } else {
            made += {'\\', c};
        }
    }
    return made;
}

Text echo(Words words, State&, Stream*) {
    std::size_t first = 1;
    bool newline = true;
    bool escapes = false;
    for (; first < words.size(); ++first) {
        const std::string& word = words[first].text;
        if (word.size() < 2 || word[0] != '-' || word.find_first_not_of("neE", 1) != std::string::npos) break;
        newline = newline && word.find('n') == std::string::npos;
        escapes = escapes || word.find('e') != std::string::npos;
    }
    std::string text = first < words.size() ? joined(words.subspan(first)).text : "";
    if (escapes) text = unescaped(text);
    return text + (newline ? "\n" : "");
}

// One round of a format; false at a conversion that is not followed.
class Format {
public:
    Format(std::string format, Words words) : format_(std::move(format)), words_(words) {}

    Text whole() {
        std::size_t used = 0;
        do {
            used = at_;
            if (!round()) return std::nullopt;
        } while (at_ < words_.size() && at_ > used && text_.size() <= max_value);
        return std::move(text_);
    }

private:
    bool round() {
        for (std::size_t i = 0; i < format_.size(); ++i) {
            if (format_[i] != '%') {
                text_ += format_[i];
                continue;
            }
            const std::size_t end = format_.find_first_not_of("0123456789.-+ #l", i + 1);
            if (end == std::string::npos) return true;
            const bool plain = end == i + 1;
            const char c = format_[end];
            i = end;
            if (c == '%') text_ += c;
            else if (!convert(c, plain)) return false;
        }
        return true;
    }

    bool convert(char c, bool plain) {
        const std::string given = at_ < words_.size() ? words_[at_++].text : "";
        if (c == 'b') text_ += unescaped(given);
        else if (c == 'c') text_ += given.substr(0, 1);
        else if (c == 'q') text_ += given.find(unknown) == std::string::npos ? quote(given) : given;
        else if (c == 's' || (plain && (c == 'd' || c == 'i' || c == 'u'))) text_ += given;
        else if (c == 'd' || c == 'x' || c == 'o') text_ += unknown;
        else return false;
        return true;
    }

    std::string format_;
    Words words_;
    std::size_t at_ = 0;
    std::string text_;
};

Text printf_text(Words words, State&, Stream*) {
    std::size_t at = 1;
    if (at < words.size() && words[at].text == "--") ++at;
    if (at >= words.size() || words[at].text == "-v") return std::nullopt;
    return Format(unescaped(words[at].text), words.subspan(at + 1)).whole();
}

Text cat(Words words, State& state, Stream* input) { return read_files(words.subspan(1), state, input); }

Text tee(Words, State&, Stream* input) {
    return input == nullptr ? std::nullopt : std::optional(std::string(input->take_rest()));
}

// The path of a program that everybody has.
Text which(Words words, State&, Stream*) {
    std::string found;
    for (const Argument& word : words.subspan(1)) {
        if (word.text.starts_with('-') || !word.known()) continue;
        found += (word.text.find('/') == std::string::npos ? "/usr/bin/" + word.text : word.text) + "\n";
    }
    return found;
}

Text command(Words words, State& state, Stream* input) {
    if (words.size() < 3 || words[1].text != "-v") return std::nullopt;
    return which(words, state, input);
}

Text type(Words words, State& state, Stream* input) {
    if (words.size() < 3 || !is_one_of(words[1].text, {"-p", "-P", "-t"})) return std::nullopt;
    return which(words, state, input);
}

Text git(Words words, State&, Stream*) {
    if (words.size() == 2 && words[1].text == "--exec-path") return "/usr/lib/git-core\n";
    return std::nullopt;
}

Text openssl(Words words, State& state, Stream* input) {
    if (words.size() < 3 || !is_one_of(words[1].text, {"base64", "enc"})) return std::nullopt;
    return filter_base64(words.subspan(1), state, input);
}

Text base_name(Words words, State&, Stream*) {
    if (words.size() < 2 || words[1].text.starts_with('-')) return std::nullopt;
    std::string name(path::basename(words[1].text));
    if (words.size() > 2 && name.ends_with(words[2].text)) name.resize(name.size() - words[2].text.size());
    return name + "\n";
}

Text dir_name(Words words, State&, Stream*) {
    if (words.size() != 2) return std::nullopt;
    return std::string(path::parent(words[1].text)) + "\n";
}

Text seq(Words words, State&, Stream*) {
    constexpr std::uint64_t most = 1000;
    const auto first = words.size() > 2 ? text::number(words[1].text) : 1;
    const auto last = words.size() > 1 ? text::number(words.back().text) : 0;
    if (words.size() > 3 || !first || !last || *last > *first + most) return std::nullopt;
    std::string text;
    for (std::uint64_t i = *first; i <= *last; ++i) text += std::to_string(i) + "\n";
    return text;
}

// The path that mktemp would make, whose end nobody knows.
Text mktemp(Words words, State&, Stream*) {
    std::string place = "/tmp/";
    std::string name = "tmp.";
    bool named = false;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i].text;
        if (word == "-p" && i + 1 < words.size()) place = words[++i].text + "/";
        else if (word.starts_with("--tmpdir=")) place = word.substr(9) + "/";
        else if (word == "--suffix" || word == "-s") ++i;
        else if (word.starts_with('-')) named = named || word.find('t') != std::string::npos;
        else {
            name = word.substr(0, word.find(std::string(3, 'X')));
            if (!named && place == "/tmp/") place.clear();
        }
    }
    return place + name + unknown + "\n";
}

Text yes(Words words, State&, Stream*) {
    constexpr int enough = 8;
    std::string text;
    for (int i = 0; i < enough; ++i) text += (words.size() > 1 ? joined(words.subspan(1)).text : "y") + "\n";
    return text;
}

Text pwd(Words, State&, Stream*) { return ".\n"; }

Text find(Words words, State&, Stream*) {
    std::string text;
    for (const std::string& path : found_by(words)) text += path + "\n";
    return text;
}

Text nothing(Words, State&, Stream*) { return ""; }

struct Row {
    std::string_view program;
    Filter filter;
};

constexpr Row rows[] = {
    {"echo", echo},
    {"printf", printf_text},
    {"cat|sort|uniq|pv|buffer", cat},
    {"tee", tee},
    {"which", which},
    {"command", command},
    {"type", type},
    {"git", git},
    {"basename", base_name},
    {"dirname", dir_name},
    {"seq", seq},
    {"pwd", pwd},
    {"yes", yes},
    {"mktemp", mktemp},
    {"find|gfind", find},
    {"openssl", openssl},
    {"tr", filter_tr},
    {"sed|gsed", filter_sed},
    {"rev", filter_rev},
    {"tac", filter_tac},
    {"base64|gbase64", filter_base64},
    {"xxd", filter_xxd},
    {"head|ghead", filter_head},
    {"tail|gtail", filter_tail},
    {"cut|gcut", filter_cut},
    {":|true|false|cd|test|[|export|set|read|mkdir|touch|rm|cp|mv|ln|chmod|sleep|local|declare|unset|shopt|alias|shift|"
     "exit",
     nothing},
};

constexpr auto by_name = index_names<count_names(rows)>(rows);

}  // namespace

Text read_files(Words operands, State& state, Stream* input) {
    std::string all;
    bool any = false;
    for (const Argument& word : operands) {
        if (word.text.size() > 1 && word.text[0] == '-') continue;
        any = true;
        const auto text = text_of_file(word.text, state, input);
        all += text ? *text : std::string{unknown, '\n'};
        if (all.size() > max_value) return std::nullopt;
    }
    if (any) return all == std::string{unknown, '\n'} ? std::nullopt : std::optional(std::move(all));
    return text_of_file("-", state, input);
}

Filter filter_named(std::string_view program) {
    const Row* found = row_named(rows, by_name, program);
    return found == nullptr ? nullptr : found->filter;
}

}  // namespace scc::shell
