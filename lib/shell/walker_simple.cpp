#include <algorithm>

#include "base/text.hpp"
#include "shell/walker.hpp"

namespace scc::shell {
namespace {

constexpr std::string_view declaring = "declare|export|local|readonly|typeset";

// Where a redirection's word is a file that is written.
bool writes(const Redirect& redirect) {
    const std::string_view operation = redirect.operation;
    return operation == ">" || operation == ">>" || operation == ">|" || operation == "&>" || operation == "&>>" ||
           (operation == ">&" && redirect.descriptor < 0);
}

bool is_output(const Redirect& redirect) { return writes(redirect) && redirect.descriptor <= 1; }

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789-") == std::string::npos;
}

// The letters of the options: "gl" in declare -g -l NAME.
std::string letters_of(Words words) {
    std::string letters;
    for (const Argument& word : words.subspan(1)) {
        if (word.text.starts_with('-')) letters += word.text.substr(1);
    }
    return letters;
}

std::string_view name_before_equals(std::string_view word) { return word.substr(0, word.find_first_of("=+")); }

}  // namespace

// What a command reads because of its redirections; `redirected` says whether any of them is about its input.
std::optional<Stream> Walker::input_of(const Command& one, bool& redirected) {
    std::optional<Stream> input;
    for (const Redirect& redirect : one.redirects) {
        if (redirect.operation[0] != '<' || redirect.operation == "<>") continue;
        std::optional<std::string> text;
        if (redirect.body != nullptr) text = expand_whole(*redirect.body, state_.scope);
        else if (redirect.operation == "<<<") text = expand_whole(redirect.target, state_.scope) + "\n";
        else text = text_of_file(expand_whole(redirect.target, state_.scope), state_, nullptr);
        if (redirect.descriptor > 0) {
            if (text) state_.files.write("/dev/fd/" + std::to_string(redirect.descriptor), std::move(*text), false);
            continue;
        }
        redirected = true;
        input.reset();
        if (text) input = Stream{std::move(*text), 0};
    }
    return input;
}

Output Walker::redirected(const Command& one, const Flow& flow) {
    bool from_elsewhere = false;
    std::optional<Stream> input = input_of(one, from_elsewhere);
    for (const Redirect& redirect : one.redirects) opened(redirect);
    check_budget();
    const bool to_file = std::ranges::any_of(one.redirects, is_output);
    Flow inner{flow.input, flow.wanted || to_file};
    if (from_elsewhere) inner.input = input ? &*input : nullptr;
    Output output = structure(one, inner);
    if (!to_file) return output;
    for (const Redirect& redirect : one.redirects) {
        if (is_output(redirect)) write_to(redirect, output);
    }
    return "";
}

void Walker::write_to(const Redirect& redirect, const Output& output) {
    const std::string path = expand_whole(redirect.target, state_.scope);
    if (redirect.operation == ">&" && is_number(path)) return;
    if (output) state_.files.write(path, *output, redirect.operation.ends_with(">>"));
    else state_.files.forget(path);
}

// What a redirection writes; bash's /dev/tcp/HOST/PORT is a connection, not a file.
void Walker::opened(const Redirect& redirect) {
    if (redirect.body != nullptr || redirect.operation == "<<<" || stopped_) return;
    const std::string target = expand_whole(redirect.target, state_.scope);
    for (const std::string_view prefix : {"/dev/tcp/", "/dev/udp/"}) {
        if (!target.starts_with(prefix)) continue;
        const std::string rest = target.substr(prefix.size());
        const std::size_t slash = std::min(rest.find('/'), rest.size());
        const Argument words[] = {{std::string(prefix.substr(0, 8)), redirect.span},
                                  {rest.substr(0, slash), redirect.span},
                                  {rest.substr(std::min(slash + 1, rest.size())), redirect.span}};
        command(words, {});
        return;
    }
    const bool duplicates = redirect.operation.ends_with('&') && is_number(target);
    if (duplicates || target.empty() || target == "/dev/null") return;
    const bool writes = redirect.operation.find('>') != std::string_view::npos;
    const bool reads_nothing_known = !writes && (target == std::string(1, unknown) || target.starts_with("/dev/fd/"));
    if (reads_nothing_known) return;
    const bool appends = redirect.operation.find(">>") != std::string_view::npos;
    const Argument words[] = {{appends ? ">>" : writes ? ">" : "<", redirect.span}, {target, redirect.span}};
    report(words);
}

