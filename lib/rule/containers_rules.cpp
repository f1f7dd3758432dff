#include <algorithm>

#include "rule/packs.hpp"
#include "rule/pattern.hpp"
#include "rule/place.hpp"
#include "rule/words.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view docker = "docker|podman|nerdctl|finch|podman-remote";
constexpr std::string_view compose = "docker|podman|nerdctl|finch|docker-compose|podman-compose";

// Whether it is not one container or image that is named, but several, all, or whatever another command lists.
bool names_many(const Words& words, Place&) {
    return words.has("--all") || words.operands.size() > 1 ||
           std::ranges::any_of(words.operands, [](const auto& word) { return !word.known(); });
}

bool names_unknown(const Words& words, Place&) {
    return words.has("--all") || std::ranges::any_of(words.operands, [](const auto& word) {
               return word.text == std::string(1, shell::unknown);
           });
}

// The place on the host in "/src:/dst:ro" and "type=bind,source=/src,target=/dst".
std::string_view source_of(const Option& option) {
    const std::string_view value = option.value;
    if (option.name == "--volume") return value.substr(0, value.find(':'));
    for (const std::string_view key : {"source=", "src="}) {
        const std::size_t at = value.find(key);
        if (at == std::string_view::npos) continue;
        const std::string_view rest = value.substr(at + key.size());
        return rest.substr(0, rest.find(','));
    }
    return {};
}

bool is_read_only(const Option& option) {
    return option.value.ends_with(":ro") || option.value.find(",readonly") != std::string::npos;
}

// Whether the container would get hold of the engine, the root, the system's directories or a home.
bool is_too_much(std::string_view source, bool read_only, Place& place) {
    if (source.ends_with("docker.sock") || source.ends_with("containerd.sock") || source.ends_with("podman.sock"))
        return true;
    const bool is_path = source.find_first_of("/~") == 0;
    if (!is_path || matches("/etc/localtime|/etc/timezone|/dev/null|/dev/shm|/dev/dri|/sys/fs/cgroup", source))
        return false;
    switch (where_is(source, place)) {
        case Where::root:
        case Where::device:
        case Where::home:
        case Where::home_key: return true;
        case Where::system: return !read_only;
        case Where::inside:
        case Where::scratch:
        case Where::harmless:
        case Where::outside:
        case Where::unknown:
        case Where::home_file:
        case Where::git:
        case Where::workspace: return false;
    }
    return false;
}

bool mounts_host(const Words& words, Place& place) {
    return std::ranges::any_of(words.options, [&](const Option& option) {
        const bool mounts = (option.name == "--volume" || option.name == "--mount") &&
                            is_too_much(source_of(option), is_read_only(option), place);
        if (mounts) place.at = option.span;
        return mounts;
    });
}

constexpr std::string_view look = "look first: docker ps -a";
constexpr std::string_view look_volumes = "look first: docker volume ls";

constexpr std::string_view prune_denies[] = {"docker system prune",
                                             "docker --host ssh://h system prune -af --volumes",
                                             "podman container prune -f",
                                             "podman pod prune"};
constexpr std::string_view prune_allows[] = {
    "docker system df", "docker system prune --help", "docker image prune", "echo docker system prune"};
constexpr std::string_view images_denies[] = {"docker image prune -a", "podman image prune --all -f"};
constexpr std::string_view images_allows[] = {"docker image prune", "docker images -a", "docker image ls --all"};
constexpr std::string_view little_denies[] = {"docker image prune", "docker network prune -f", "docker builder prune"};
constexpr std::string_view little_allows[] = {"docker network ls", "docker builder ls", "docker build -t prune ."};
constexpr std::string_view volume_denies[] = {
    "docker volume rm data", "docker volume rm $(docker volume ls -q)", "docker volume prune -f"};
constexpr std::string_view volume_allows[] = {
    "docker volume ls", "docker volume inspect rm", "docker volume create data"};
constexpr std::string_view many_denies[] = {"docker rm -f $(docker ps -aq)",
                                            "docker rm -fv web db",
                                            "podman rm -af",
                                            "docker ps -aq | xargs docker rm -f",
                                            "docker rmi -f $(docker images -q)"};
