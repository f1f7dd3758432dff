#include "complete.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace scc::completion {
namespace {

using Words = std::vector<std::string>;

constexpr int most_names = 8;  // of names for names: what leads back to itself ends

bool begins_with(const Words& words, const Words& start) {
    return start.size() <= words.size() && std::equal(start.begin(), start.end(), words.begin());
}

// Whether a word gives the option, as "--team", "--team=web" or "-t".
bool gives(const OptionRow& option, const std::string& word) {
    const std::string name = "--" + option.name;
    return word == name || word.starts_with(name + "=") || (!option.letter.empty() && word == "-" + option.letter);
}

const OptionRow* option_in(const std::vector<OptionRow>& options, const std::string& word) {
    const auto found = std::ranges::find_if(options, [&](const OptionRow& option) { return gives(option, word); });
    return found == options.end() ? nullptr : &*found;
}

bool needs_value(const OptionRow* option, const std::string& word) {
    return option != nullptr && !option->value.empty() && !option->value_is_optional &&
           word.find('=') == std::string::npos;
}

// The words that have been typed behind a verb: which option waits for its value, and how many operands there are.
struct Typed {
    const OptionRow* waits = nullptr;
    std::size_t operands = 0;
    bool command = false;  // "--" stands among them
};

Typed typed_in(const Words& words, const std::vector<OptionRow>& options) {
    Typed typed;
    for (const std::string& word : words) {
        if (typed.waits != nullptr) {
            typed.waits = nullptr;
        } else if (word == "--") {
            typed.command = true;
            return typed;
        } else if (word.size() > 1 && word.starts_with('-')) {
            const OptionRow* option = option_in(options, word);
            if (needs_value(option, word)) typed.waits = option;
        } else {
            ++typed.operands;
        }
    }
    return typed;
}

// One search: the words before the cursor are consumed tool by tool, the word at the cursor stays.
class Search {
public:
    Search(const Sources& sources, std::string current) : sources_(sources), current_(std::move(current)) {}

    // `before` are the words behind the tool's name.
    void look(std::string_view name, Words before, int names) {
        const auto tool = sources_.tool(name);
        if (!tool || names == 0) return;
        const VerbRow* verb = longest(*tool, before);
        add_verbs(*tool, before);
        if (verb == nullptr) return;
        options_.insert(options_.end(), verb->options.begin(), verb->options.end());
        Words rest(before.begin() + static_cast<std::ptrdiff_t>(verb->words.size()), before.end());
        if (verb->is.empty()) return inside(*tool, *verb, rest);
        rest.insert(rest.begin(), verb->is.begin() + 1, verb->is.end());
        look(verb->is.front(), std::move(rest), names - 1);
    }

    Completion result() && {
        for (auto& [word, help] : found_) made_.candidates.push_back({word, help});
        return std::move(made_);
    }

private:
    static const VerbRow* longest(const Tool& tool, const Words& words) {
        const VerbRow* best = nullptr;
        for (const VerbRow& verb : tool.verbs) {
            if (begins_with(words, verb.words) && (best == nullptr || verb.words.size() > best->words.size()))
                best = &verb;
        }
        return best;
    }

    void add(const std::string& word, const std::string& help) {
        if (!word.starts_with(current_)) return;
        std::string& said = found_[word];
        if (said.empty()) said = help;
    }

    // The next words of the verbs that begin with what is there.
    void add_verbs(const Tool& tool, const Words& before) {
        for (const VerbRow& verb : tool.verbs) {
            if (verb.words.size() <= before.size() || !begins_with(verb.words, before)) continue;
            const bool is_last = verb.words.size() == before.size() + 1;
            add(verb.words[before.size()], is_last ? verb.help : "");
        }
    }

    void inside(const Tool& tool, const VerbRow& verb, const Words& words) {
        const Typed typed = typed_in(words, options_);
        if (typed.command) return;
        const auto slot = [&](const std::string& name, const std::string& placeholder) {
            return Slot{tool.name, text::join(verb.words, " "), name, placeholder};
        };
        const auto slot_of = [&](const OptionRow& option) { return slot("--" + option.name, option.value); };
        const OptionRow* begun = option_in(options_, current_);
        const std::size_t equals = current_.find('=');
        if (typed.waits != nullptr) return add_values(slot_of(*typed.waits), "");
        if (begun != nullptr && equals != std::string::npos) {
            return add_values(slot_of(*begun), current_.substr(0, equals + 1));
        }
        if (current_.starts_with('-')) return add_options(words);
        for (const std::string& operand : operands_at(verb, typed.operands)) add_values(slot(operand, operand), "");
    }

    // The operands that the word may be: where one may be left out, the next as well.
    static Words operands_at(const VerbRow& verb, std::size_t index) {
        Words names;
        if (verb.last_repeats && !verb.operands.empty()) index = std::min(index, verb.operands.size() - 1);
        for (bool more = true; more && index < verb.operands.size(); ++index) {
            const std::string& shown = verb.operands[index];
            more = shown.starts_with('[');
            names.push_back(more ? shown.substr(1, shown.size() - 2) : shown);
        }
        return names;
    }

    void add_options(const Words& given) {
        for (const OptionRow& option : options_) {
            const bool once = std::ranges::any_of(given, [&](const std::string& word) { return gives(option, word); });
            if (once) continue;
            add("--" + option.name, option.help);
        }
    }

    // `before` is what of the current word stands in front of the value: "--team=".
    void add_values(const Slot& slot, const std::string& before) {
        const Completion values = sources_.values(slot);
        for (const Candidate& value : values.candidates) add(before + value.word, value.help);
        if (values.paths != Paths::none) made_.paths = values.paths;
    }

    const Sources& sources_;
    std::string current_;
    std::vector<OptionRow> options_;  // of all the names that led here
    std::map<std::string, std::string> found_;
    Completion made_;
};

}  // namespace

Completion complete(std::string_view tool, const std::vector<std::string>& words, const Sources& sources) {
    if (words.empty()) return {};
    Search search(sources, words.back());
    search.look(tool, Words(words.begin(), words.end() - 1), most_names);
    return std::move(search).result();
}

}  // namespace scc::completion