Output Walker::simple(const Command& one, const Flow& flow) {
    if (one.words.empty()) {
        for (const Assignment& made : one.assignments) assign(made);
        check_budget();
        return "";
    }
    Output output = expanded(one, flow);
    if (state_.scope.is_ambiguous()) others(one, flow);
    return output;
}

// The words and what they run. Assignments before a command last as long as the command does.
Output Walker::expanded(const Command& one, const Flow& flow) {
    uses_.clear();
    const std::vector<Argument> words = expand(one.words, state_.scope);
    check_budget();
    if (words.empty() || stopped_) {
        for (const Assignment& made : one.assignments) assign(made);
        return "";
    }
    if (lists(declaring, words[0].text)) return declared(one, words, flow);
    if (one.assignments.empty()) return command(words, flow);
    std::vector<std::pair<std::string_view, std::optional<Value>>> before;
    for (const Assignment& made : one.assignments) {
        std::string value = made.values.empty() ? "" : expand_whole(made.values[0], state_.scope);
        run_variable(made.name, value, made.span);
        before.emplace_back(made.name, state_.scope.exchange(made.name, std::move(value)));
    }
    check_budget();
    Output output = command(words, flow);
    for (auto last = before.rbegin(); last != before.rend(); ++last) {
        state_.scope.restore(last->first, std::move(last->second));
    }
    return output;
}

// The text that an assignment of a scalar, or of one item, gives.
std::string Walker::value_of(const Assignment& made) {
    return made.array || made.values.empty() ? "" : expand_whole(made.values.back(), state_.scope);
}

// "declare" and its kin: every value is expanded before the first is assigned.
Output Walker::declared(const Command& one, Words words, const Flow& flow) {
    Scope& scope = state_.scope;
    const std::string letters = letters_of(words);
    const auto has = [&](char letter) { return letters.find(letter) != std::string::npos; };
    std::vector<std::string_view> names;
    for (const Argument& word : words.subspan(1)) names.push_back(name_before_equals(word.text));
    std::vector<std::string> values;
    for (const Assignment& made : one.assignments) {
        names.push_back(made.name);
        values.push_back(value_of(made));
    }
    if (locals_ != nullptr && !has('g') && lists("declare|local|typeset", words[0].text)) {
        for (const std::string_view name : names) locals_->emplace_back(name, scope.snapshot(name));
    }
    for (const char fold : {'l', 'u'}) {
        for (const std::string_view name : names) {
            if (has(fold)) scope.fold(name, fold);
        }
    }
    Output output = command(words, flow);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Assignment& made = one.assignments[i];
        if (has('n') && !made.array && !made.keyed) scope.refer(made.name, std::move(values[i]));
        else assign(made, std::move(values[i]));
    }
    if (words[0].text == "readonly" || has('r')) {
        for (const std::string_view name : names) scope.fix(name);
    }
    return output;
}

// A variable whose value another program, or the shell itself, runs.
void Walker::run_variable(std::string_view name, const std::string& value, Span span) {
    if (is_run_from_environment(name)) {
        // "|-" before a command says how less talks to it.
        const std::size_t mark = name == "LESSOPEN" ? std::min(value.find_first_not_of("|-"), value.size()) : 0;
        carried({.texts = {{{value.substr(mark), span}, {}}}}, {}, {Frame::Kind::variable, name, span});
    }
    if (is_expanded_by_shells(name)) evaluated(name, value, span);
}

// A text in which a shell makes substitutions, and nothing else.
void Walker::evaluated(std::string_view name, std::string_view text, Span span) {
    const bool runs = text.find("$(") != std::string_view::npos || text.find('`') != std::string_view::npos;
    if (!runs) return;
    Carried found;
    found.add(": \"" + text::replace_all(std::string(text), "\"", "") + "\"", span);
    carried(std::move(found), {}, {Frame::Kind::variable, name, span});
}