constexpr std::string_view many_allows[] = {"docker rm web db", "docker rm -f web", "docker run --rm web -f a b"};
constexpr std::string_view one_denies[] = {
    "docker rm -f web", "docker container rm --force web", "docker rmi -f image"};
constexpr std::string_view one_allows[] = {
    "docker rm web", "docker rmi image", "docker exec web rm -f x", "docker compose run web rm -f x"};
constexpr std::string_view stop_denies[] = {"docker stop $(docker ps -q)",
                                            "docker kill `docker ps -q`",
                                            "docker ps -q | xargs docker stop",
                                            "podman stop --all"};
constexpr std::string_view stop_allows[] = {"docker stop web", "docker kill web", "docker stop $NAME-web"};
constexpr std::string_view down_denies[] = {"docker compose down -v",
                                            "docker-compose -f a.yml down --volumes",
                                            "docker compose -p x --profile y down -vt 5",
                                            "docker compose rm -fsv"};
constexpr std::string_view down_allows[] = {"docker compose down",
                                            "docker compose -f down.yml up -d",
                                            "docker compose run web down -v",
                                            "docker compose logs down -v",
                                            "docker compose down -v --dry-run",
                                            "docker compose up -v"};
constexpr std::string_view rmi_denies[] = {"docker compose down --rmi all", "docker-compose rm -f"};
constexpr std::string_view rmi_allows[] = {"docker compose down", "docker-compose stop", "docker-compose rm"};
constexpr std::string_view privileged_denies[] = {"docker run --privileged alpine",
                                                  "docker run -it --pid=host alpine sh",
                                                  "podman run --cap-add SYS_ADMIN alpine",
                                                  "docker run --security-opt seccomp=unconfined alpine",
                                                  "docker exec --privileged web sh"};
constexpr std::string_view privileged_allows[] = {"docker run --privileged=false alpine",
                                                  "docker run alpine echo --privileged",
                                                  "docker run --cap-drop ALL alpine",
                                                  "docker run --cap-add NET_BIND_SERVICE alpine"};
constexpr std::string_view mount_denies[] = {"docker run -v /:/host alpine",
                                             "docker run -v /var/run/docker.sock:/var/run/docker.sock alpine",
                                             "docker run --mount type=bind,source=/etc,target=/e alpine",
                                             "docker run -v ~/.ssh/id_rsa:/k alpine",
                                             "docker run -v /:/host:ro alpine"};
constexpr std::string_view mount_allows[] = {"docker run -v \"$PWD\":/w -w /w alpine make",
                                             "docker run -v data:/data alpine",
                                             "docker run -v ./src:/src:ro alpine",
                                             "docker run -v /etc/localtime:/etc/localtime:ro alpine",
                                             "docker run alpine cat -v /:/host"};
constexpr std::string_view network_denies[] = {"docker network rm back", "docker network rm a b"};
constexpr std::string_view network_allows[] = {"docker network inspect back", "docker network create rm"};
constexpr std::string_view swarm_denies[] = {
    "docker swarm leave --force", "docker stack rm shop", "docker service rm web", "docker node rm worker"};
constexpr std::string_view swarm_allows[] = {"docker stack ls", "docker service ps web", "docker node ls"};
constexpr std::string_view reset_denies[] = {"podman system reset -f", "podman machine rm"};
constexpr std::string_view reset_allows[] = {"podman machine list", "podman system df"};
constexpr std::string_view machine_denies[] = {"docker-machine rm prod", "multipass delete --all", "lxc delete web"};
constexpr std::string_view machine_allows[] = {"multipass list", "lxc list", "limactl list", "docker-machine ls"};

