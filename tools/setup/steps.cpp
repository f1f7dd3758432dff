#include "setup.hpp"

namespace scc::setup {
namespace {

void append(std::vector<std::string>& words, const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
}

Step unset(const std::string& key) { return {{"scc-config", "unset", key}}; }

bool is_set(const Current& current, const std::string& key) {
    if (key == "organization_source") return current.organisation.has_value();
    if (key == "team") return current.team.has_value();
    if (key == "standalone") return current.standalone;
    return current.provider.has_value();
}

void add_organisation(const Answers& answers, const Current& current, std::vector<Step>& steps) {
    const bool was_standalone = current.standalone && !answers.reset;
    if (answers.standalone && !was_standalone) steps.push_back({{"scc-config", "set", "standalone", "true"}});
    if (!answers.organisation) return;
    if (was_standalone) steps.push_back(unset("standalone"));
    Step import{{"scc-config", "org", "import", *answers.organisation}};
    append(import.argv, answers.source_options);
    steps.push_back(std::move(import));
    // A team of another organisation is no team of this one.
    if (current.team && !answers.reset && !answers.team) steps.push_back(unset("team"));
}

}  // namespace

std::vector<Step> steps_of(const Answers& answers, const Current& current) {
    std::vector<Step> steps;
    for (const char* key : keys) {
        if (answers.reset && is_set(current, key)) steps.push_back(unset(key));
    }
    add_organisation(answers, current, steps);
    if (answers.team) steps.push_back({{"scc-config", "team", "switch", *answers.team}});
    if (answers.provider) steps.push_back({{"scc-provider", "set", *answers.provider}});
    if (!answers.images.empty()) {
        Step build{{"scc", "image", "build", "--text"}, true};
        append(build.argv, answers.images);
        steps.push_back(std::move(build));
    }
    if (answers.sign_in) {
        Step login{{"scc", "provider", "login", *answers.sign_in}, true};
        append(login.argv, answers.sign_in_options);
        steps.push_back(std::move(login));
    }
    return steps;
}

}  // namespace scc::setup
