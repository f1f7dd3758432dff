// scc-setup: from nothing to the first launch.
#include <nlohmann/json.hpp>

#include "cli/tool.hpp"
#include "setup.hpp"

namespace {

constexpr scc::cli::Option options[] = {
    {.name = "org", .value = "SOURCE", .help = "the organisation's file: a path, a URL, github:owner/repository:path"},
    {.name = "auth", .value = "SPEC", .help = "where its credential is: env:NAME or command:COMMAND"},
    {.name = "auth-header", .value = "NAME", .help = "the header that travels in, such as PRIVATE-TOKEN"},
    {.name = "digest", .value = "DIGEST", .help = "take no file but the one with this digest"},
    {.name = "standalone", .help = "without an organisation"},
    {.name = "team", .value = "TEAM", .help = "the team", .letter = 't'},
    {.name = "provider", .value = "ID", .help = "the agent of every launch, or ask", .letter = 'p'},
    {.name = "images", .help = "build its images, if they are missing"},
    {.name = "no-images", .help = "build none; a launch does"},
    {.name = "sign-in", .help = "sign in to it"},
    {.name = "no-sign-in", .help = "do not sign in; a launch at a terminal does"},
    {.name = "method", .value = "M", .help = "how to sign in, as 'scc provider show ID' lists it", .letter = 'm'},
    {.name = "with", .value = "REFERENCE", .help = "the credential stays where it is: env:NAME or command:COMMAND"},
    {.name = "reset", .help = "forget what was set before, and keep a copy of it"},
    {.name = "yes", .help = "go on without asking whether to", .letter = 'y'},
    {.name = "dry-run", .help = "only say what would be run"},
    {.name = "no-input", .help = "never ask: set what the options say, and leave the rest"},
};

constexpr scc::cli::Verb verbs[] = {
    {.help = "connects an organisation, picks a team and an agent, builds its images and signs in to it",
     .options = options,
     .act = scc::setup::set_up},
};

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(
        argc, argv, {.name = "scc-setup", .summary = "from nothing to the first launch", .verbs = verbs});
}
