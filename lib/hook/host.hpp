// The agents whose hooks are understood, a row each.
//
// An agent that is about to use a tool starts the hooks its configuration names. Each is written one JSON object about
// the call on its standard input, and the agent goes by its exit status, its standard output and its standard error.
// No two agents name the same things alike, and each takes most of what it does not understand for permission: a
// refusal without a key it waits for, a status other than 0 and 2, a hook that does not start or is too slow. What all
// of them take for a refusal is status 2 with text on standard error. That is what a refusal is here, and the agent's
// own kind of refusal stands on standard output as well, for those that read it.
//
// A hook refuses or is silent. It never says that a call is permitted, because an agent would then not ask its user
// where it otherwise does; the one agent that takes silence for a fault is the exception.
//
//     bytes ──read_call──► Call ──judge──► Verdict ──row──► out, err, status
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scc::hook {

using Names = std::span<const std::string_view>;

// Where the parts of a call are found: keys of the object, of which the first that is there counts.
struct Keys {
    Names tool;
    Names arguments;  // an object, or its JSON text
    Names cwd;
    Names session;
    Names call;
    std::string_view roots = "";  // a list whose first text is taken where there is no cwd
    std::string_view line = "";   // a shell's line in the object itself, where there is no tool
    std::string_view event = "";  // which of its events the host tells of
    Names directory = {};         // of the arguments: where the command runs, from cwd
};

// What stands on standard output: empty, or JSON in which "@" is the text, with its quotes.
struct Dialect {
    std::string_view refusal;
    std::string_view note;     // of a call that passes with a warning
    std::string_view silence;  // of a call that passes
};

// Where the host's configuration lies when a variable says so: in the directory it names, or below it.
struct Variable {
    std::string_view name;
    std::string_view below = "";
};

// What has to stand in the list of an event; "@" is the command line, with its quotes.
struct Entry {
    std::string_view event;
    std::string_view form;
};

// How the host is told of a hook. It reads {"hooks": {EVENT: [ENTRY…]}} from a JSON file, or runs a plugin.
struct Setup {
    std::span<const Variable> variables = {};
    std::string_view directory;  // where no variable says otherwise; below the home directory
    std::string_view file;
    std::span<const Entry> entries = {};
    std::string_view start = "{}";       // what the file says besides
    std::string_view plugin = "";        // below share/scc: the text of the file, in which "@" is the command's words
    std::string_view switched_off = "";  // the key of the file that keeps all hooks from running
    std::string_view approvals = "";     // the TOML file beside it that says which hooks the user approved
    bool failure_refuses = false;        // any status but 0 is a refusal, as these entries say
    std::string_view advice = "";        // what is left to be done
};

struct Host {
    std::string_view name;
    std::string_view title;
    Names shells;  // the tools that always carry a command
    Keys keys;
    Dialect dialect;
    Entry beginning = {"", ""};  // the event of a conversation that begins or goes on; empty: it has none
    Setup setup;
};

std::span<const Host> hosts();

// Nothing when there is none of that name.
const Host* host_named(std::string_view name);

std::vector<std::string> host_names();

}  // namespace scc::hook
