// scc-net: says what a sandbox may reach, and compiles it into the configuration of its proxy.
#include "cli/health.hpp"
#include "cli/tool.hpp"
#include "health.hpp"
#include "plan.hpp"

#include <nlohmann/json.hpp>

namespace {

using scc::cli::Args;

constexpr scc::cli::Option compile_options[] = {
    {.name = "policy", .value = "POLICY", .help = "open, web-egress-enforced (the default) or locked-down-web"},
    {.name = "allow", .value = "HOST", .help = "host, *.host, host:port or address to let through", .repeatable = true},
    {.name = "block", .value = "HOST", .help = "the same to refuse, whatever is allowed", .repeatable = true},
    {.name = "release", .value = "HOST", .help = "the same to let through although it is blocked", .repeatable = true},
    {.name = "private", .value = "CIDR", .help = "a private range that names may lead to", .repeatable = true},
};

constexpr scc::cli::Verb verbs[] = {
    {
        .name = "plan",
        .help = "add the 'net' section to the plan on standard input",
        .accepts = "plan",
        .emits = "plan",
        .body = scc::net::plan,
    },
    {
        .name = "compile",
        .help = "print the 'net' section of a plan, as text its squid.conf; with options no plan is read",
        .options = compile_options,
        .accepts = "plan",
        .reads_input = [](const Args& args) { return !scc::net::by_hand(args); },
        .emits = "net",
        .body = scc::net::compile,
        .text = scc::net::compiled_text,
    },
    {
        .name = "health",
        .help = "check what scc-net needs of this machine",
        .emits = "health",
        .body = scc::net::health,
        .text = scc::cli::health::text,
        .status = scc::cli::health::status,
    },
};

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(argc,
                         argv,
                         {
                             .name = "scc-net",
                             .summary = "what a sandbox may reach, and the proxy that sees to it",
                             .verbs = verbs,
                         });
}
