#include "shell/command.hpp"

#include <algorithm>
#include <deque>
#include <map>

#include "base/path.hpp"
#include "shell/bomb.hpp"
#include "shell/directory.hpp"
#include "shell/expand.hpp"
#include "shell/parse.hpp"
#include "shell/wrapper.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_unwrapped = 24;         // commands that run commands, within each other
constexpr std::size_t max_repeated = 2000;        // commands seen again in loops and called functions
constexpr std::size_t max_items = 8;              // turns of a loop whose items are known
constexpr std::size_t max_repeated_bytes = 8192;  // of a body that is looked at more than once

using Input = std::optional<std::string>;

class Walker {
public:
    Walker(std::string_view line, const Each& each) : line_(line), each_(each) {}

    Result<Done> finish() && {
        if (fault_) return std::move(*fault_);
        return Done{};
    }

    void text(std::string_view text, Span outer, bool top) {
        auto list = top ? parse(text, budget_) : parse_inside(text, outer);
        if (!list) return fail(std::move(list).error());
        kept_.push_back(std::move(*list));
        bombs(kept_.back());
        walk(kept_.back());
    }

    // A command whose words are known, and what it runs.
    void command(std::span<const Argument> words, const Input& input) {
        if (words.empty() || stopped_) return;
        report(words);
        if (stopped_) return;
        directory_.move(words);
        if (is_unknown(words[0])) return after_unknown(words, input);
        const Wrapper* wrapper = wrapper_named(path::basename(words[0].text));
        if (wrapper != nullptr) unwrap(*wrapper, words, input);
    }

private:
    static bool is_unknown(const Argument& word) { return word.text.size() == 1 && word.text[0] == unknown; }

    void report(std::span<const Argument> words) {
        const Span span = {words.front().span.begin, words.back().span.end};
        if (!each_({words, span, depth_, directory_.text()})) stopped_ = true;
    }

    // What starts processes without end is reported as one more command.
    void bombs(const List& list) {
        for (const Span span : bombs_in(list)) {
            const Argument word[] = {{std::string(bomb), span}};
            if (!stopped_) report(word);
        }
    }

    // "$SUDO git push": what is not known may be nothing, or a command that runs the rest.
    void after_unknown(std::span<const Argument> words, const Input& input) {
        const auto known = std::ranges::find_if(words, [](const Argument& word) { return !is_unknown(word); });
        command(words.subspan(static_cast<std::size_t>(known - words.begin())), input);
    }

    void fail(Error error) {
        if (!fault_) fault_ = std::move(error);
        stopped_ = true;
    }

    bool enter() {
        if (++depth_ <= max_unwrapped) return true;
        --depth_;
        fail({Code::config, "commands run commands deeper than " + std::to_string(max_unwrapped) + " levels"});
        return false;
    }

    void unwrap(const Wrapper& wrapper, std::span<const Argument> words, const Input& input) {
        Carried carried = carried_by(wrapper, words, input);
        if (carried.commands.empty() && carried.texts.empty()) return;
        if (!enter()) return;
        Directory before = directory_;
        for (const std::vector<Argument>& inner : carried.commands) command(inner, input);
        std::swap(scope_.positional, carried.positional);
        for (const Argument& inner : carried.texts) {
            if (!stopped_) text(inner.text, inner.span, false);
        }
        std::swap(scope_.positional, carried.positional);
        if (!runs_here(words[0].text)) directory_ = std::move(before);
        --depth_;
    }

    // Whether what a command runs is run by the shell itself.
    static bool runs_here(std::string_view program) {
        return program == "eval" || program == "command" || program == "builtin";
    }

    // A text found in a word. Where the word stands in the line as it is, places in the text are places in the line.
    Result<List> parse_inside(std::string_view text, Span outer) {
        for (std::size_t quote = 0; quote < 2; ++quote) {
            if (outer.begin + quote + text.size() > line_.size()) break;
            if (line_.substr(outer.begin + quote, text.size()) != text) continue;
            if (text.size() + 2 * quote != outer.end - outer.begin) continue;
            return parse(text, budget_, outer.begin + quote, std::nullopt, line_);
        }
        std::string named;
        for (const char c : text) {
            if (c == unknown) named += "${_}";
            else named += c;
        }
        return parse(named, budget_, 0, outer, line_);
    }

