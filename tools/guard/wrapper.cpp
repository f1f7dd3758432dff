#include "wrapper.hpp"

#include <unistd.h>

#include <cerrno>

#include "alias.hpp"
#include "base/env.hpp"
#include "base/path.hpp"
#include "facts.hpp"
#include "judge.hpp"
#include "lineage.hpp"
#include "policy/policy.hpp"
#include "programs.hpp"
#include "root.hpp"
#include "say.hpp"

namespace scc::guard {
namespace {

rule::Verdict verdict_on(const std::vector<std::string>& words) {
    const auto policy = policy::load(at_root(policy_file));
    if (!policy) return refusal_without_policy(policy.error(), words);
    const std::string git = at_root(real_programs).append("git");
    Facts facts(git);
    if (words.front() != "git") return rule::judge(words, *policy, facts);
    rule::Verdict verdict = rule::judge(with_aliases(words, git), *policy, facts);
    if (!is_silent(verdict) && is_step_of(git)) return {};
    return verdict;
}

void report(const rule::Verdict& verdict, const std::vector<std::string>& words) {
    if (is_silent(verdict)) return;
    say(rule::text_of(verdict));
    tell(verdict, words, path::current().value_or(""), env::get(tool_call_variable).value_or(""));
}

// Returns only when the real program cannot be started.
int become(std::string_view program, const std::vector<std::string>& argv) {
    const std::string real = at_root(real_programs).append(program);
    std::vector<char*> pointers;
    for (const std::string& word : argv) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    ::execv(real.c_str(), pointers.data());
    const int status = errno == ENOENT ? 127 : 126;
    say(failure(Code::tool, "start", real));
    return status;
}

}  // namespace

int wrap(std::string_view program, const std::vector<std::string>& argv) {
    const std::vector<std::string> words = words_of(program, argv);
    const rule::Verdict verdict = verdict_on(words);
    report(verdict, words);
    if (verdict.decision == rule::Decision::block) return static_cast<int>(Code::denied);
    return become(program, argv);
}

}  // namespace scc::guard
