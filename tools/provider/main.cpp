// scc-provider: chooses the agent of a launch and says how it is started.
#include "cli/health.hpp"
#include "cli/tool.hpp"
#include "login.hpp"
#include "plan.hpp"
#include "settings.hpp"
#include "show.hpp"

#include <nlohmann/json.hpp>

namespace {

namespace provider = scc::provider;

constexpr scc::cli::Option plan_options[] = {
    {.name = "provider", .value = "ID", .help = "the agent to run", .letter = 'p'},
    {.name = "resume", .value = "ID", .help = "continue a conversation, or the newest one", .value_is_optional = true},
    {.name = "name", .value = "NAME", .help = "the session's name, for agents that show one"},
    {.name = "no-input", .help = "never ask which agent; fail instead"},
};

constexpr scc::cli::Option settings_options[] = {
    {.name = "profile", .value = "FILE", .help = "of a profile that an earlier implementation saved"},
};

constexpr scc::cli::Option auth_options[] = {
    {.name = "plan-fd", .value = "N", .help = "read a plan with the configuration from descriptor N"},
};

constexpr scc::cli::Option login_options[] = {
    {.name = "method", .value = "M", .help = "how, as 'scc provider show ID' lists it", .letter = 'm'},
    {.name = "with", .value = "REFERENCE", .help = "the credential stays where it is: env:NAME or command:COMMAND"},
    {.name = "no-input", .help = "ask nothing"},
    {.name = "plan-fd", .value = "N", .help = "read the plan with the configuration from descriptor N"},
};

constexpr scc::cli::Option logout_options[] = {
    {.name = "no-input", .help = "ask nothing"},
    {.name = "plan-fd", .value = "N", .help = "read the plan with the configuration from descriptor N"},
};

constexpr scc::cli::Verb verbs[] = {
    {
        .name = "plan",
        .operands = "[-- WORD...]",
        .help = "add the 'provider' section to the plan on standard input; the words are the agent's",
        .options = plan_options,
        .takes = {.command = true},
        .accepts = "plan",
        .emits = "plan",
        .body = provider::plan,
    },
    {
        .name = "list",
        .help = "list the providers and whether they are signed in",
        .emits = "providers",
        .body = provider::list,
        .text = provider::list_text,
    },
    {
        .name = "show",
        .operands = "[ID]",
        .help = "show the preference, or what is known about a provider",
        .takes = {.most = 1},
        .emits = "provider",
        .body = provider::show,
        .text = provider::show_text,
    },
    {
        .name = "set",
        .operands = "ID|ask",
        .help = "set the preference for every launch",
        .takes = {.least = 1, .most = 1},
        .emits = "preference",
        .body = provider::set,
        .text = provider::set_text,
    },
    {
        .name = "settings",
        .operands = "[PATH]",
        .help = "print what the agents keep in a workspace, in words that are no agent's",
        .options = settings_options,
        .takes = {.most = 1},
        .emits = "agent_settings",
        .body = provider::settings,
    },
    {
        .name = "auth",
        .operands = "[ID]",
        .help = "say whether providers are signed in, as far as that is known without an engine",
        .options = auth_options,
        .takes = {.most = 1},
        .accepts = "plan",
        .reads_input = provider::auth_has_plan,
        .emits = "auth",
        .body = provider::auth,
        .text = provider::auth_text,
        .status = provider::auth_status,
    },
    {
        .name = "login",
        .operands = "ID",
        .help = "sign in to an agent",
        .options = login_options,
        .takes = {.least = 1, .most = 1},
        .accepts = "plan",
        .act = provider::login,
    },
    {
        .name = "logout",
        .operands = "ID",
        .help = "sign out of an agent, and remove what is kept of it",
        .options = logout_options,
        .takes = {.least = 1, .most = 1},
        .accepts = "plan",
        .act = provider::logout,
    },
    {
        .name = "health",
        .help = "check what scc-provider needs of this machine",
        .emits = "health",
        .body = provider::health,
        .text = scc::cli::health::text,
        .status = scc::cli::health::status,
    },
};

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(argc,
                         argv,
                         {
                             .name = "scc-provider",
                             .summary = "which agent runs, and how it is started",
                             .verbs = verbs,
                         });
}
