#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "shell/filter.hpp"

namespace scc::shell {
namespace {

// The words with the values of their options: "-d" "x" and "-dx" alike.
struct Given {
    std::vector<std::pair<char, std::string>> options;
    std::vector<Argument> operands;

    const std::string* find(char letter) const {
        const auto found = std::ranges::find(options, letter, &std::pair<char, std::string>::first);
        return found == options.end() ? nullptr : &found->second;
    }
};

// Long options stand by the letter that the table of `names` gives them: "decode=d".
Given given(Words words, std::string_view valued, std::string_view names = {}) {
    Given made;
    for (std::size_t i = 1; i < words.size(); ++i) {
        const std::string& word = words[i].text;
        if (word.starts_with("--") && word.size() > 2) {
            const std::size_t equals = std::min(word.find('='), word.size());
            const std::size_t at = names.find(word.substr(2, equals - 2) + "=");
            const char letter = at == std::string_view::npos ? '?' : names[names.find('=', at) + 1];
            made.options.emplace_back(letter, word.substr(std::min(equals + 1, word.size())));
            continue;
        }
        if (word.size() < 2 || word[0] != '-') {
            made.operands.push_back(words[i]);
            continue;
        }
        for (std::size_t j = 1; j < word.size(); ++j) {
            const bool takes = valued.find(word[j]) != std::string_view::npos;
            std::string value = takes ? word.substr(j + 1) : "";
            if (takes && value.empty() && i + 1 < words.size()) value = words[++i].text;
            made.options.emplace_back(word[j], std::move(value));
            if (takes) break;
        }
    }
    return made;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines = text::split(text, '\n');
    if (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

std::string unlined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    return text;
}

// A set of tr: ranges, classes and escapes spelled out.
Text spelled(std::string_view set) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> classes = {
        {{"[:lower:]", "a-z"}, {"[:upper:]", "A-Z"}, {"[:digit:]", "0-9"}, {"[:space:]", " \t\n"}}};
    std::string text(set);
    for (const auto& [name, meant] : classes) text = text::replace_all(std::move(text), name, meant);
    if (text.find("[:") != std::string::npos) return std::nullopt;
    text = text::replace_all(text::replace_all(std::move(text), "\\n", "\n"), "\\t", "\t");
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i + 2 < text.size() && text[i + 1] == '-') {
            for (int c = text[i]; c <= text[i + 2]; ++c) made += static_cast<char>(c);
            i += 2;
        } else {
            if (text[i] == '\\' && i + 1 < text.size()) ++i;
            made += text[i];
        }
    }
    return made;
}

// One "s/from/to/flags" whose pattern holds plain text, perhaps anchored.
class Substitution {
public:
    static std::optional<Substitution> read(std::string_view script) {
        script = text::trim(script);
        if (script.size() < 4 || script[0] != 's') return std::nullopt;
        const char mark = script[1];
        Substitution made;
        std::size_t at = 2;
        for (std::string* piece : {&made.from_, &made.to_}) {
            for (; at < script.size() && script[at] != mark; ++at) {
                if (script[at] == '\\' && at + 1 < script.size()) *piece += script[at++];
                *piece += script[at];
            }
            if (at++ >= script.size()) return std::nullopt;
        }
        made.all_ = script.substr(std::min(at, script.size())).find('g') != std::string_view::npos;
        return made.simplified() ? std::optional(std::move(made)) : std::nullopt;
    }

    std::string apply(std::string line) const {
        if (at_begin_ && !line.starts_with(from_)) return line;
        if (at_end_ && !line.ends_with(from_)) return line;
        if (at_begin_) return to_ + line.substr(from_.size());
        if (at_end_) return line.substr(0, line.size() - from_.size()) + to_;
        if (from_.empty()) return line;
        if (all_) return text::replace_all(std::move(line), from_, to_);
        const std::size_t found = line.find(from_);
        return found == std::string::npos ? line : line.replace(found, from_.size(), to_);
    }

private:
    bool simplified() {
        at_begin_ = from_.starts_with('^');
        if (at_begin_) from_.erase(0, 1);
        at_end_ = from_.ends_with('$') && !from_.ends_with("\\$");
        if (at_end_) from_.pop_back();
        to_ = text::replace_all(std::move(to_), "\\n", "\n");
        for (std::string* piece : {&from_, &to_}) {
            std::string plain;
            for (std::size_t i = 0; i < piece->size(); ++i) {
                const char c = (*piece)[i];
                const bool escaped = c == '\\' && i + 1 < piece->size();
                const char next = escaped ? (*piece)[++i] : c;
                const bool special =
                    piece == &from_ ? std::string_view(".*[").find(c) != std::string_view::npos : c == '&';
                const bool letter =
                    escaped && ((next >= '0' && next <= '9') || (next >= 'a' && next <= 'z') || next == '(');
                if (special || letter) return false;
                plain += next;
            }
            *piece = std::move(plain);
        }
        return true;
    }