    void walk(const List& list) {
        for (const Pipeline& pipeline : list.pipelines) walk(pipeline, std::nullopt);
    }

    // The commands of a pipe have a directory each.
    void walk(const Pipeline& pipeline, Input flowing) {
        if (stopped_) return;
        if (pipeline.commands.size() == 1) {
            walk(pipeline.commands[0], flowing);
            return;
        }
        const Directory before = directory_;
        for (const Command& one : pipeline.commands) {
            flowing = walk(one, flowing);
            directory_ = before;
            if (stopped_) return;
        }
    }

    // Returns what the command writes, where that is known.
    Input walk(const Command& one, const Input& piped) {
        substitutions(one);
        Input input = one.redirects.empty() ? piped : input_of(one, scope_);
        if (one.redirects.empty() || (!input && reads_piped(one))) input = piped;
        if (one.kind == Command::Kind::simple) return simple(one, input);
        for (const Redirect& redirect : one.redirects) opened(redirect);
        if (one.kind == Command::Kind::function) functions_[one.name] = &one;
        Directory before = directory_;
        if (one.kind == Command::Kind::each) each_item(one);
        else
            for (const List& list : one.lists) walk_with_input(list, input);
        leave(one.kind, std::move(before));
        return std::nullopt;
    }

    // Where the line goes on after a compound command.
    void leave(Command::Kind kind, Directory before) {
        using Kind = Command::Kind;
        if (kind == Kind::group || directory_.text() == before.text()) return;
        const bool apart = kind == Kind::subshell || kind == Kind::function || kind == Kind::coprocess;
        directory_ = std::move(before);
        if (!apart) directory_.forget();
    }

    static bool reads_piped(const Command& one) {
        return std::ranges::none_of(one.redirects,
                                    [](const Redirect& redirect) { return redirect.operation[0] == '<'; });
    }

    // A list that reads what flows into it: "echo text | { sh; }".
    void walk_with_input(const List& list, const Input& input) {
        for (const Pipeline& pipeline : list.pipelines) walk(pipeline, input);
    }

    Input simple(const Command& one, const Input& input) {
        assign(one);
        for (const Redirect& redirect : one.redirects) opened(redirect);
        if (one.words.empty()) return std::nullopt;
        const std::vector<Argument> words = expand(one.words, scope_);
        if (words.empty()) return std::nullopt;
        command(words, input);
        forget_read(words);
        call(words);
        sourced(one, words);
        return output_of(words, input);
    }

    void assign(const Command& one) {
        for (const Assignment& made : one.assignments) {
            if (made.array || made.keyed || made.values.empty()) {
                scope_.forget(made.name);
                continue;
            }
            std::string value = expand_whole(made.values[0], scope_);
            const std::string* before = made.append ? scope_.find(made.name) : nullptr;
            if (before != nullptr) value = *before + value;
            else if (made.append) value.insert(value.begin(), unknown);
            if (value.size() <= max_known_output) scope_.set(made.name, std::move(value));
            else scope_.forget(made.name);
        }
    }

    // Variables that get a value nobody knows.
    void forget_read(const std::vector<Argument>& words) {
        static constexpr std::string_view readers[] = {"getopts", "let", "mapfile", "read", "readarray", "unset"};
        if (std::ranges::find(readers, words[0].text) == std::end(readers)) return;
        for (const Argument& word : words) scope_.forget(word.text);
    }

    // What a redirection writes; bash's /dev/tcp/HOST/PORT is a connection, not a file.
    void opened(const Redirect& redirect) {
        if (redirect.body != nullptr || redirect.operation == "<<<") return;
        const std::string target = expand_whole(redirect.target, scope_);
        const bool writes =
            redirect.operation.find('>') != std::string::npos && redirect.operation != "<>" && target != "/dev/null";
        const bool duplicates = redirect.operation.ends_with('&') && is_number(target);
        if (stopped_ || target.empty()) return;
        if (writes && !duplicates && !target.starts_with("/dev/tcp/") && !target.starts_with("/dev/udp/")) {
            const Argument words[] = {{redirect.operation.find(">>") == std::string::npos ? ">" : ">>", redirect.span},
                                      {target, redirect.span}};
            report(words);
        }
        for (const std::string_view prefix : {"/dev/tcp/", "/dev/udp/"}) {
            if (!target.starts_with(prefix)) continue;
            const std::string rest = target.substr(prefix.size());
            const std::size_t slash = std::min(rest.find('/'), rest.size());
            const Argument words[] = {{std::string(prefix.substr(0, 8)), redirect.span},
                                      {rest.substr(0, slash), redirect.span},
                                      {rest.substr(std::min(slash + 1, rest.size())), redirect.span}};
            command(words, std::nullopt);
        }
    }

