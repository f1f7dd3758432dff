#include <fnmatch.h>

#include <algorithm>

#include "base/path.hpp"
#include "shell/quote.hpp"
#include "shell/walker.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_calls = 8;  // functions within each other
constexpr std::size_t max_pattern = 64;
constexpr std::size_t max_matches = 3;

// What a pattern in the place of a program is tried on.
constexpr std::string_view often_hidden[] = {
    "git", "rm", "sh", "bash", "curl", "wget", "ssh", "scp", "sftp", "rsync", "nc", "dd", "sudo", "env", "python3"};

constexpr std::size_t max_unknown = 8;  // commands that may stand before the first known word

bool is_unknown(const Argument& word) { return word.text.size() == 1 && word.text[0] == unknown; }

// Whether what a command runs is run by the shell itself.
bool runs_here(std::string_view program) { return lists("eval|command|builtin|source|.|trap", program); }

std::vector<std::string> texts_of(Words words) {
    std::vector<std::string> texts;
    texts.reserve(words.size());
    for (const Argument& word : words) texts.push_back(word.text);
    return texts;
}

// The program that a script's first line names, and its words; sh where there is none.
std::vector<Argument> interpreter_of(std::string_view text, Span span) {
    std::vector<Argument> words;
    if (text.starts_with("#!")) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        for (const std::string& word : quoted_words(text.substr(2, end - 2))) words.push_back({word, span});
    }
    if (words.empty()) words.push_back({"sh", span});
    return words;
}

}  // namespace

Output Walker::command(Words words, const Flow& flow) {
    if (words.empty() || stopped_) return std::nullopt;
    report(words, flow.input);
    if (stopped_) return std::nullopt;
    directory_.move(words);
    if (is_unknown(words[0])) return after_unknown(words, flow);
    Output output;
    if (auto special = named(words, flow)) {
        output = std::move(*special);
    } else if (auto alike = matched(words, flow)) {
        output = std::move(*alike);
    } else {
        output = known(program_named(path::basename(words[0].text)), words, flow);
    }
    state_.scope.last_argument = words.back().text;
    return output;
}

// "$SUDO git push": what is not known may be nothing, or a command that runs the rest.
Output Walker::after_unknown(Words words, const Flow& flow) {
    std::size_t count = 0;
    while (count < words.size() && is_unknown(words[count])) ++count;
    if (count > max_unknown) return std::nullopt;
    return command(words.subspan(count), flow);
}

Output Walker::known(const Program& program, Words words, const Flow& flow) {
    std::optional<Stream> kept;
    Stream* input = flow.input;
    const bool both =
        program.filter != nullptr && flow.wanted && (program.special != nullptr || program.wrapper != nullptr);
    if (both && input != nullptr) kept = *input;
    Carried found;
    if (program.wrapper != nullptr) found = carried_by(*program.wrapper, words, input);
    else if (program.special != nullptr) found = program.special(words, state_, input);
    if (found.printed && flow.wanted) {
        Output printed = std::move(found.printed);
        carried(std::move(found), {input, false});
        return printed;
    }
    if (!found.empty()) {
        std::optional<Directory> before;
        if (!runs_here(words[0].text)) before = directory_;
        Output output = carried(std::move(found), flow);
        if (before) directory_ = std::move(*before);
        return output;
    }
    if (program.filter == nullptr || !flow.wanted) return std::nullopt;
    if (kept) *input = std::move(*kept);
    return program.filter(words, state_, input);
}

Output Walker::carried(Carried carried, const Flow& flow, const Named& why) {
    if (!enter()) return std::nullopt;
    const Inside inside(*this, why.kind, why.name, why.span);
    const bool outside = std::exchange(elsewhere_, elsewhere_ || carried.elsewhere);
    std::vector<std::pair<std::string_view, std::optional<Value>>> before;
    for (const auto& [name, value] : carried.variables) {
        if (is_run_from_environment(name)) text(value, {0, line_.size()}, {});
        if (name.starts_with("BASH_FUNC_") && name.ends_with("%%")) {
            text(name.substr(10, name.size() - 12) + value, {0, line_.size()}, {});
        }
        before.emplace_back(name, state_.scope.exchange(name, value));
    }
    const std::size_t count = carried.commands.size() + carried.texts.size() + (carried.tail.empty() ? 0 : 1);
    Output output;
    if (!carried.tail.empty()) output = command(carried.tail, flow);
    for (const std::vector<Argument>& inner : carried.commands) {
        charge(inner.size());
        output = command(inner, flow);
    }
    for (Carried::Text& one : carried.texts) {
        if (stopped_) break;
        const bool replaces = one.positional.has_value();
        if (replaces) std::swap(state_.scope.positional, one.positional);
        if (replaces) std::swap(state_.scope.zeroth, one.zeroth);
        output = text(one.text.text, one.text.span, flow);
        if (replaces) std::swap(state_.scope.positional, one.positional);
        if (replaces) std::swap(state_.scope.zeroth, one.zeroth);
    }
    for (auto last = before.rbegin(); last != before.rend(); ++last) {
        state_.scope.restore(last->first, std::move(last->second));
    }
    elsewhere_ = outside;
    --depth_;
    return count == 1 ? output : std::nullopt;
}

