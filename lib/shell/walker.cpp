#include "shell/walker.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "shell/bomb.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_unwrapped = 24;              // commands that run commands, within each other
constexpr std::size_t max_repeated = 2000;             // bodies that are walked again
constexpr std::size_t max_repeated_bytes = 1U << 18U;  // of them together
constexpr std::size_t max_turns = 64;                  // of a loop whose items are known

// Adds what one command writes to what those before it wrote.
void append(Output& all, const Output& more, bool first) {
    if (first) {
        all = more;
        return;
    }
    const std::string nobody_knows = {unknown, '\n'};
    if (!all && !more) return;
    all = all.value_or(nobody_knows) + more.value_or(nobody_knows);
    if (all->size() > max_value) all.reset();
}

bool names_a_repository(const Scope& scope) {
    static constexpr std::string_view variables[] = {
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"};
    return std::ranges::any_of(variables, [&](std::string_view name) { return scope.find(name) != nullptr; });
}

}  // namespace

Result<Done> Walker::finish() && {
    if (fault_) return std::move(*fault_);
    return Done{};
}

void Walker::fail(Error error) {
    if (!fault_) fault_ = std::move(error);
    stopped_ = true;
}

void Walker::report(Words words, const Stream* input) {
    static constexpr std::string_view fetchers[] = {"axel", "curl", "fetch", "http", "https", "wget", "wget2", "xh"};
    const Span span = {words.front().span.begin, words.back().span.end};
    const auto read = input == nullptr ? std::nullopt : std::optional(input->rest());
    const Simple command{words,
                         span,
                         depth_,
                         fetched_,
                         directory_.text(),
                         inside_,
                         uses_,
                         names_a_repository(state_.scope),
                         read,
                         elsewhere_,
                         &state_.files};
    if (!stopped_ && !each_(command)) stopped_ = true;
    uses_.clear();
    if (std::ranges::find(fetchers, path::basename(words[0].text)) != std::end(fetchers)) ++fetches_;
}

// What starts processes without end is reported as one more command.
void Walker::bombs(const List& list) {
    for (const Span span : bombs_in(list)) {
        const Argument word[] = {{std::string(bomb), span}};
        report(word);
    }
}

void Walker::check_budget() {
    if (state_.scope.is_spent()) fail({Code::config, "its expansions are longer than 4 MiB together"});
}

// Words that a command is given in place of others count like words of the line.
void Walker::charge(std::size_t words) {
    budget_.words += words;
    if (budget_.words > max_words) {
        fail({Code::config, "it makes commands of more than " + std::to_string(max_words) + " words"});
    }
}

bool Walker::enter() {
    if (++depth_ <= max_unwrapped) return true;
    --depth_;
    fail({Code::config, "commands run commands deeper than " + std::to_string(max_unwrapped) + " levels"});
    return false;
}

bool Walker::may_repeat(Span body) {
    const std::size_t bytes = body.end - body.begin;
    if (stopped_ || repeated_ + bytes > max_repeated_bytes) return false;
    repeated_ += std::max(bytes, max_repeated_bytes / max_repeated);
    return true;
}

Output Walker::text(std::string_view text, Span outer, const Flow& flow, bool top) {
    const bool again = std::ranges::find(running_, text) != running_.end();
    if (again) return std::nullopt;
    auto list = top ? parse(text, budget_) : parse_known(text, outer);
    if (!list) {
        fail(std::move(list).error());
        return std::nullopt;
    }
    const List& kept = *kept_.emplace_back(std::make_unique<List>(std::move(*list)));
    bombs(kept);
    running_.emplace_back(top ? std::string_view() : text);
    Output output = walk(kept, flow);
    running_.pop_back();
    return output;
}

// A text found in a word. Where the word stands in the line as it is, places in the text are places in the line.
Result<List> Walker::parse_inside(std::string_view text, Span outer) {
    for (std::size_t quote = 0; quote < 2; ++quote) {
        if (text.size() + 2 * quote != outer.end - outer.begin || outer.end > line_.size()) continue;
        if (line_.substr(outer.begin + quote, text.size()) != text) continue;
        return parse(text, budget_, outer.begin + quote, std::nullopt, line_);
    }
    return parse(text, budget_, 0, outer, line_);
}

// A text of which something is not known may be fit for a shell though it does not look it. Read is then what stands
// before the unknown, a quote closed behind it; or, where that makes no sense by itself, nothing but that there is a
// command.
Result<List> Walker::parse_known(std::string_view text, Span outer) {
    auto list = parse_inside(text, outer);
    const std::size_t hole = text.find(unknown);
    if (list || hole == std::string_view::npos) return list;
    for (const std::string_view closing : {"", "'", "\""}) {
        auto start = parse(std::string(text.substr(0, hole + 1)).append(closing), budget_, 0, outer, line_);
        if (start) return start;
    }
    return parse(text.substr(hole, 1), budget_, 0, outer, line_);
}

Output Walker::walk(const List& list, const Flow& flow) {
    Output all = "";
    bool first = true;
    bool depends = false;
    for (const Pipeline& pipeline : list.pipelines) {
        if (stopped_) break;
        const Uncertain maybe(state_, depends);
        const Output output = walk(pipeline, flow);
        if (flow.wanted) append(all, output, std::exchange(first, false));
        depends = pipeline.joiner == "&&" || pipeline.joiner == "||";
    }
    return flow.wanted ? all : std::nullopt;
}