    static bool is_number(std::string_view text) {
        return text == "-" || text.find_first_not_of("0123456789-") == std::string_view::npos;
    }

    bool may_repeat(Span body) {
        return ++repeated_ <= max_repeated && depth_ < max_unwrapped && body.end - body.begin <= max_repeated_bytes;
    }

    // A function that the line defined is looked at again with the arguments it is called with.
    void call(const std::vector<Argument>& words) {
        const auto found = functions_.find(words[0].text);
        if (found == functions_.end() || stopped_ || !may_repeat(found->second->span)) return;
        if (calls_ >= 4) return;
        ++calls_;
        auto outer = std::exchange(scope_.positional, std::vector<Argument>(words.begin() + 1, words.end()));
        for (const List& list : found->second->lists) walk(list);
        scope_.positional = std::move(outer);
        --calls_;
    }

    // "source <(echo …)" and "bash <(echo …)".
    void sourced(const Command& one, const std::vector<Argument>& words) {
        const bool reads = words[0].text == "source" || words[0].text == "." ||
                           (wrapper_named(path::basename(words[0].text)) != nullptr &&
                            wrapper_named(path::basename(words[0].text))->carries == Carries::shell);
        if (!reads || stopped_) return;
        const auto run = [&](const Word& word) {
            for (const Part& part : word.parts) {
                if (part.kind != Part::Kind::process || part.text != "<") continue;
                const Input output = output_of(*part.list, scope_);
                if (!output || !enter()) continue;
                text(*output, part.span, false);
                --depth_;
            }
        };
        for (const Word& word : one.words) run(word);
        for (const Redirect& redirect : one.redirects) run(redirect.target);
    }

    void each_item(const Command& one) {
        const std::vector<Argument> items = expand(one.words, scope_);
        const bool known = items.size() <= max_items && may_repeat(one.span);
        for (const Argument& item : items) {
            if (!known || stopped_) break;
            scope_.set(one.name, item.text);
            for (const List& list : one.lists) walk(list);
        }
        if (known && !items.empty()) return;
        scope_.forget(one.name);
        for (const List& list : one.lists) walk(list);
    }

    // Everything that runs inside the words of a command.
    void substitutions(const Command& one) {
        for (const Assignment& made : one.assignments) {
            for (const Word& word : made.values) substitutions(word);
        }
        for (const Word& word : one.words) substitutions(word);
        for (const Redirect& redirect : one.redirects) {
            substitutions(redirect.target);
            if (redirect.body != nullptr) substitutions(*redirect.body);
        }
    }

    void substitutions(const Word& word) {
        for (const Part& part : word.parts) {
            if (part.list != nullptr && !stopped_) {
                Directory before = directory_;
                walk(*part.list);
                directory_ = std::move(before);
            }
            if (part.argument != nullptr) substitutions(*part.argument);
        }
    }

    std::string_view line_;
    const Each& each_;
    Budget budget_;
    Scope scope_;
    Directory directory_;
    std::deque<List> kept_;
    std::map<std::string, const Command*> functions_;
    std::optional<Error> fault_;
    std::size_t depth_ = 0;
    std::size_t calls_ = 0;
    std::size_t repeated_ = 0;
    bool stopped_ = false;
};

}  // namespace

Result<Done> each_command(std::string_view line, const Each& each) {
    Walker walker(line, each);
    walker.text(line, {0, line.size()}, true);
    return std::move(walker).finish();
}

Result<Done> each_command(std::span<const Argument> words, const Each& each) {
    Walker walker("", each);
    walker.command(words, std::nullopt);
    return std::move(walker).finish();
}

}  // namespace scc::shell
