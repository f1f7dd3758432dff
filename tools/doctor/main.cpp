// scc-doctor: whether a launch would work here, and what to do when it would not.
#include <nlohmann/json.hpp>

#include "cli/health.hpp"
#include "cli/tool.hpp"
#include "diagnose.hpp"

namespace {

constexpr scc::cli::Option options[] = {
    {.name = "fix", .help = "carry out the fixes that take nothing away"},
    {.name = "timeout", .value = "TIME", .help = "how long each tool may take, instead of 30s"},
};

constexpr scc::cli::Verb verbs[] = {
    {.operands = "[PATH]",
     .help = "asks every tool how it is, and whether a launch in PATH would work",
     .options = options,
     .takes = {0, 1},
     .emits = "health",
     .body = scc::doctor::diagnose,
     .text = scc::doctor::diagnosis_text,
     .status = scc::cli::health::status},
};

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(
        argc, argv, {.name = "scc-doctor", .summary = "whether a launch would work here", .verbs = verbs});
}
