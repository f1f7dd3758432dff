// Walks the tree of a line in the order it runs, and everything the line makes other programs run.
//
//     walker.cpp          lists, pipelines, branches, loops, functions
//     walker_simple.cpp   assignments, redirections, the words of one command
//     walker_carried.cpp  a command with its words, and what those carry (shell/wrapper.hpp)
//
// What a command writes is followed where something reads it: the next one in a pipeline, a substitution, a file. A
// body is walked again for each known turn of a loop and each call of a function, within a count; after that once,
// with what differs unknown.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shell/command.hpp"
#include "shell/expand.hpp"
#include "shell/parse.hpp"
#include "shell/special.hpp"

namespace scc::shell {

// What a command writes; nothing when nobody knows.
using Output = std::optional<std::string>;

// What flows into a command, and whether anybody reads what it writes.
struct Flow {
    Stream* input = nullptr;
    bool wanted = false;
};

// Variables that a function has made its own, with what they were before.
using Locals = std::vector<std::pair<std::string, std::optional<Value>>>;

// Why a text or command is run: a command carries it, or a name stands for it.
struct Named {
    Frame::Kind kind = Frame::Kind::command;
    std::string_view name = {};
    Span span = {};
};

class Walker {
public:
    Walker(std::string_view line, const Each& each, Reading reading) : line_(line), each_(each) {
        budget_.holes = reading.holes;
        if (reading.uses) state_.scope.uses = &uses_;
    }
    Walker(const Walker&) = delete;
    Walker& operator=(const Walker&) = delete;

    // The line itself, or a text that was found in one of its words. A text that comes upon itself, as a script does
    // that calls itself, is not read again.
    Output text(std::string_view text, Span outer, const Flow& flow, bool top = false);

    // A command whose words are known, and what it runs.
    Output command(Words words, const Flow& flow);

    // What is defined, but never called with words that are known.
    void uncalled();

    Result<Done> finish() &&;

private:
    // Counts a level of commands within commands, or of a branch that may not be taken.
    class Uncertain {
    public:
        explicit Uncertain(State& state, bool counts = true) : state_(state), count_(counts ? 1 : 0) {
            state_.scope.uncertain += count_;
        }
        Uncertain(const Uncertain&) = delete;
        Uncertain& operator=(const Uncertain&) = delete;
        ~Uncertain() { state_.scope.uncertain -= count_; }

    private:
        State& state_;
        std::size_t count_;
    };

    // While it lives, commands are inside of something more.
    class Inside {
    public:
        Inside(Walker& walker, Frame::Kind kind, std::string_view name, Span span) : walker_(walker) {
            walker_.inside_.push_back({kind, name, span, ++walker_.entered_});
        }
        Inside(const Inside&) = delete;
        Inside& operator=(const Inside&) = delete;
        ~Inside() { walker_.inside_.pop_back(); }

    private:
        Walker& walker_;
    };

    void fail(Error error);
    void report(Words words, const Stream* input = nullptr);
    void bombs(const List& list);
    void check_budget();
    void charge(std::size_t words);
    bool enter();
    bool may_repeat(Span body);
    Result<List> parse_inside(std::string_view text, Span outer);
    Result<List> parse_known(std::string_view text, Span outer);

    // Lists and compound commands.
    Output walk(const List& list, const Flow& flow);
    Output walk(const Pipeline& pipeline, const Flow& flow);
    Output walk(const Command& one, const Flow& flow);
    Output structure(const Command& one, const Flow& flow);
    Output built(const Command& one, const Flow& flow);
    Output branches(const Command& one, const Flow& flow);
    Output loop(const Command& one, const Flow& flow);
    Output each_item(const Command& one, const Flow& flow);
    Output bodies(const Command& one, const Flow& flow);

    // Simple commands.
    Output simple(const Command& one, const Flow& flow);
    Output expanded(const Command& one, const Flow& flow);
    Output redirected(const Command& one, const Flow& flow);
    void others(const Command& one, const Flow& flow);
    std::string value_of(const Assignment& made);
    Output declared(const Command& one, Words words, const Flow& flow);
    void assign(const Assignment& made);
    void assign(const Assignment& made, std::string value);
    std::string item(const std::string& name, const Word& word);
    void run_variable(std::string_view name, const std::string& value, Span span);
    void prompt(const Part& part);
    void opened(const Redirect& redirect);
    std::optional<Stream> input_of(const Command& one, bool& redirected);
    void write_to(const Redirect& redirect, const Output& output);
    void substitutions(const Command& one);
    void substitutions(const Word& word);
    void substitution(const Part& part);

    // Commands with their words.
    Output after_unknown(Words words, const Flow& flow);
    Output known(const Program& program, Words words, const Flow& flow);
    Output carried(Carried carried, const Flow& flow, const Named& why = {});
    std::optional<Output> named(Words words, const Flow& flow);
    std::optional<Output> matched(Words words, const Flow& flow);
    Output renamed(std::string_view program, Words words, const Flow& flow);
    void evaluated(std::string_view name, std::string_view text, Span span);
    Output called(const std::string& name, Words words, const Flow& flow);
    Output aliased(const std::string& name, Words words, const Flow& flow);
    Output file(const std::string& text, Words words, const Flow& flow);

    std::string_view line_;
    const Each& each_;
    Budget budget_;
    State state_;
    Directory& directory_ = state_.files.directory;
    std::vector<std::unique_ptr<List>> kept_;
    std::vector<std::string> running_;              // texts, each found in the one before it
    std::vector<const Command*> defined_;           // functions, in order
    Locals* locals_ = nullptr;                      // of the function that runs; nullptr outside of any
    std::set<const Command*> called_;               // those that were called with words that are known
    std::set<std::string, std::less<>> expanding_;  // aliases that are being replaced
    std::vector<Frame> inside_;
    std::vector<Use> uses_;  // of the command whose words were expanded last
    std::optional<Error> fault_;
    std::size_t depth_ = 0;
    std::size_t entered_ = 0;  // frames so far
    std::size_t calls_ = 0;
    std::size_t repeated_ = 0;
    std::size_t processes_ = 0;
    std::size_t fetches_ = 0;  // downloads so far
    bool fetched_ = false;     // whether one flows into what runs now
    bool elsewhere_ = false;   // whether what runs now does so among other files
    bool stopped_ = false;
};

}  // namespace scc::shell