    std::string from_;
    std::string to_;
    bool all_ = false;
    bool at_begin_ = false;
    bool at_end_ = false;
};

int base64_of(char c) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t at = digits.find(c == '-' ? '+' : c == '_' ? '/' : c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::string from_base64(std::string_view text) {
    std::string made;
    unsigned bits = 0;
    int count = 0;
    for (const char c : text) {
        const int value = base64_of(c);
        if (value < 0) continue;
        bits = (bits << 6U) | static_cast<unsigned>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        made += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xffU);
    }
    return made;
}

std::string from_hex(std::string_view text) {
    std::string made;
    int half = -1;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        const char small = static_cast<char>(c | 0x20);
        if (!digit && (small < 'a' || small > 'f')) continue;
        const int value = digit ? c - '0' : small - 'a' + 10;
        if (half < 0) {
            half = value;
        } else {
            made += static_cast<char>(half * 16 + value);
            half = -1;
        }
    }
    return made;
}

// "-3", "-n 3", "-c 3" of head and tail.
struct Count {
    std::size_t number = 10;
    bool bytes = false;
    bool from = false;  // "+3": from there on; "-3" of head: all but the last
};

std::optional<Count> count_of(const Given& words) {
    Count made;
    std::string text;
    for (const auto& [letter, value] : words.options) {
        if (letter == 'n' || letter == 'c') text = value, made.bytes = letter == 'c';
        else if (letter >= '0' && letter <= '9') text += letter;
    }
    if (text.empty()) return made;
    made.from = text[0] == '+' || text[0] == '-';
    const auto number = text::number(std::string_view(text).substr(made.from ? 1 : 0));
    if (!number) return std::nullopt;
    made.number = static_cast<std::size_t>(std::min<std::uint64_t>(*number, max_value));
    return made;
}

// The text between the first `begin` and the first `end` lines, or bytes.
std::string between(const std::string& text, bool bytes, std::size_t begin, std::size_t end) {
    if (bytes) return text.substr(std::min(begin, text.size()), end > begin ? end - begin : 0);
    const std::vector<std::string> lines = lines_of(text);
    std::string made;
    for (std::size_t i = begin; i < std::min(end, lines.size()); ++i) made += lines[i] + "\n";
    return made;
}

std::size_t size_of(const std::string& text, bool bytes) { return bytes ? text.size() : lines_of(text).size(); }

}  // namespace

Text filter_tr(Words words, State&, Stream* input) {
    const Given made = given(words, "");
    if (input == nullptr || made.operands.empty() || made.find('c') != nullptr || made.find('C') != nullptr) return {};
    const auto from = spelled(made.operands[0].text);
    auto to = spelled(made.operands.size() > 1 ? made.operands[1].text : "");
    const bool deletes = made.find('d') != nullptr;
    if (!from || !to || (!deletes && made.find('s') == nullptr && to->empty())) return std::nullopt;
    std::string text;
    for (const char c : input->take_rest()) {
        const std::size_t at = from->find(c);
        if (at == std::string::npos) text += c;
        else if (!deletes) text += to->empty() ? c : (*to)[std::min(at, to->size() - 1)];
    }
    return text;
}

Text filter_sed(Words words, State& state, Stream* input) {
    Given made = given(words, "ef", "expression=e quiet=n silent=n regexp-extended=E");
    if (made.find('n') != nullptr || made.find('i') != nullptr || made.find('f') != nullptr) return std::nullopt;
    std::vector<Substitution> steps;
    const auto add = [&](std::string_view script) {
        auto step = Substitution::read(script);
        if (step) steps.push_back(std::move(*step));
        return step.has_value();
    };
    bool followed = true;
    for (const auto& [letter, value] : made.options) followed = followed && (letter != 'e' || add(value));
    std::span<const Argument> operands = made.operands;
    if (steps.empty() && followed && !operands.empty()) {
        followed = add(operands[0].text);
        operands = operands.subspan(1);
    }
    const Text text = followed ? read_files(operands, state, input) : std::nullopt;
    if (!text) return std::nullopt;
    std::vector<std::string> lines = lines_of(*text);
    for (std::string& line : lines) {
        for (const Substitution& step : steps) line = step.apply(std::move(line));
    }
    return unlined(lines);
}

