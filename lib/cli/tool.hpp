// A tool from argv to exit status.
//
// A program is a record: its name and its verbs. A verb is a filter, a pure function from the options and the document
// on standard input to the document on standard output:
//
//     argv ── parse(table) ──► Args ─┐
//     stdin ── wire::open(kind) ─► json ─┴─► body ──► Result<json> ── wire::seal ──► stdout, status
//                                                        └─ Error ─► a line on stderr + error document, its code
//
// A verb that must act (start a container, follow a log) has `act` instead of `body`: standard output is its own.
// `run` is the only place that reads standard input, writes standard output, turns a Code into a status, and catches
// what libraries throw (exit 70).
#pragma once

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::cli {

using json = nlohmann::json;

struct Verb {
    std::string_view name;           // "plan" or "team list"; empty: what the program does without a verb
    std::string_view operands = "";  // as in the synopsis: "[PATH]"
    std::string_view help = "";      // one line
    std::span<const Option> options = {};
    Operands takes = {};

    // The kind read from standard input, and whether this call reads it (unset: always). Empty: nothing is read and
    // `input` is null. With an option "plan-fd" in the table, its descriptor is read instead when given.
    std::string_view accepts = "";
    bool (*reads_input)(const Args&) = nullptr;

    std::string_view emits = "";  // the kind written
    Result<json> (*body)(const Args&, const json& input) = nullptr;
    std::string (*text)(const Args&, const json& data) = nullptr;  // for a terminal; unset: JSON there as well
    Code (*status)(const json& data) = nullptr;                    // unset: ok

    Result<int> (*act)(const Args&, const json& input) = nullptr;
    bool (*acts)(const Args&) = nullptr;  // with `body` as well: whether this call acts (unset: always)
};

// One table of several, in their order.
template <std::size_t... Sizes>
constexpr auto joined(const Verb (&... tables)[Sizes]) {
    std::array<Verb, (Sizes + ...)> all;
    auto at = all.begin();
    ((at = std::copy(std::begin(tables), std::end(tables), at)), ...);
    return all;
}

struct Program {
    std::string_view name;
    std::string_view summary;
    std::span<const Verb> verbs;
};

// Everything main does. Every verb also has --help, --json and --text; every program --version, and --help --json,
// which prints its tables (cli/help.hpp).
int run(int argc, const char* const* argv, const Program& program);

// "scc-net: org.json:/network: 'policy' must be …", a line for each further fault, and the hint.
std::string message_of(const Error& error, std::string_view program);

// A fault of the command line, with the help of that verb as its hint where it has none.
Error pointed_to_help(Error error, std::string_view program, std::string_view verb);

}  // namespace scc::cli