constexpr Rule rows[] = {
    saying({.id = "containers/prune", .program = docker, .verb = "system prune|container prune|pod prune"},
           {"deletes every container that does not run right now, and what only they use",
            "look first: docker system df",
            prune_denies,
            prune_allows}),
    saying({.id = "containers/prune-images", .program = docker, .verb = "image prune", .option = "--all"},
           {"deletes every image that no container uses right now",
            "leave those with a name: docker image ls",
            images_denies,
            images_allows}),
    saying({.id = "containers/prune-unused",
            .program = docker,
            .verb = "image prune|network prune|builder prune|buildx prune",
            .decision = Decision::warn},
           {"deletes what nobody uses right now", "look first: docker system df", little_denies, little_allows}),
    saying({.id = "containers/remove-volume", .program = docker, .verb = "volume rm|volume remove|volume prune"},
           {"deletes stored data", look_volumes, volume_denies, volume_allows}),
    saying({.id = "containers/remove-many",
            .program = docker,
            .verb = "rm|rmi|container rm|container remove|image rm|image remove|pod rm",
            .option = "--force|--all",
            .check = names_many},
           {"stops and deletes containers or images, whatever uses them", look, many_denies, many_allows}),
    saying(
        {.id = "containers/remove-running",
         .program = docker,
         .verb = "rm|rmi|container rm|container remove|image rm|image remove|pod rm",
         .option = "--force",
         .decision = Decision::warn},
        {"deletes a container or image, whatever uses it", "stop it first: docker stop web", one_denies, one_allows}),
    saying(
        {.id = "containers/stop-all",
         .program = docker,
         .verb = "stop|kill|restart|pause|container stop|container kill|container restart|pod stop|pod kill",
         .check = names_unknown},
        {"stops every container, others' too", "name the one you started: docker stop web", stop_denies, stop_allows}),
    saying({.id = "containers/compose-volumes",
            .program = compose,
            .verb = "compose down|compose rm",
            .option = "--volumes",
            .without = "--dry-run"},
           {"deletes the data of every service", "keep the data: docker compose down", down_denies, down_allows}),
    saying({.id = "containers/compose-remove",
            .program = compose,
            .verb = "compose down|compose rm",
            .option = "--rmi|--force",
            .without = "--dry-run",
            .decision = Decision::warn},
           {"deletes containers or images without asking", "stop them: docker compose stop", rmi_denies, rmi_allows}),
    saying(
        {.id = "containers/privileged",
         .program = compose,
         .verb = "run|create|exec|container run|container create|container exec|compose run|compose exec",
         .option = "--privileged|--pid=host|--userns=host|--cap-add=(ALL|all|(CAP_)?SYS_(ADMIN|PTRACE|MODULE|RAWIO))|"
                   "--security-opt=(seccomp|apparmor|label)[=:](unconfined|disable)"},
        {"takes down the wall between a container and this machine",
         "give it only what it needs: docker run --cap-add NET_BIND_SERVICE web",
         privileged_denies,
         privileged_allows}),
    saying({.id = "containers/mount-host",
            .program = compose,
            .verb = "run|create|container run|container create|compose run",
            .check = mounts_host},
           {"gives a container the engine, a home or the system's own files",
            "mount the workspace: docker run -v ./src:/src web",
            mount_denies,
            mount_allows}),
    saying({.id = "containers/remove-network",
            .program = docker,
            .verb = "network rm|network remove",
            .decision = Decision::warn},
           {"cuts off what is connected to a network",
            "look first: docker network inspect back",
            network_denies,
            network_allows}),
    saying({.id = "containers/swarm",
            .program = docker,
            .verb = "swarm leave|stack rm|stack remove|stack down|service rm|service remove|node rm|node remove"},
           {"takes services or nodes out of a swarm", "look first: docker stack ls", swarm_denies, swarm_allows}),
    saying({.id = "containers/reset", .program = docker, .verb = "system reset|machine rm|machine reset"},
           {"deletes all containers, images and volumes, or the machine they live on",
            "look first: podman machine list",
            reset_denies,
            reset_allows}),
    saying({.id = "containers/delete-machine",
            .program = "docker-machine|multipass|lxc|incus|limactl|lima|colima|orb|orbctl|ctr|crictl|buildah",
            .action = "delete|rm|rmi|rmp|remove|purge|prune|destroy|reset"},
           {"deletes machines or containers", "look first: lxc list", machine_denies, machine_allows}),
};

constexpr auto names = shell::index_names<shell::count_names(rows)>(rows);

}  // namespace

Family containers_pack() {
    return {"containers", "what deletes containers and their data, or opens the machine to them", true, {rows}, names};
}

}  // namespace scc::rule
