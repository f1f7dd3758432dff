// `scc setup`: from nothing to the first launch. It asks, or takes from the command line, which organisation, which
// team, which agent; then it runs the tools that set these, and writes nothing itself.
//
//     what is set now ─► answers (questions, options) ─► steps (commands) ─► carried out, in their order
//
// Everything is asked before the first step, so that whoever leaves at a question has changed nothing. What is not
// answered stays as it is.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "cli/options.hpp"

namespace scc::setup {

using json = nlohmann::json;

// What is set now.
struct Current {
    std::optional<std::string> organisation;  // where its file comes from
    bool standalone = false;
    std::optional<std::string> team;
    std::optional<std::string> provider;
    bool machine = false;  // this machine has an organisation's file, and none can be chosen
};

struct Provider {
    std::string id;
    std::string title;
    std::string image;
    bool signed_in = false;  // or in no need of it
};

struct Answers {
    bool reset = false;
    std::optional<std::string> organisation;
    std::vector<std::string> source_options;  // how the organisation's file is fetched
    bool standalone = false;
    std::optional<std::string> team;
    std::optional<std::string> provider;
    std::vector<std::string> images;
    std::optional<std::string> sign_in;  // the provider
    std::vector<std::string> sign_in_options;
};

struct Step {
    std::vector<std::string> argv;
    bool attached = false;  // it has the terminal while it runs

    bool operator==(const Step&) const = default;
};

// The settings that setup sets, and --reset takes away.
inline constexpr const char* keys[] = {"organization_source", "team", "standalone", "provider"};

std::vector<Step> steps_of(const Answers& answers, const Current& current);

// What the tools say.
Result<Current> look();
Result<std::vector<Provider>> providers();
Result<std::vector<std::string>> teams_here();
Result<std::vector<std::string>> teams_in(const std::string& organisation, const std::vector<std::string>& options);

// The answers, of the options first; asks for the others where somebody can be asked.
Result<Answers> answers_of(const cli::Args& args, const Current& current);

Result<int> set_up(const cli::Args& args, const json& input);

}  // namespace scc::setup
