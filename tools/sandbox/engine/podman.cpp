#include <linux/magic.h>
#include <sys/resource.h>
#include <sys/vfs.h>

#include <algorithm>

#include "base/env.hpp"
#include "base/text.hpp"
#include "driver.hpp"

namespace scc::sandbox {
namespace {

constexpr std::size_t oldest = 4;

// "nofile=MOST:MOST", or what this process may have when that is less: an engine without a daemon cannot give more.
std::string limit(std::string_view name, decltype(RLIMIT_NOFILE) resource, rlim_t most) {
    rlimit own = {};
    ::getrlimit(resource, &own);
    const std::string number = std::to_string(std::min(own.rlim_max, most));
    return std::string(name) + "=" + number + ":" + number;
}

// Whether it runs here and its runtime can be any: then we know as well as it does what the short question leaves out.
bool is_here() {
    if (env::get("CONTAINER_HOST") || env::get("CONTAINER_CONNECTION")) return false;
    struct statfs groups = {};
    const bool unified = ::statfs("/sys/fs/cgroup", &groups) == 0 && groups.f_type == CGROUP2_SUPER_MAGIC;
    return unified || !proc::installed("crun") || !proc::installed("runc");
}

// `info` asks the package manager about each of its parts, which takes as long as to start a container.
Question question() {
    if (is_here()) return {false, true, "version", "{{.Client.Version}}\t{{.Client.OsArch}}"};
    return {false,
            false,
            "info",
            "{{.Version.Version}}\t{{.Host.Arch}}\t{{.Host.Security.Rootless}}\t{{.Host.CgroupsVersion}}\t"
            "{{.Host.OCIRuntime.Name}}"};
}

Result<Done> complete(Engine& engine, const Answer& answer) {
    // Without root, the engine's user is root inside, and every other number inside is a foreign one outside.
    if (engine.rootless) engine.users = {"--userns=keep-id"};
    // crun refuses control groups of version 1 where an empty version 2 stands beside them.
    if (answer[3] == "v1" && answer[4] == "crun" && proc::installed("runc")) engine.global = {"--runtime", "runc"};
    const auto major = text::number(text::split(engine.version, '.').front());
    if (major.value_or(0) >= oldest) return Done{};
    return Error{Code::prereq, "podman " + engine.version + " is too old, 4.0 is needed"};
}

}  // namespace

const Driver& podman() {
    static const Driver driver = {
        .traits =
            {
                .name = "podman",
                .image_prefix = "localhost/",
                .default_network = "podman",
                .state = ".ListContainer.State",
                .label = "index .Labels",
                .seccomp_profile = "/usr/share/containers/seccomp.json",
                .pull_preamble = 1,
                .run = {"--ulimit",
                        limit("nofile", RLIMIT_NOFILE, 65536),
                        "--ulimit",
                        limit("nproc", RLIMIT_NPROC, 32768)},
                .isolated = {"--disable-dns"},
                .resolver = {},
                .remove = {"rm", "--force", "--time", "0"},
                .run_takes_networks = true,
                .stopped_hold_networks = true,
                .build = {"--format", "docker", "--layers=false"},
                .building = {"ps", "--all", "--external", "--format", "{{.Status}} {{.Image}} {{.ID}}"},
                .env = {},
            },
        .question = question,
        .complete = complete,
    };
    return driver;
}

}  // namespace scc::sandbox
