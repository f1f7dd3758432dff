// Documents of kind `command` to documents of kind `verdict`.
//
//     {"command": TEXT} or {"argv": [WORD…]}, optional "cwd", "workspace", "branch"
//     {"verdict": "allow|warn|block", "certain": BOOL, and for a rule that applies
//      "rule", "because", "instead", "set_by", "span": [BEGIN, END], "words": [WORD…] and, where somebody grants
//      exceptions, "ask"; "released": [{"rule", "exception", "expires_at"}…] where exceptions let rules go}
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "rule/judge.hpp"
#include "wire/reader.hpp"

namespace scc::safety {

using nlohmann::json;

struct Question {
    std::string command;            // a line for a shell, or
    std::vector<std::string> argv;  // words
    std::string cwd;
    std::optional<std::string> workspace;
    std::optional<std::string> branch;
};

Result<Question> read_question(const json& data, std::string_view name);

// The members of a question in a record that has others as well.
Question read_question(wire::Reader& in);

// What is asked about as one text: the line, or the words joined by blanks.
std::string line_of(const Question& question);

rule::Verdict answer(const Question& question, const rule::Policy& policy);
json to_json(const rule::Verdict& verdict);

// The policy in the file, or the one that scc brings along when `path` is empty.
Result<rule::Policy> policy_at(const std::string& path);

// The same with another network policy and more packs, each unless empty; the packs are separated by commas.
Result<rule::Policy> policy_for(const std::string& path, const std::string& network, const std::string& packs);

// Answers questions line by line, one bare object each, from one descriptor to another. A line that is no question is
// answered with {"error": {…}}, and the status at the end is that of the first such line.
Result<Code> answer_all(int from, int to, const rule::Policy& policy);

}  // namespace scc::safety
