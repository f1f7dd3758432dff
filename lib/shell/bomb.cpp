#include "shell/bomb.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "base/path.hpp"

namespace scc::shell {
namespace {

// The text of a word that is literal throughout; empty otherwise.
std::string literal_of(const Word& word) {
    std::string text;
    for (const Part& part : word.parts) {
        if (part.kind != Part::Kind::literal) return {};
        text += part.text;
    }
    return text;
}

std::string program_of(const Command& one) {
    return one.kind == Command::Kind::simple && !one.words.empty() ? literal_of(one.words[0]) : std::string();
}

bool is_constant(const std::string& value) {
    return !value.empty() && value.find_first_not_of("0123456789") == std::string::npos && value != "0";
}

// Whether a condition is written as one that never changes: "true", "until false", "[ 1 ]", "((1))".
bool is_constant(const List& condition) {
    if (condition.pipelines.size() != 1 || condition.pipelines[0].commands.size() != 1) return false;
    const Command& one = condition.pipelines[0].commands[0];
    const std::string first = one.words.empty() ? std::string() : literal_of(one.words[0]);
    if (one.kind == Command::Kind::arithmetic) return is_constant(first);
    if (one.kind == Command::Kind::test) return one.words.size() == 1 && !first.empty();
    if (one.kind != Command::Kind::simple) return false;
    const std::string_view program = path::basename(first);
    if (program == "true" || program == "false" || program == ":") return one.words.size() == 1;
    const std::size_t arguments = program == "[" ? 3 : 2;
    return (program == "[" || program == "test") && one.words.size() == arguments && !literal_of(one.words[1]).empty();
}

// What one turn of a loop does, in order: starts something, waits for what was started, or leaves.
enum class Step {
    start,
    wait,
    leave,
};

class Turn {
public:
    std::vector<Step> steps;
    bool forgets = false;

    void read(const List& list) {
        for (const Pipeline& pipeline : list.pipelines) read(pipeline);
    }

private:
    void read(const Pipeline& pipeline) {
        if (pipeline.joiner == "&") return steps.push_back(Step::start);
        if (pipeline.commands.size() != 1) return;
        const Command& one = pipeline.commands[0];
        const std::string program = program_of(one);
        if (program == "wait") steps.push_back(Step::wait);
        if (program == "break" || program == "exit" || program == "return" || program == "exec") {
            steps.push_back(Step::leave);
        }
        if (program == "disown") forgets = true;
        if (one.kind == Command::Kind::group) read(one.lists[0]);
        if (one.kind == Command::Kind::subshell) apart(one.lists[0]);
    }

    // What a shell of its own starts, only that one can wait for.
    void apart(const List& list) {
        Turn inside;
        inside.read(list);
        const bool waits = !inside.steps.empty() && inside.steps.back() == Step::wait;
        if (!waits && std::ranges::find(inside.steps, Step::start) != inside.steps.end()) {
            steps.push_back(Step::start);
            forgets = true;
        }
    }
};

// Whether a turn, done again and again, leaves more and more behind.
bool piles_up(const List& body) {
    Turn turn;
    turn.read(body);
    const std::vector<Step>& steps = turn.steps;
    if (std::ranges::find(steps, Step::leave) != steps.end()) return false;
    if (std::ranges::find(steps, Step::start) == steps.end()) return false;
    if (turn.forgets) return true;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i] == Step::start && steps[(i + 1) % steps.size()] == Step::start) return true;
    }
    return false;
}

constexpr std::size_t most_functions = 64;  // of a line whose calls are followed
constexpr std::size_t most_calls = 256;     // of one function that are
constexpr std::size_t most_searches = 256;  // of a line

struct Call {
    std::string name;
    bool forked = false;

    bool operator==(const Call&) const = default;
};

using Functions = std::map<std::string, std::vector<Call>>;

// Every command of a list that is called by name, at any depth of the tree.
void calls_in(const List& list, bool forked, std::vector<Call>& into) {
    for (const Pipeline& pipeline : list.pipelines) {
        const bool apart = forked || pipeline.joiner == "&" || pipeline.commands.size() > 1;
        for (const Command& one : pipeline.commands) {
            if (into.size() >= most_calls) return;
            const Call call{program_of(one), apart};
            if (!call.name.empty() && std::ranges::find(into, call) == into.end()) into.push_back(call);
            if (one.kind == Command::Kind::function) continue;
            for (const List& inner : one.lists) calls_in(inner, apart, into);
        }
    }
}

// Whether a call comes back to itself by way of a process of its own.
class Search {
public:
    explicit Search(const Functions& functions) : functions_(functions) {}

    bool from(const std::string& name) {
        const auto found = functions_.find(name);
        if (found == functions_.end() || !seen_.insert(name).second) return false;
        return std::ranges::any_of(found->second, [&](const Call& call) {
            return (call.forked && reaches(call.name, name)) || from(call.name);
        });
    }

private:
    bool reaches(const std::string& start, const std::string& wanted) const {
        std::set<std::string> seen;
        std::vector<std::string> open = {start};
        while (!open.empty()) {
            const std::string name = std::move(open.back());
            open.pop_back();
            if (name == wanted) return true;
            const auto found = functions_.find(name);
            if (found == functions_.end() || !seen.insert(name).second) continue;
            for (const Call& call : found->second) open.push_back(call.name);
        }
        return false;
    }

    const Functions& functions_;
    std::set<std::string> seen_;
};

class Finder {
public:
    void read(const List& list) {
        for (const Pipeline& pipeline : list.pipelines) {
            for (const Command& one : pipeline.commands) read(one);
        }
    }

    std::vector<Span> found;

private:
    void read(const Command& one) {
        if (one.kind == Command::Kind::simple) return call(one);
        if (one.kind == Command::Kind::function) return define(one);
        const bool endless = (one.kind == Command::Kind::loop && one.lists.size() == 2 && is_constant(one.lists[0])) ||
                             (one.kind == Command::Kind::arithmetic && one.lists.size() == 1 && one.words.size() == 3 &&
                              (one.words[1].parts.empty() || is_constant(literal_of(one.words[1]))));
        if (endless && piles_up(one.lists.back())) found.push_back(one.span);
        for (const List& inner : one.lists) read(inner);
    }

    void define(const Command& one) {
        if (functions_.size() >= most_functions) return;
        std::vector<Call>& calls = functions_[one.name];
        calls.clear();
        for (const List& body : one.lists) calls_in(body, false, calls);
        for (const List& body : one.lists) loops(body);
    }

    // The loops of a function's body; its calls count where it is called.
    void loops(const List& body) {
        const Functions outer = std::exchange(functions_, {});
        read(body);
        functions_ = outer;
    }

    void call(const Command& one) {
        if (functions_.empty() || !functions_.contains(program_of(one)) || ++searches_ > most_searches) return;
        if (Search(functions_).from(program_of(one))) found.push_back(one.span);
    }

    Functions functions_;
    std::size_t searches_ = 0;
};

}  // namespace

std::vector<Span> bombs_in(const List& list) {
    Finder finder;
    finder.read(list);
    return std::move(finder.found);
}

}  // namespace scc::shell
