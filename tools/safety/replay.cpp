#include "replay.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "base/file.hpp"
#include "base/text.hpp"
#include "check.hpp"
#include "excerpt.hpp"
#include "policy/policy.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::safety {
namespace {

constexpr std::size_t longest_file = std::size_t{1} << 28U;

struct Case {
    Question question;
    std::string verdict;
    std::string rule;  // empty: any
};

Result<Case> read_case(std::string_view line, const std::string& where) {
    SCC_TRY(const json document, wire::parse(line, where));
    wire::Reader in(document, where);
    Case read{.question = read_question(in),
              .verdict = in.one_of("expect", policy::decision_names()),
              .rule = in.text_or("rule", "")};
    return in.finish(std::move(read));
}

std::optional<json> difference(const Case& one, const rule::Policy& policy, const std::string& where) {
    const rule::Verdict verdict = answer(one.question, policy);
    const bool same = rule::name_of(verdict.decision) == one.verdict && (one.rule.empty() || verdict.rule == one.rule);
    if (same) return std::nullopt;
    return json{{"where", where},
                {"command", line_of(one.question)},
                {"expected", {{"verdict", one.verdict}, {"rule", one.rule}}},
                {"got", to_json(verdict)}};
}

std::string decided(const json& verdict) {
    const std::string rule = verdict.value("rule", "");
    return verdict.at("verdict").get<std::string>() + (rule.empty() ? "" : " by " + rule);
}

std::string difference_text(const json& at) {
    const json& got = at.at("got");
    const auto command = at.at("command").get<std::string>();
    std::string lines =
        at.at("where").get<std::string>() + ": expected " + decided(at.at("expected")) + ", got " + decided(got) + "\n";
    if (!got.contains("span")) return lines + "    " + visible(command) + "\n";
    const json& span = got.at("span");
    return lines + excerpt(command, {span.at(0).get<std::size_t>(), span.at(1).get<std::size_t>()});
}

Result<std::string> read_cases(const std::string& path) {
    auto bytes = file::read(path == "-" ? "/dev/stdin" : path, longest_file);
    if (bytes || !bytes.error().hint.empty()) return bytes;
    Error error = bytes.error();
    error.hint = "name a file of cases, a JSON object a line, or '-' for standard input; see scc-safety(1)";
    return error;
}

// Notes what is wrong with a line beside what is wrong with those before it.
void note(std::optional<Error>& faults, const Error& fault) {
    if (!faults) {
        faults = fault;
        return;
    }
    faults->also.push_back(fault);
    for (const Error& further : fault.also) faults->also.push_back(further);
}

}  // namespace

Result<json> replay(const std::string& path, const rule::Policy& policy) {
    SCC_TRY(const std::string bytes, read_cases(path));
    json differences = json::array();
    std::optional<Error> faults;
    std::size_t cases = 0;
    std::size_t number = 0;
    for (const std::string& line : text::split(bytes, '\n')) {
        const std::string where = path + ":" + std::to_string(++number);
        if (text::trim(line).empty()) continue;
        ++cases;
        const auto one = read_case(line, where);
        if (!one) {
            note(faults, one.error());
        } else if (auto differs = difference(*one, policy, where)) {
            differences.push_back(std::move(*differs));
        }
    }
    if (faults) return std::move(*faults);
    return json{{"cases", cases}, {"differences", std::move(differences)}};
}

std::string replayed_text(const json& data) {
    std::string lines;
    for (const json& at : data.at("differences")) lines += difference_text(at);
    const std::size_t count = data.at("differences").size();
    return lines + text::count_of(data.at("cases").get<std::size_t>(), "case") + ", " + std::to_string(count) +
           (count == 1 ? " comes" : " come") + " out differently\n";
}

Code replayed_status(const json& data) { return data.at("differences").empty() ? Code::ok : Code::not_found; }

}  // namespace scc::safety