Text filter_rev(Words words, State& state, Stream* input) {
    const Text text = read_files(words.subspan(1), state, input);
    if (!text) return std::nullopt;
    std::vector<std::string> lines = lines_of(*text);
    for (std::string& line : lines) std::ranges::reverse(line);
    return unlined(lines);
}

Text filter_tac(Words words, State& state, Stream* input) {
    const Text text = read_files(words.subspan(1), state, input);
    if (!text) return std::nullopt;
    std::vector<std::string> lines = lines_of(*text);
    std::ranges::reverse(lines);
    return unlined(lines);
}

Text filter_base64(Words words, State& state, Stream* input) {
    const Given made = given(words, "w", "decode=d wrap=w ignore-garbage=i");
    if (made.find('d') == nullptr && made.find('D') == nullptr) return std::nullopt;
    const Text text = read_files(made.operands, state, input);
    if (!text) return std::nullopt;
    return from_base64(*text);
}

Text filter_xxd(Words words, State& state, Stream* input) {
    const Given made = given(words, "lsco");
    if (made.find('r') == nullptr || made.find('p') == nullptr) return std::nullopt;
    const Text text = read_files(made.operands, state, input);
    if (!text) return std::nullopt;
    return from_hex(*text);
}

Text filter_head(Words words, State& state, Stream* input) {
    const Given made = given(words, "nc", "lines=n bytes=c");
    const auto count = count_of(made);
    const Text text = count ? read_files(made.operands, state, input) : std::nullopt;
    if (!text) return std::nullopt;
    const std::size_t size = size_of(*text, count->bytes);
    const std::size_t end = count->from ? size - std::min(size, count->number) : count->number;
    return between(*text, count->bytes, 0, end);
}

Text filter_tail(Words words, State& state, Stream* input) {
    const Given made = given(words, "nc", "lines=n bytes=c");
    const auto count = count_of(made);
    const Text text = count ? read_files(made.operands, state, input) : std::nullopt;
    if (!text) return std::nullopt;
    const std::size_t size = size_of(*text, count->bytes);
    const std::size_t begin =
        count->from ? std::max<std::size_t>(count->number, 1) - 1 : size - std::min(size, count->number);
    return between(*text, count->bytes, begin, size);
}

// "-d C -f N[,M…|-]" and "-c N-M".
Text filter_cut(Words words, State& state, Stream* input) {
    const Given made = given(words, "dfcb", "delimiter=d fields=f characters=c");
    const std::string* fields = made.find('f');
    const std::string* wanted = fields != nullptr ? fields : made.find('c');
    const std::string* delimiter = made.find('d');
    const Text text = wanted == nullptr ? std::nullopt : read_files(made.operands, state, input);
    if (!text) return std::nullopt;
    const std::size_t dash = wanted->find('-');
    const auto first = dash == 0 ? 1 : text::number(wanted->substr(0, dash));
    const bool open = dash != std::string::npos && dash + 1 == wanted->size();
    const auto last = dash == std::string::npos ? first : open ? max_value : text::number(wanted->substr(dash + 1));
    if (!first || !last || *first == 0) return std::nullopt;
    const char separator = delimiter == nullptr || delimiter->empty() ? '\t' : (*delimiter)[0];
    std::vector<std::string> lines = lines_of(*text);
    for (std::string& line : lines) {
        if (fields == nullptr) {
            line = between(line, true, *first - 1, *last);
            continue;
        }
        std::vector<std::string> pieces = text::split(line, separator);
        if (pieces.size() == 1) continue;
        pieces.resize(std::min<std::size_t>(pieces.size(), *last));
        pieces.erase(pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(std::min(pieces.size(), *first - 1)));
        line = text::join(pieces, std::string_view(&separator, 1));
    }
    return unlined(lines);
}

}  // namespace scc::shell
