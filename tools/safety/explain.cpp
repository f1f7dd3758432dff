#include "explain.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "excerpt.hpp"
#include "place.hpp"
#include "tree.hpp"

namespace scc::safety {
namespace {

using shell::Frame;
using shell::Use;

// What can be shown of a text of which something is not known.
std::string shown(std::string_view text) {
    return text::replace_all(std::string(text), std::string_view(&shell::unknown, 1), "…");
}

bool is_known(std::string_view text) { return text.find(shell::unknown) == std::string_view::npos; }

std::string_view name_of(Frame::Kind kind) {
    switch (kind) {
        case Frame::Kind::command: return "command";
        case Frame::Kind::alias: return "alias";
        case Frame::Kind::function: return "function";
        case Frame::Kind::uncalled: return "uncalled";
        case Frame::Kind::file: return "file";
        case Frame::Kind::program: return "program";
        case Frame::Kind::variable: return "variable";
        case Frame::Kind::substitution: return "substitution";
    }
    return "";
}

std::string_view why_unknown(const Use& use) {
    switch (use.kind) {
        case Use::Kind::output: return "output of a command";
        case Use::Kind::process: return "a file that is made when it runs";
        case Use::Kind::arithmetic: return "computed when it runs";
        case Use::Kind::pattern: return "a pattern, matched when it runs";
        case Use::Kind::parameter: break;
    }
    if (use.set) return "set to what is not known";
    if (use.name.find_first_not_of("0123456789@*#") == std::string::npos)
        return "unset parameter: no arguments are given";
    if (use.name.size() == 1 && std::string_view("?$!-_").find(use.name[0]) != std::string_view::npos) {
        return "told by the shell when it runs";
    }
    return "unset parameter";
}

json span_json(shell::Span span) { return {span.begin, span.end}; }

json use_json(const Use& use, std::string_view line) {
    const std::string_view written = line.substr(use.span.begin, use.span.end - use.span.begin);
    const bool in_place = use.kind != Use::Kind::parameter || written.starts_with('$');
    json one = {{"text", in_place ? std::string(written) : "$" + use.name},
                {"value", shown(use.value)},
                {"span", span_json(use.span)}};
    if (use.kind == Use::Kind::parameter) one["name"] = use.name;
    if (!is_known(use.value)) one["because"] = why_unknown(use);
    return one;
}

json node_json(const Node& node, std::string_view line) {
    json words = json::array();
    json uses = json::array();
    bool known = true;
    for (const std::string& word : node.words) {
        words.push_back(shown(word));
        known = known && is_known(word);
    }
    for (const Use& use : node.uses) {
        const bool written = use.span.end <= line.size() && use.span.begin < use.span.end;
        if (written) uses.push_back(use_json(use, line));
    }
    json one = {{"depth", node.depth},
                {"words", words},
                {"known", known},
                {"span", span_json(node.span)},
                {"directory", shown(node.directory)},
                {"uses", uses},
                {"verdict", to_json(node.verdict)}};
    if (!node.inside.empty()) {
        one["by"] = {{"kind", name_of(node.inside.back().kind)}, {"name", node.inside.back().name}};
    }
    return one;
}

json fault_json(const Error& error, std::string_view line) {
    const std::size_t offset = offset_of(line, error.where);
    const Position place = position_of(line, offset);
    return {{"message", error.message}, {"offset", offset}, {"line", place.line}, {"column", place.column}};
}

}  // namespace

json explain(const Question& question, const rule::Policy& policy) {
    const std::string line = question.argv.empty() ? question.command : text::join(question.argv, " ");
    PlaceFacts facts({question.cwd, question.workspace, question.branch});
    Tree tree;
    const rule::Judged add = [&](const shell::Simple& command, rule::Verdict verdict) {
        tree.add(command, std::move(verdict));
    };
    const auto walked = question.argv.empty() ? rule::judge_each(line, policy, facts, add, {.uses = true})
                                              : rule::judge_each(question.argv, policy, facts, add, {.uses = true});
    json commands = json::array();
    for (const Node& node : tree.nodes()) commands.push_back(node_json(node, line));
    json made = {{"command", line}, {"commands", commands}, {"verdict", to_json(answer(question, policy))}};
    if (!walked) made["fault"] = fault_json(walked.error(), line);
    return made;
}

}  // namespace scc::safety
