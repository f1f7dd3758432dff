#include "check.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "place.hpp"
#include "policy/policy.hpp"
#include "proc/places.hpp"
#include "wire/parse.hpp"

namespace scc::safety {

Question read_question(wire::Reader& in) {
    Question question;
    if (in.has("command")) question.command = in.any_text("command");
    if (in.has("argv")) question.argv = in.texts("argv");
    if (in.has("command") == in.has("argv")) {
        in.fault("", "either 'command' or 'argv' must be given", "'command' is a line for a shell, 'argv' its words");
    } else if (in.has("argv") && question.argv.empty()) {
        in.fault("argv", "'argv' must not be empty");
    }
    question.cwd = in.text_or("cwd", "");
    question.workspace = in.optional_text("workspace");
    question.branch = in.optional_text("branch");
    return question;
}

Result<Question> read_question(const json& data, std::string_view name) {
    wire::Reader in(data, name);
    Question question = read_question(in);
    return in.finish(std::move(question));
}

std::string line_of(const Question& question) {
    return question.argv.empty() ? question.command : text::join(question.argv, " ");
}

rule::Verdict answer(const Question& question, const rule::Policy& policy) {
    PlaceFacts facts({question.cwd, question.workspace, question.branch});
    if (!question.argv.empty()) return rule::judge(question.argv, policy, facts);
    return rule::judge_line(question.command, policy, facts);
}

json to_json(const rule::Verdict& verdict) {
    json made = {{"verdict", rule::name_of(verdict.decision)}, {"certain", verdict.certain}};
    for (const rule::Release& at : verdict.released) {
        made["released"].push_back(
            {{"rule", at.rule}, {"exception", at.exception}, {"expires_at", time::text_of(at.expires)}});
    }
    if (verdict.rule.empty()) return made;
    if (!verdict.ask.empty()) made["ask"] = verdict.ask;
    made.update({{"rule", verdict.rule},
                 {"because", verdict.because},
                 {"instead", verdict.instead},
                 {"set_by", verdict.set_by},
                 {"span", {verdict.span.begin, verdict.span.end}},
                 {"words", verdict.words}});
    return made;
}

Result<rule::Policy> policy_at(const std::string& path) {
    return policy::load(path.empty() ? path::join(places::data_dir(), "policy/default.json") : path);
}

Result<rule::Policy> policy_for(const std::string& path, const std::string& network, const std::string& packs) {
    SCC_TRY(rule::Policy policy, policy_at(path));
    if (!network.empty()) {
        const auto named = policy::network_named(network);
        if (!named) return Error{Code::usage, named.error().message, named.error().hint};
        policy.network = *named;
    }
    for (const std::string& pack : text::words(packs, ',')) {
        const auto known = policy::check_pack(pack);
        if (!known) return Error{Code::usage, known.error().message, known.error().hint};
        policy.packs.push_back(pack);
    }
    return policy;
}

}  // namespace scc::safety