// A name that the line itself gave a meaning: an alias, a function, a file it wrote, a program it copied.
std::optional<Output> Walker::named(Words words, const Flow& flow) {
    const std::string& name = words[0].text;
    if (!state_.aliases.empty() && state_.aliases.contains(name) && !expanding_.contains(name)) {
        return aliased(name, words, flow);
    }
    if (!state_.functions.empty() && state_.functions.contains(name)) return called(name, words, flow);
    if (state_.files.empty()) return std::nullopt;
    if (name.find('/') != std::string::npos) {
        if (const std::string* text = state_.files.find(name)) return file(std::string(*text), words, flow);
    }
    const std::string_view copied = state_.files.program(name);
    if (copied.empty() || copied == path::basename(name)) return std::nullopt;
    return renamed(copied, words, flow);
}

// A program whose name is a pattern: /usr/bin/gi? is git where the file system has no other.
std::optional<Output> Walker::matched(Words words, const Flow& flow) {
    const std::string name(path::basename(words[0].text));
    const bool pattern = name.find_first_of("*?[") != std::string::npos && name.size() <= max_pattern;
    if (!pattern || name.find_first_not_of("*?[") == std::string::npos) return std::nullopt;
    Output output;
    std::size_t count = 0;
    for (const std::string_view program : often_hidden) {
        if (::fnmatch(name.c_str(), std::string(program).c_str(), 0) != 0) continue;
        if (++count > max_matches) break;
        output = renamed(program, words, flow);
    }
    return count == 0 ? std::nullopt : std::optional(output);
}

Output Walker::renamed(std::string_view program, Words words, const Flow& flow) {
    Carried found;
    found.commands.emplace_back(words.begin(), words.end())[0].text = program;
    return carried(std::move(found), flow, {Frame::Kind::program, program, words[0].span});
}

Output Walker::called(const std::string& name, Words words, const Flow& flow) {
    const Command* body = state_.functions.find(name)->second;
    if (calls_ >= max_calls || !may_repeat(body->span)) return std::nullopt;
    called_.insert(body);
    ++calls_;
    const Inside inside(*this, Frame::Kind::function, name, body->span);
    auto outer = std::exchange(state_.scope.positional, texts_of(words.subspan(1)));
    Locals locals;
    Locals* const outer_locals = std::exchange(locals_, &locals);
    Output output = bodies(*body, flow);
    locals_ = outer_locals;
    for (auto last = locals.rbegin(); last != locals.rend(); ++last) {
        state_.scope.restore(last->first, std::move(last->second));
    }
    state_.scope.positional = std::move(outer);
    --calls_;
    return output;
}

// An alias is text: what it stands for is read again, with the words that follow it.
Output Walker::aliased(const std::string& name, Words words, const Flow& flow) {
    Carried found;
    std::string text = state_.aliases.find(name)->second;
    for (const Argument& word : words.subspan(1)) text += " " + (word.known() ? quote(word.text) : word.text);
    found.add(std::move(text), words[0].span);
    expanding_.insert(name);
    Output output = carried(std::move(found), flow, {Frame::Kind::alias, name, words[0].span});
    expanding_.erase(name);
    return output;
}

Output Walker::file(const std::string& text, Words words, const Flow& flow) {
    Carried found;
    std::vector<Argument>& command = found.commands.emplace_back(interpreter_of(text, words[0].span));
    command.insert(command.end(), words.begin(), words.end());
    return carried(std::move(found), flow, {Frame::Kind::file, words[0].text, words[0].span});
}

}  // namespace scc::shell
