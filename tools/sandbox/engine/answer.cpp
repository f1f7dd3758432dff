#include "answer.hpp"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "base/env.hpp"
#include "base/file.hpp"
#include "proc/places.hpp"
#include "proc/spawn.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::sandbox {
namespace {

constexpr const char* docker_socket = "/var/run/docker.sock";

std::string file_of(std::string_view program) {
    return places::cache_dir() + "/engine-" + std::string(program) + ".json";
}

// "docker 8:1 …": the program first, so that each has a file of its own.
std::string program_in(std::string_view stamp) { return std::string(stamp.substr(0, stamp.find(' '))); }

std::optional<std::string> mark_of(const std::string& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return std::nullopt;
    std::string mark = path;
    for (const long long part : {static_cast<long long>(about.st_dev),
                                 static_cast<long long>(about.st_ino),
                                 static_cast<long long>(about.st_ctim.tv_sec),
                                 static_cast<long long>(about.st_ctim.tv_nsec)}) {
        mark += ":" + std::to_string(part);
    }
    return mark;
}

// Whether the client could speak to another daemon than the one of this machine.
bool may_be_elsewhere() {
    for (const char* name : {"DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG"}) {
        if (env::get(name)) return true;
    }
    const std::string path = places::home() + "/.docker/config.json";
    const auto document = wire::parse_file(path);
    if (!document) return document.error().code != Code::not_found;
    wire::Reader in(*document, path);
    in.open();
    const std::string context = in.text_or("currentContext", "");
    return in.faults() || (!context.empty() && context != "default");
}

bool is_listening(const char* path) {
    const file::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path, sizeof address.sun_path - 1);
    return socket && ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

std::optional<std::string> stamp_of(std::string_view program, bool has_daemon) {
    const std::string path = proc::path_of(program);
    const auto own = path.empty() ? std::nullopt : mark_of(path);
    if (!own) return std::nullopt;
    const std::string stamp = std::string(program) + " " + *own;
    if (!has_daemon) return stamp;
    if (may_be_elsewhere() || !is_listening(docker_socket)) return std::nullopt;
    const auto socket = mark_of(docker_socket);
    return socket ? std::optional(stamp + " " + *socket) : std::nullopt;
}

std::optional<std::string> kept_answer(std::string_view stamp, std::string_view question) {
    const std::string path = file_of(program_in(stamp));
    const auto document = wire::parse_file(path);
    if (!document) return std::nullopt;
    wire::Reader in(*document, path);
    const bool same = in.text("stamp") == stamp && in.text("question") == question;
    std::string answer = in.text("answer");
    if (in.faults() || !same) return std::nullopt;
    return answer;
}

void keep_answer(std::string_view stamp, std::string_view question, std::string_view answer) {
    const nlohmann::json document = {{"stamp", stamp}, {"question", question}, {"answer", answer}};
    (void)file::replace(file_of(program_in(stamp)), wire::text_of(document));
}

}  // namespace scc::sandbox