Output Walker::walk(const Pipeline& pipeline, const Flow& flow) {
    const std::size_t count = pipeline.commands.size();
    if (count == 1) return walk(pipeline.commands[0], flow);
    const Uncertain maybe(state_);
    const Directory before = directory_;
    const bool fetched = fetched_;
    const std::size_t fetches = fetches_;
    Output flowing;
    Stream stream;
    for (std::size_t i = 0; i < count && !stopped_; ++i) {
        const bool last = i + 1 == count;
        Flow here{flow.input, !last || flow.wanted};
        if (i > 0) {
            here.input = flowing ? &stream : nullptr;
            if (flowing) stream = {std::move(*flowing), 0};
        }
        flowing = walk(pipeline.commands[i], here);
        directory_ = before;
        fetched_ = fetched || fetches_ > fetches;
    }
    fetched_ = fetched;
    return flowing;
}

Output Walker::walk(const Command& one, const Flow& flow) {
    if (stopped_) return std::nullopt;
    const bool fetched = fetched_;
    const std::size_t fetches = fetches_;
    substitutions(one);
    fetched_ = fetched || fetches_ > fetches;
    Output output = one.redirects.empty() ? structure(one, flow) : redirected(one, flow);
    fetched_ = fetched;
    return output;
}

// The directory goes on from a group alone; where a branch changed it, nobody knows it afterwards.
Output Walker::structure(const Command& one, const Flow& flow) {
    using Kind = Command::Kind;
    if (one.kind == Kind::simple || one.kind == Kind::group) return built(one, flow);
    const Directory before = directory_;
    Output output = built(one, flow);
    if (directory_.text() == before.text()) return output;
    directory_ = before;
    if (one.kind != Kind::subshell && one.kind != Kind::function && one.kind != Kind::coprocess) directory_.forget();
    return output;
}

Output Walker::built(const Command& one, const Flow& flow) {
    switch (one.kind) {
        case Command::Kind::simple: return simple(one, flow);
        case Command::Kind::group: return bodies(one, flow);
        case Command::Kind::subshell:
        case Command::Kind::coprocess: {
            const Uncertain maybe(state_);
            return bodies(one, flow);
        }
        case Command::Kind::conditional: return branches(one, flow);
        case Command::Kind::loop: return loop(one, flow);
        case Command::Kind::each: return each_item(one, flow);
        case Command::Kind::choice:
        case Command::Kind::arithmetic:
        case Command::Kind::test: {
            const Uncertain maybe(state_);
            return bodies(one, flow);
        }
        case Command::Kind::function: {
            state_.functions[one.name] = &one;
            if (!called_.contains(&one)) defined_.push_back(&one);
            return "";
        }
    }
    return std::nullopt;
}

Output Walker::bodies(const Command& one, const Flow& flow) {
    Output all = "";
    bool first = true;
    for (const List& list : one.lists) {
        const Output output = walk(list, flow);
        if (flow.wanted) append(all, output, std::exchange(first, false));
    }
    return flow.wanted ? all : std::nullopt;
}

// if: a condition writes seldom, and only the first runs for certain.
Output Walker::branches(const Command& one, const Flow& flow) {
    Output all = "";
    bool first = true;
    for (std::size_t i = 0; i < one.lists.size(); ++i) {
        const Uncertain maybe(state_, i > 0);
        const Output output = walk(one.lists[i], flow);
        const bool condition = i % 2 == 0 && i + 1 < one.lists.size();
        if (!condition && flow.wanted) append(all, output, std::exchange(first, false));
    }
    return flow.wanted ? all : std::nullopt;
}

// while and until: again as long as something is left of the input that they take from.
Output Walker::loop(const Command& one, const Flow& flow) {
    const Uncertain maybe(state_);
    Output all = "";
    for (std::size_t turn = 0;; ++turn) {
        const std::size_t before = flow.input == nullptr ? 0 : flow.input->at;
        const Output output = bodies(one, flow);
        if (flow.wanted) append(all, output, turn == 0);
        const bool took = flow.input != nullptr && flow.input->at > before && !flow.input->at_end();
        if (!took || turn == max_turns || !may_repeat(one.span)) break;
    }
    return flow.wanted ? all : std::nullopt;
}

Output Walker::each_item(const Command& one, const Flow& flow) {
    const Uncertain maybe(state_);
    const std::vector<Argument> items = expand(one.words, state_.scope);
    check_budget();
    Output all = "";
    bool first = true;
    std::size_t turns = 0;
    for (const Argument& item : items) {
        if (items.size() > max_turns || !may_repeat(one.span)) break;
        ++turns;
        state_.scope.restore(one.name, Value{.items = {item.text}});
        const Output output = bodies(one, flow);
        if (flow.wanted) append(all, output, std::exchange(first, false));
    }
    if (turns < items.size() || items.empty()) {
        state_.scope.forget(one.name);
        const Output output = bodies(one, flow);
        if (flow.wanted) append(all, output, std::exchange(first, false));
    }
    return flow.wanted ? all : std::nullopt;
}

void Walker::uncalled() {
    state_.scope.positional.reset();
    while (!defined_.empty() && !stopped_) {
        for (const Command* function : std::exchange(defined_, {})) {
            if (!called_.insert(function).second || stopped_) continue;
            const Inside inside(*this, Frame::Kind::uncalled, function->name, function->span);
            bodies(*function, {});
        }
    }
}

}  // namespace scc::shell
