#include "shell/wrapper.hpp"

#include <algorithm>

namespace scc::shell {
namespace {

bool is_assignment(std::string_view word) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos || equals == 0) return false;
    return word.substr(0, equals).find_first_of("-/. ") == std::string_view::npos;
}

// Reads the wrapper's own words.
class Skipper {
public:
    Skipper(const Wrapper& wrapper, Words words, Carried& carried)
        : wrapper_(wrapper), words_(words), carried_(carried), operands_(wrapper.operands) {
        if (!wrapper.verbs.empty()) ++operands_;
    }

    std::optional<Words> rest() {
        bool separated = false;
        for (; at_ < words_.size(); ++at_) {
            const std::string& word = words_[at_].text;
            if (word == "--") {
                separated = true;
                ++at_;
                while (operands_ > 0 && at_ < words_.size()) --operands_, ++at_;
                break;
            }
            if (word == "-") continue;
            if (is_option(word)) {
                if (!option(word)) return std::nullopt;
                if (!program_ || wrapper_.carries != Carries::option_text) continue;
                ++at_;
                break;
            } else if (wrapper_.assignments && is_assignment(word)) {
                assign(word);
            } else if (!operand(word)) {
                break;
            }
        }
        if (refused_ || (wrapper_.separated && !separated)) return std::nullopt;
        return words_.subspan(std::min(at_, words_.size()));
    }

    const std::optional<Argument>& program() const { return program_; }

private:
    static bool is_option(const std::string& word) { return word.size() > 1 && (word[0] == '-' || word[0] == '+'); }

    // False at the word where the command begins.
    bool operand(const std::string& word) {
        if (operands_ > 0) {
            if (!seen_verb_ && lists(wrapper_.nouns, word)) return true;
            if (!wrapper_.verbs.empty() && !seen_verb_ && !lists(wrapper_.verbs, word)) {
                refused_ = wrapper_.own.empty() || lists(wrapper_.own, word);
                return false;
            }
            seen_verb_ = true;
            --operands_;
            return true;
        }
        return wrapper_.separated || wrapper_.carries == Carries::option_text || wrapper_.carries == Carries::input;
    }

    bool option(const std::string& word) {
        if (!word.starts_with("--")) return letters(word);
        const std::size_t equals = word.find('=');
        const std::string_view name =
            std::string_view(word).substr(2, equals == std::string::npos ? equals : equals - 2);
        const bool valued = lists(wrapper_.text_options, name) || lists(wrapper_.program_options, name);
        if (equals != std::string::npos) {
            if (valued) take(name, {word.substr(equals + 1), words_[at_].span});
        } else if ((valued || lists(wrapper_.names, name)) && at_ + 1 < words_.size()) {
            ++at_;
            if (valued) take(name, words_[at_]);
        }
        return true;
    }

    // False when a letter says that nothing is run.
    bool letters(const std::string& word) {
        for (std::size_t i = 1; i < word.size(); ++i) {
            const std::string_view letter = std::string_view(word).substr(i, 1);
            if (wrapper_.stops.find(letter) != std::string_view::npos) return false;
            const bool valued = lists(wrapper_.text_options, letter) || lists(wrapper_.program_options, letter);
            if (!valued && wrapper_.letters.find(letter) == std::string_view::npos) continue;
            Argument value{word.substr(i + 1), words_[at_].span};
            if (value.text.empty() && at_ + 1 < words_.size()) value = words_[++at_];
            if (valued) take(letter, std::move(value));
            return true;
        }
        return true;
    }

    void take(std::string_view name, Argument value) {
        if (lists(wrapper_.program_options, name)) {
            program_ = std::move(value);
            return;
        }
        const std::size_t equals = value.text.find('=');
        if (equals != std::string::npos && lists(wrapper_.text_prefix, value.text.substr(0, equals))) {
            value.text.erase(0, equals + 1);
        }
        carried_.texts.push_back({std::move(value), {}});
    }

    void assign(const std::string& word) {
        const std::size_t equals = word.find('=');
        carried_.variables.emplace_back(word.substr(0, equals), word.substr(equals + 1));
    }

    const Wrapper& wrapper_;
    Words words_;
    Carried& carried_;
    std::size_t operands_;
    std::optional<Argument> program_;
    std::size_t at_ = 1;
    bool seen_verb_ = false;
    bool refused_ = false;
};

}  // namespace

bool lists(std::string_view names, std::string_view name) {
    if (name.empty()) return false;
    while (!names.empty()) {
        const std::size_t bar = std::min(names.find('|'), names.size());
        if (names.substr(0, bar) == name) return true;
        names.remove_prefix(std::min(bar + 1, names.size()));
    }
    return false;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> names) {
    return std::ranges::find(names, word) != names.end();
}

Argument joined(Words words) {
    if (words.size() == 1) return words[0];
    Argument whole{words[0].text, {words.front().span.begin, words.back().span.end}};
    for (const Argument& word : words.subspan(1)) whole.text.append(" ").append(word.text);
    return whole;
}

std::optional<Words> rest_of(const Wrapper& wrapper, Words words, Carried& carried) {
    return Skipper(wrapper, words, carried).rest();
}

Carried carried_by(const Wrapper& wrapper, Words words, Stream* input) {
    Carried carried;
    Skipper skipper(wrapper, words, carried);
    carried.elsewhere = wrapper.elsewhere;
    const auto rest = skipper.rest();
    if (!rest) {
        const bool reads = wrapper.shell && wrapper.separated && input != nullptr && carried.empty();
        if (reads) carried.add(std::string(input->take_rest()), words[0].span);
        return wrapper.separated || !wrapper.verbs.empty() ? carried : Carried{};
    }
    if (const auto& program = skipper.program()) {
        std::vector<Argument>& command = carried.commands.emplace_back();
        command.push_back(*program);
        command.insert(command.end(), rest->begin(), rest->end());
        return carried;
    }
    if (wrapper.carries == Carries::input || (wrapper.shell && rest->empty())) {
        if (input != nullptr && carried.texts.empty()) carried.add(std::string(input->take_rest()), words[0].span);
        return carried;
    }
    if (rest->empty() || wrapper.carries == Carries::option_text) return carried;
    if (wrapper.assignments && !carried.texts.empty()) {
        carried.texts.back().text.text += " " + joined(*rest).text;
        return carried;
    }
    if (wrapper.carries == Carries::texts) {
        for (const Argument& word : *rest) carried.texts.push_back({word, {}});
        return carried;
    }
    if (wrapper.versions && rest->front().text.find('@', 1) != std::string::npos) {
        std::vector<Argument>& command = carried.commands.emplace_back(rest->begin(), rest->end());
        command[0].text.erase(command[0].text.rfind('@'));
    } else if (wrapper.carries == Carries::command) carried.tail = *rest;
    else carried.texts.push_back({wrapper.carries == Carries::text ? joined(*rest) : rest->front(), {}});
    return carried;
}

std::optional<std::string> text_of_file(std::string_view path, State& state, Stream* input) {
    if (is_one_of(path, {"-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"})) {
        if (input == nullptr) return std::nullopt;
        return std::string(input->take_rest());
    }
    if (path == "/dev/null") return "";
    const std::string* known = state.files.find(path);
    return known == nullptr ? std::nullopt : std::optional(*known);
}

}  // namespace scc::shell
