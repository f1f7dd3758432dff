// scc-config: says which rules a launch is under, and why.
#include "compare/verbs.hpp"
#include "dev/verbs.hpp"
#include "exception/verbs.hpp"
#include "org/verbs.hpp"
#include "personal/verbs.hpp"
#include "settings/verbs.hpp"
#include "team/verbs.hpp"
#include "view/verbs.hpp"

namespace {

namespace config = scc::config;

constexpr auto verbs = scc::cli::joined(config::view_verbs,
                                        config::settings_verbs,
                                        config::team_verbs,
                                        config::org_verbs,
                                        config::compare_verbs,
                                        config::profile_verbs,
                                        config::exception_verbs,
                                        config::dev_verbs);

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(
        argc, argv, {.name = "scc-config", .summary = "the rules a launch is under, and why", .verbs = verbs});
}