// The same command once more for each other value that a variable in its words may have.
void Walker::others(const Command& one, const Flow& flow) {
    std::vector<std::string_view> names;
    for (const Word& word : one.words) {
        for (const Part& part : word.parts) {
            if (part.kind == Part::Kind::parameter && std::ranges::find(names, part.text) == names.end()) {
                names.push_back(part.text);
            }
        }
    }
    for (const std::string_view name : names) {
        const Value* value = state_.scope.find(name);
        if (value == nullptr || value->others.empty()) continue;
        const std::vector<std::string> others = value->others;
        for (const std::string& other : others) {
            if (!may_repeat(one.span)) return;
            auto before = state_.scope.exchange(name, other);
            expanded(one, {flow.input, false});
            state_.scope.restore(name, std::move(before));
        }
    }
}

void Walker::assign(const Assignment& made) { assign(made, value_of(made)); }

void Walker::assign(const Assignment& made, std::string value) {
    Scope& scope = state_.scope;
    if (made.array) {
        std::vector<Argument> plain;
        scope.set_items(made.name, {}, made.append);
        for (const Word& word : made.values) {
            if (item(made.name, word).empty()) continue;
            plain.clear();
            expand(word, scope, plain);
            std::vector<std::string> items;
            for (Argument& one : plain) items.push_back(std::move(one.text));
            scope.set_items(made.name, std::move(items), true);
        }
        return;
    }
    if (made.keyed) {
        std::string key = expand_whole(made.values[0], scope);
        return scope.set_item(made.name, std::move(key), made.values.size() > 1 ? std::move(value) : "");
    }
    run_variable(made.name, value, made.span);
    if (made.append) scope.append(made.name, value);
    else scope.set(made.name, std::move(value));
}

// "[key]=value" among the elements of an array is set at once; any other element is left to the caller.
std::string Walker::item(const std::string& name, const Word& word) {
    const bool keyed = !word.parts.empty() && word.parts[0].kind == Part::Kind::literal && !word.parts[0].quoted &&
                       word.parts[0].text.starts_with('[');
    if (!keyed) return "plain";
    std::string text = expand_whole(word, state_.scope);
    const std::size_t end = text.find("]=");
    if (end == std::string::npos) return "plain";
    state_.scope.set_item(name, text.substr(1, end - 1), text.substr(end + 2));
    return "";
}

// Everything that runs inside the words of a command.
void Walker::substitutions(const Command& one) {
    for (const Assignment& made : one.assignments) {
        for (const Word& word : made.values) substitutions(word);
    }
    for (const Word& word : one.words) substitutions(word);
    for (const Redirect& redirect : one.redirects) {
        substitutions(redirect.target);
        if (redirect.body != nullptr) substitutions(*redirect.body);
    }
}

void Walker::substitutions(const Word& word) {
    for (const Part& part : word.parts) {
        if (part.inner == nullptr || stopped_) continue;
        if (part.inner->subscript != nullptr) substitutions(*part.inner->subscript);
        substitutions(part.inner->argument);
        if (part.operation == "@") prompt(part);
        if (!part.inner->list.pipelines.empty()) substitution(part);
    }
}

// ${x@P} expands what x holds.
void Walker::prompt(const Part& part) {
    if (expand_whole(part.inner->argument, state_.scope) != "P") return;
    for (const std::string& item : expand_parameter(part, state_.scope).items) evaluated(part.text, item, part.span);
}

void Walker::substitution(const Part& part) {
    const Uncertain maybe(state_);
    const Directory before = directory_;
    const Inside inside(*this, Frame::Kind::substitution, "", part.span);
    bombs(part.inner->list);
    const Output output = walk(part.inner->list, {nullptr, true});
    directory_ = before;
    auto& outputs = state_.scope.outputs;
    outputs.erase(part.inner.get());
    if (!output) return;
    if (part.kind == Part::Kind::substitution) {
        outputs[part.inner.get()] = *output;
    } else if (part.text == "<") {
        std::string path = "/dev/fd/" + std::to_string(1000 + processes_++);
        state_.files.write(path, *output, false);
        outputs[part.inner.get()] = std::move(path);
    }
}

}  // namespace scc::shell
