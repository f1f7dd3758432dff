#include "base/path.hpp"
#include "shell/expand.hpp"

namespace scc::shell {
namespace {

using Output = std::optional<std::string>;

int octal(char c) { return c >= '0' && c <= '7' ? c - '0' : -1; }

int hexadecimal(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The escapes that echo -e and printf know.
std::string unescaped(std::string_view text) {
    constexpr std::string_view letters = "abefnrtv\\";
    constexpr std::string_view meant = "\a\b\033\f\n\r\t\v\\";
    std::string made;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            made += text[i];
            continue;
        }
        const char c = text[++i];
        const bool hex = c == 'x';
        if (hex || octal(c) >= 0) {
            std::size_t end = hex ? i + 1 : i;
            const std::size_t most = end + (hex ? 2 : c == '0' ? 4 : 3);
            int value = 0;
            for (; end < text.size() && end < most; ++end) {
                const int digit = hex ? hexadecimal(text[end]) : octal(text[end]);
                if (digit < 0) break;
                value = value * (hex ? 16 : 8) + digit;
            }
            made += static_cast<char>(value);
            i = end - 1;
        } else if (const std::size_t found = letters.find(c); found != std::string_view::npos) {
            made += meant[found];
        } else {
            made += {'\\', c};
        }
    }
    return made;
}

Output echo(const std::vector<Argument>& words) {
    std::size_t first = 1;
    bool newline = true;
    bool escapes = false;
    for (; first < words.size(); ++first) {
        const std::string& word = words[first].text;
        if (word.size() < 2 || word[0] != '-' || word.find_first_not_of("neE", 1) != std::string::npos) break;
        newline = newline && word.find('n') == std::string::npos;
        escapes = escapes || word.find('e') != std::string::npos;
    }
    std::string text;
    for (std::size_t i = first; i < words.size(); ++i) text += (i > first ? " " : "") + words[i].text;
    if (escapes) text = unescaped(text);
    return text + (newline ? "\n" : "");
}

// printf with %s, %b and %d; other conversions are not followed.
Output printf_text(const std::vector<Argument>& words) {
    std::size_t at = 1;
    if (at < words.size() && words[at].text == "--") ++at;
    if (at >= words.size() || words[at].text.starts_with('-')) return std::nullopt;
    const std::string format = unescaped(words[at++].text);
    std::string text;
    do {
        const std::size_t before = at;
        for (std::size_t i = 0; i < format.size(); ++i) {
            if (format[i] != '%' || i + 1 == format.size()) {
                text += format[i];
                continue;
            }
            const char c = format[++i];
            if (c == '%') {
                text += c;
            } else if (c == 's' || c == 'd' || c == 'b') {
                const std::string given = at < words.size() ? words[at++].text : "";
                text += c == 'b' ? unescaped(given) : given;
            } else {
                return std::nullopt;
            }
        }
        if (at == before) break;
    } while (at < words.size() && text.size() <= max_known_output);
    return text;
}

// The path that mktemp would make, whose end nobody knows.
Output mktemp(const std::vector<Argument>& words) {
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

}  // namespace

Output output_of(const std::vector<Argument>& words, const Output& input) {
    if (words.empty()) return std::nullopt;
    const std::string_view program = path::basename(words[0].text);
    Output output;
    if (program == "echo") output = echo(words);
    if (program == "printf") output = printf_text(words);
    if (program == "pwd") output = ".\n";
    if (program == "mktemp") output = mktemp(words);
    if (program == "cat" || program == "tee") {
        const bool reads_input = words.size() == 1 || program == "tee" || (words.size() == 2 && words[1].text == "-");
        if (reads_input) output = input;
    }
    if (output && output->size() > max_known_output) return std::nullopt;
    return output;
}

Output output_of(const List& list, const Scope& scope) {
    std::string all;
    for (const Pipeline& pipeline : list.pipelines) {
        Output flowing;
        for (const Command& command : pipeline.commands) {
            if (command.kind != Command::Kind::simple || command.words.empty()) return std::nullopt;
            Output input = input_of(command, scope);
            flowing = output_of(expand(command.words, scope), input ? input : flowing);
            if (!flowing) return std::nullopt;
        }
        if (flowing) all += *flowing;
        if (all.size() > max_known_output) return std::nullopt;
    }
    return all;
}

Output input_of(const Command& command, const Scope& scope) {
    Output input;
    for (const Redirect& redirect : command.redirects) {
        if (redirect.body != nullptr) input = expand_whole(*redirect.body, scope);
        if (redirect.operation == "<<<") input = expand_whole(redirect.target, scope) + "\n";
        if (redirect.operation == "<") input.reset();
    }
    return input;
}

}  // namespace scc::shell
