#include "scan/finding.hpp"

#include <algorithm>
#include <tuple>

#include "base/path.hpp"
#include "base/text.hpp"
#include "excerpt.hpp"
#include "rule/judge.hpp"
#include "shell/quote.hpp"

namespace scc::safety {
namespace {

// Families that speak of the user's files and machine.
constexpr const char* of_the_machine[] = {"files/*", "system/*"};

constexpr std::size_t longest_command = 400;  // bytes that are kept

constexpr const char* workspace_path = "/somewhere/in/particular/workspace";

// A workspace that is the same on every machine.
class AnyPlace : public rule::Facts {
public:
    explicit AnyPlace(std::string_view folder) : folder_(folder) {}

    std::optional<std::string> workspace() override { return workspace_path; }
    std::optional<std::string> cwd() override { return path::normal(folder_, workspace_path); }

private:
    std::string folder_;
};

std::string shown(std::string_view text) {
    return text::replace_all(std::string(text), std::string_view(&shell::unknown, 1), "…");
}

std::string command_of(std::span<const shell::Argument> words) {
    std::string command;
    for (const shell::Argument& word : words) {
        const bool as_it_is = !word.known() || word.text.starts_with('>') || word.text == "<";
        command += (command.empty() ? "" : " ") + (as_it_is ? shown(word.text) : shell::quote(word.text));
        if (command.size() > longest_command) break;
    }
    return command;
}

// Judges the scripts of a file.
class Judging {
public:
    Judging(const rule::Policy& policy, std::string_view folder)
        : policy_(policy), image_policy_(policy), place_(folder) {
        for (const char* family : of_the_machine) image_policy_.decisions[family] = rule::Decision::allow;
    }

    void judge(const Script& script) {
        const rule::Policy& policy = script.in_image ? image_policy_ : policy_;
        const rule::Judged add = [&](const shell::Simple& command, const rule::Verdict& verdict) {
            if (verdict.decision == rule::Decision::allow) return;
            found(verdict, command_of(command.words), script, script.in_file(verdict.span));
        };
        const auto walked = script.argv.empty()
                                ? rule::judge_each(script.text(), policy, place_, add, {.holes = script.has_holes()})
                                : rule::judge_each(script.argv, policy, place_, add);
        if (walked) return;
        const Error& fault = walked.error();
        const std::size_t at = fault.where.empty() ? 0 : offset_of(script.text(), fault.where);
        const std::size_t end = std::min(script.text().find('\n', at), script.text().size());
        const std::size_t line = at == 0 ? 0 : script.text().rfind('\n', at - 1) + 1;
        const std::string_view words = std::string_view(script.text()).substr(line, end - line);
        const auto verdict = rule::refusal(words, {fault.code, fault.message}, policy);
        if (verdict.decision != rule::Decision::allow) found(verdict, shown(words), script, script.in_file({at, end}));
    }

    std::vector<Finding> findings() && {
        const auto order = [](const Finding& one) {
            return std::tuple(one.span.begin, one.span.end, std::string_view(one.rule));
        };
        std::ranges::stable_sort(findings_, {}, order);
        const auto same = [&](const Finding& one, const Finding& other) { return order(one) == order(other); };
        findings_.erase(std::unique(findings_.begin(), findings_.end(), same), findings_.end());
        return std::move(findings_);
    }

private:
    void found(const rule::Verdict& verdict, std::string command, const Script& script, shell::Span span) {
        findings_.push_back({.rule = verdict.rule,
                             .decision = verdict.decision,
                             .because = verdict.because,
                             .instead = verdict.instead,
                             .set_by = verdict.set_by,
                             .command = std::move(command),
                             .part = script.part,
                             .span = span});
    }

    const rule::Policy& policy_;
    rule::Policy image_policy_;
    AnyPlace place_;
    std::vector<Finding> findings_;
};

}  // namespace

Result<std::vector<Finding>> findings_in(std::string_view bytes,
                                         const Format& format,
                                         std::string_view folder,
                                         const rule::Policy& policy) {
    SCC_TRY(const std::vector<Script> scripts, format.read(bytes));
    Judging judging(policy, folder);
    for (const Script& script : scripts) judging.judge(script);
    return std::move(judging).findings();
}

}  // namespace scc::safety
