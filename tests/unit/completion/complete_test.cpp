#include "completion/complete.hpp"

#include <gtest/gtest.h>

#include <set>

namespace scc::completion {
namespace {

OptionRow flag(const char* name) { return {name, "", "", false, ""}; }
OptionRow valued(const char* name, const char* letter, const char* value) { return {name, letter, value, false, ""}; }

VerbRow verb(std::vector<std::string> words,
             std::vector<std::string> operands,
             std::vector<OptionRow> options,
             std::vector<std::string> is = {}) {
    return {std::move(words), std::move(operands), false, "", std::move(options), std::move(is)};
}

Result<Tool> tool_called(std::string_view name) {
    if (name == "scc") {
        return Tool{"scc",
                    {verb({}, {}, {flag("version")}),
                     verb({"start"}, {"PATH"}, {valued("team", "t", "TEAM"), {"resume", "", "ID", true, ""}}),
                     verb({"tree", "make"}, {"NAME"}, {flag("dry-run")}),
                     verb({"tree"}, {}, {}, {"scc-tree"}),
                     verb({"team"}, {}, {valued("org", "", "FILE")}, {"scc-config", "team"}),
                     verb({"loop"}, {}, {}, {"scc", "loop"})}};
    }
    if (name == "scc-tree") {
        VerbRow drop = verb({"drop"}, {"NAME"}, {flag("force")});
        drop.last_repeats = true;
        return Tool{"scc-tree",
                    {verb({"list"}, {}, {}),
                     verb({"make"}, {"REPO"}, {}),
                     verb({"show"}, {"[REPO]", "NAME", "[PATH]"}, {}),
                     drop}};
    }
    if (name == "scc-config") return Tool{"scc-config", {verb({"team", "switch"}, {"NAME"}, {flag("quiet")})}};
    return Error{Code::prereq, "there is none"};
}

// "TOOL/VERB/NAME" and "beta" stand in every slot; operands called PATH are directories.
Completion values(const Slot& slot) {
    return {{{slot.tool + "/" + slot.verb + "/" + slot.name, ""}, {"beta", ""}},
            slot.placeholder == "PATH" ? Paths::directories : Paths::none};
}

std::vector<std::string> completed(const std::vector<std::string>& words) {
    std::vector<std::string> found;
    for (const Candidate& one : complete("scc", words, {tool_called, values}).candidates) found.push_back(one.word);
    return found;
}

using Words = std::vector<std::string>;

struct Row {
    Words words;
    Words found;
};

TEST(Complete, OffersWhatMayStandThere) {
    const Row rows[] = {
        {{""}, {"loop", "start", "team", "tree"}},
        {{"t"}, {"team", "tree"}},
        {{"--"}, {"--version"}},
        // Verbs of scc itself and of the tool that the word stands for.
        {{"tree", ""}, {"drop", "list", "make", "show"}},
        {{"tree", "d"}, {"drop"}},
        {{"team", ""}, {"switch"}},
        {{"team", "switch", ""}, {"beta", "scc-config/team switch/NAME"}},
        {{"team", "switch", "b"}, {"beta"}},
        {{"team", "switch", "x", ""}, {}},
        // A verb of scc goes before the tool's of the same name.
        {{"tree", "make", ""}, {"beta", "scc/tree make/NAME"}},
        {{"tree", "make", "--"}, {"--dry-run"}},
        {{"tree", "drop", "a", "b", ""}, {"beta", "scc-tree/drop/NAME"}},
        // Where an operand may be left out the next may stand as well.
        {{"tree", "show", "s"}, {"scc-tree/show/NAME", "scc-tree/show/REPO"}},
        {{"tree", "show", "a", "s"}, {"scc-tree/show/NAME"}},
        {{"tree", "show", "a", "b", "s"}, {"scc-tree/show/PATH"}},
        // Options of every name that led there, each once.
        {{"team", "switch", "--"}, {"--org", "--quiet"}},
        {{"team", "switch", "--quiet", "-"}, {"--org"}},
        {{"start", "--te"}, {"--team"}},
        // Values of options, in each of their forms.
        {{"start", "--team", ""}, {"beta", "scc/start/--team"}},
        {{"start", "-t", "b"}, {"beta"}},
        {{"start", "--team=b"}, {"--team=beta"}},
        {{"start", "--resume="}, {"--resume=beta", "--resume=scc/start/--resume"}},
        {{"start", "--resume", "b"}, {"beta"}},
        {{"start", "--team", "x", "b"}, {"beta"}},
        // Nothing is known of these.
        {{"start", "--", "b"}, {}},
        {{"nonsense", ""}, {}},
        {{"loop", ""}, {}},
        {{}, {}},
    };
    for (const Row& row : rows) {
        std::string line;
        for (const std::string& word : row.words) line += " '" + word + "'";
        EXPECT_EQ(completed(row.words), row.found) << line;
    }
}

TEST(Complete, LeavesPathsToTheShell) {
    EXPECT_EQ(complete("scc", {"start", ""}, {tool_called, values}).paths, Paths::directories);
    EXPECT_EQ(complete("scc", {"start", "--team", ""}, {tool_called, values}).paths, Paths::none);
    EXPECT_EQ(complete("scc", {"start", "-"}, {tool_called, values}).paths, Paths::none);
}

}  // namespace
}  // namespace scc::completion
