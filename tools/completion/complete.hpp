// What may stand at the end of a command line of scc.
//
//     scc team sw⇥                         scc's table: `team` is `scc-config team` ─► scc-config's table: switch
//     scc start --team ⇥                   the option's value is a team ─► the teams there are
//     scc-sandbox stop ⇥                   the operand is the name of a sandbox ─► the sandboxes there are
//
// The tables are those of `TOOL --help --json` (cli/help.hpp); nothing is known here of single verbs but which values
// are alive (values.hpp). Where a word is another name for a command of a tool, the search goes on in that tool's
// table.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::completion {

struct OptionRow {
    std::string name;
    std::string letter;  // may be empty
    std::string value;   // may be empty: a flag
    bool value_is_optional = false;
    std::string help;
};

struct VerbRow {
    std::vector<std::string> words;
    std::vector<std::string> operands;  // "[REPO] NAME" is {"[REPO]", "NAME"}; what stands behind "--" is left out
    bool last_repeats = false;          // "NAME..."
    std::string help;
    std::vector<OptionRow> options;
    std::vector<std::string> is;  // the command that this is another name for; may be empty
};

struct Tool {
    std::string name;
    std::vector<VerbRow> verbs;
};

struct Candidate {
    std::string word;
    std::string help;
};

// What the shell completes itself.
enum class Paths {
    none,
    files,
    directories,
};

struct Completion {
    std::vector<Candidate> candidates;
    Paths paths = Paths::none;
};

// Where a value stands: in which verb of which tool, and the name of the option ("--team") or operand ("NAME").
struct Slot {
    std::string tool;
    std::string verb;  // its words, joined by blanks
    std::string name;
    std::string placeholder;  // of an option: what its value is called; of an operand the same as `name`
};

// How the outside answers: the table of a tool, and what may stand in a slot.
struct Sources {
    std::function<Result<Tool>(std::string_view name)> tool;
    std::function<Completion(const Slot& slot)> values;
};

// `words` are those behind the tool's name; the last of them is being typed and may be empty. Only what begins with it
// is a candidate, sorted.
Completion complete(std::string_view tool, const std::vector<std::string>& words, const Sources& sources);

}  // namespace scc::completion
