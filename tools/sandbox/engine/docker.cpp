#include "driver.hpp"

namespace scc::sandbox {
namespace {

Question question() { return {true, true, "info", "{{.ServerVersion}}\t{{.Architecture}}\t{{.SecurityOptions}}"}; }

Result<Done> complete(Engine&, const Answer&) { return Done{}; }

}  // namespace

const Driver& docker() {
    static const Driver driver = {
        .traits =
            {
                .name = "docker",
                .image_prefix = "",
                .default_network = "bridge",
                .state = ".State",
                .label = ".Label",
                .seccomp_profile = "",
                .pull_preamble = 0,
                .run = {},
                .isolated = {"--opt", "com.docker.network.bridge.inhibit_ipv4=true"},
                .resolver = {"--dns", "192.0.2.1"},
                .remove = {"rm", "--force"},
                .run_takes_networks = false,
                .stopped_hold_networks = false,
                .build = {},
                .building = {},
                .env = {"DOCKER_BUILDKIT=0", "DOCKER_CLI_HINTS=false"},
            },
        .question = question,
        .complete = complete,
    };
    return driver;
}

}  // namespace scc::sandbox
