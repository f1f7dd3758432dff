// scc-sandbox: containers, images and sessions.
#include "cli/health.hpp"
#include "cli/tool.hpp"
#include "plan/plan.hpp"
#include "run/join.hpp"
#include "run/resume.hpp"
#include "run/supervise.hpp"
#include "verb/health.hpp"
#include "verb/image_pin.hpp"
#include "verb/image_prune.hpp"
#include "verb/image_verbs.hpp"
#include "verb/list.hpp"
#include "verb/prune.hpp"
#include "verb/status.hpp"
#include "verb/stop.hpp"
#include "verify/verify.hpp"

namespace {

namespace sandbox = scc::sandbox;
using scc::cli::Option;
using scc::cli::Verb;

constexpr Option plan_options[] = {
    {.name = "name", .value = "NAME", .help = "what people call the session"},
    {.name = "once", .help = "a container of its own that is removed at the end"},
    {.name = "fresh", .help = "replace a running container of the same workspace"},
    {.name = "cpus", .value = "NUMBER", .help = "processors it may use"},
    {.name = "memory", .value = "SIZE", .help = "memory it may use, as in 512m or 4g"},
    {.name = "pids", .value = "NUMBER", .help = "processes and threads it may have"},
};

constexpr Option session_options[] = {
    {.name = "resume",
     .value = "ID",
     .help = "the newest session of the workspace, or that one",
     .value_is_optional = true},
    {.name = "select", .help = "the session that the person chooses"},
    {.name = "no-input", .help = "ask nothing"},
};

constexpr Option run_options[] = {
    {.name = "plan-fd", .value = "N", .help = "read the plan from descriptor N; standard input is the agent's"},
    {.name = "no-input", .help = "ask nothing"},
    {.name = "allow-protected-branch", .help = "work on a protected branch without being asked"},
    {.name = "allow-suspicious-workspace", .help = "mount the home or a system directory"},
};

constexpr Option list_options[] = {
    {.name = "stats", .help = "measure processor and memory use, which takes a second or two"},
};

constexpr Option stop_options[] = {
    {.name = "all", .help = "stop every running sandbox"},
    {.name = "no-input", .help = "ask nothing"},
};

constexpr Option prune_options[] = {
    {.name = "dry-run", .help = "say what would be removed, and remove nothing"},
    {.name = "older-than", .value = "TIME", .help = "records of sessions that ended before that (30d)"},
};

constexpr Option sessions_options[] = {
    {.name = "limit", .value = "N", .help = "show the newest N (20)"},
    {.name = "all", .help = "show all"},
};

constexpr Option choice_options[] = {
    {.name = "no-input", .help = "ask nothing"},
};

constexpr Option logs_options[] = {
    {.name = "follow", .help = "stay and print what comes", .letter = 'f'},
    {.name = "no-input", .help = "ask nothing"},
};

constexpr Verb verbs[] = {
    {
        .name = "session",
        .operands = "[PATH]",
        .help = "begin a plan that continues an earlier session",
        .options = session_options,
        .takes = {0, 1, false},
        .emits = "plan",
        .body = sandbox::session,
    },
    {
        .name = "plan",
        .help = "add the container to a plan",
        .options = plan_options,
        .accepts = "plan",
        .emits = "plan",
        .body = sandbox::plan,
    },
    {
        .name = "run",
        .help = "do what a plan says, and stay until the agent ends",
        .options = run_options,
        .accepts = "plan",
        .act = sandbox::run,
    },
    {
        .name = "list",
        .help = "show the sandboxes there are",
        .options = list_options,
        .emits = "containers",
        .body = sandbox::list,
        .text = sandbox::text_of_list,
    },
    {
        .name = "stop",
        .operands = "[NAME...]",
        .help = "end running sandboxes",
        .options = stop_options,
        .takes = {0, SIZE_MAX, false},
        .emits = "stopped",
        .body = sandbox::stop,
        .text = sandbox::text_of_stop,
    },
    {
        .name = "prune",
        .help = "remove what sessions left behind",
        .options = prune_options,
        .emits = "pruned",
        .body = sandbox::prune,
        .text = sandbox::text_of_prune,
    },
    {
        .name = "status",
        .help = "say where one stands",
        .options = list_options,
        .emits = "status",
        .body = sandbox::status,
        .text = sandbox::text_of_status,
    },
    {
        .name = "sessions",
        .help = "show sessions, the newest first",
        .options = sessions_options,
        .emits = "sessions",
        .body = sandbox::sessions,
        .text = sandbox::text_of_sessions,
    },
    {
        .name = "attach",
        .operands = "[NAME]",
        .help = "join a running sandbox's terminal",
        .options = choice_options,
        .takes = {0, 1, false},
        .act = sandbox::attach,
    },
    {
        .name = "exec",
        .operands = "[NAME] -- COMMAND...",
        .help = "run a command in a running sandbox, guarded as the agent is",
        .options = choice_options,
        .takes = {0, 1, true},
        .act = sandbox::exec,
    },
    {
        .name = "logs",
        .operands = "[NAME]",
        .help = "print what a sandbox wrote",
        .options = logs_options,
        .takes = {0, 1, false},
        .act = sandbox::logs,
    },
    {
        .name = "image build",
        .operands = "[IMAGE...]",
        .help = "build the images that are missing, or those named",
        .options = sandbox::image_build_options,
        .takes = {.most = 64},
        .accepts = "plan",
        .reads_input = sandbox::image_has_plan,
        .emits = "images",
        .body = sandbox::image_build,
        .text = sandbox::text_of_images,
    },
    {
        .name = "image list",
        .help = "list the images, and which of them are there",
        .options = sandbox::image_options,
        .accepts = "plan",
        .reads_input = sandbox::image_has_plan,
        .emits = "images",
        .body = sandbox::image_list,
        .text = sandbox::text_of_images,
    },
    {
        .name = "image show",
        .operands = "IMAGE",
        .help = "show what an image is made of",
        .options = sandbox::image_options,
        .takes = {.least = 1, .most = 1},
        .accepts = "plan",
        .reads_input = sandbox::image_has_plan,
        .emits = "image",
        .body = sandbox::image_show,
        .text = sandbox::text_of_image,
    },
    {
        .name = "image pin",
        .operands = "PROVIDER VERSION",
        .help = "use another version of an agent than its image folder names",
        .options = sandbox::image_pin_options,
        .takes = {.least = 2, .most = 2},
        .accepts = "plan",
        .reads_input = sandbox::image_has_plan,
        .emits = "pin",
        .body = sandbox::image_pin,
        .text = sandbox::text_of_pin,
    },
    {
        .name = "image prune",
        .help = "remove the images that no launch needs any more",
        .options = sandbox::image_prune_options,
        .accepts = "plan",
        .reads_input = sandbox::image_has_plan,
        .emits = "pruned",
        .body = sandbox::image_prune,
        .text = sandbox::text_of_prune,
    },
    {
        .name = "verify",
        .help = "try from inside a sandbox what its network lets through",
        .options = sandbox::verify_options,
        .accepts = "plan",
        .emits = "tries",
        .body = sandbox::verify,
        .text = sandbox::text_of_verify,
        .status = sandbox::status_of_verify,
    },
    {
        .name = "health",
        .help = "say whether what a launch needs is there",
        .options = sandbox::health_options,
        .accepts = "plan",
        .reads_input = sandbox::image_has_plan,
        .emits = "health",
        .body = sandbox::health,
        .text = scc::cli::health::text,
        .status = scc::cli::health::status,
    },
};

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(argc, argv, {"scc-sandbox", "run agents in containers under a plan", verbs});
}
