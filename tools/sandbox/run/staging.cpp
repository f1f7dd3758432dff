#include "staging.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "plan/protection.hpp"
#include "proc/credential.hpp"
#include "trust/kind.hpp"

namespace scc::sandbox {
namespace {

constexpr mode_t readable = 0444;

// Names are not resolved inside: nobody answers on 127.0.0.1, which is said at once.
constexpr const char* no_names = "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n";

// No other program sees the file before the container is started, and none after the machine has gone down: it need
// not be whole at once, nor reach the disk.
Result<Done> put(const std::string& path, std::string_view bytes, mode_t mode) {
    SCC_CHECK(file::make_directories(std::string(path::parent(path))));
    const file::Descriptor opened(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!opened) return Error{Code::tool, "cannot create " + text::quoted(path) + ": " + std::strerror(errno)};
    SCC_CHECK(file::write(opened.number(), bytes, path));
    if (::fchmod(opened.number(), mode) == 0) return Done{};
    return Error{Code::tool, "cannot set the mode of " + text::quoted(path) + ": " + std::strerror(errno)};
}

Result<std::string> fetch(const std::string& name, const std::string& from) {
    auto value = credential::value_of(from);
    if (value) return value;
    Error& error = value.error();
    error.message = "cannot get the value of " + text::quoted(name) + ": " + error.message;
    error.where = "plan:/data/sandbox/secrets/" + name;
    return value;
}

Result<Done> stage_secrets(const Sandbox& sandbox, const std::string& directory) {
    if (sandbox.secrets.empty()) return Done{};
    std::string lines;
    for (const auto& [name, from] : sandbox.secrets) {
        SCC_TRY(const std::string value, fetch(name, from));
        lines += name + "=" + value + "\n";
    }
    return put(path::join(directory, "secrets"), lines, 0600);
}

std::string address_in(const std::string& directory) { return path::join(directory, "address"); }

Result<Done> stage_proxy(const model::Net& net, const std::string& directory) {
    if (!net.proxy) return Done{};
    const std::string folder = path::join(directory, "proxy");
    SCC_CHECK(file::make_directories(folder, 0755));
    SCC_CHECK(put(address_in(directory), "", 0644));
    SCC_CHECK(put(path::join(folder, "squid.conf"), net.proxy->configuration, readable));
    for (const auto& [name, content] : net.proxy->files) {
        if (name.find('/') != std::string::npos) {
            return Error{Code::config, text::quoted(name) + " is no file name", "", "plan:/data/net/proxy/files"};
        }
        SCC_CHECK(put(path::join(folder, name), content, readable));
    }
    return Done{};
}

// For the workspace's owner. What is mounted must be no link, which might lead to anything on this machine.
Result<Done> ensure_directory(const std::string& directory, const model::Workspace& workspace) {
    const trust::Kind kind = trust::kind_of(directory);
    if (kind == trust::Kind::directory) return Done{};
    if (kind != trust::Kind::nothing) {
        return Error{Code::config,
                     text::quoted(directory) + " is no directory, and cannot be protected",
                     "make it one, or name another with 'git config core.hooksPath'"};
    }
    if (::mkdir(directory.c_str(), 0755) != 0) {
        return Error{Code::tool, "cannot make directory " + text::quoted(directory) + ": " + std::strerror(errno)};
    }
    if (::geteuid() == 0 && ::lchown(directory.c_str(), workspace.uid, workspace.gid) != 0) {
        return Error{Code::tool, "cannot give away " + text::quoted(directory) + ": " + std::strerror(errno)};
    }
    return Done{};
}

}  // namespace

Result<Done> stage(const Sections& sections, const Sandbox& sandbox, const std::string& directory) {
    SCC_CHECK(file::make_directories(path::join(directory, "events")));
    SCC_CHECK(put(path::join(directory, "events/guard.jsonl"), "", 0600));
    SCC_CHECK(put(path::join(directory, "policy.json"), sandbox.guard, readable));
    SCC_CHECK(put(path::join(directory, "resolv.conf"), no_names, readable));
    for (std::size_t i = 0; i < sections.provider.files.size(); ++i) {
        const model::ProvidedFile& file = sections.provider.files[i];
        const std::string path = path::join(directory, "files/" + std::to_string(i));
        SCC_CHECK(put(path, file.content, static_cast<mode_t>(file.mode)));
    }
    SCC_CHECK(stage_proxy(sections.net, directory));
    return stage_secrets(sandbox, directory);
}

// Into the file as it is: the container has that mounted, and would not see another of the same name.
Result<Done> announce(const std::string& address, const std::string& directory) {
    const std::string path = address_in(directory);
    const file::Descriptor opened(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!opened) return Error{Code::tool, "cannot open " + text::quoted(path) + ": " + std::strerror(errno)};
    return file::write(opened.number(), address + "\n", path);
}

void drop_secrets(const std::string& directory) { ::unlink(path::join(directory, "secrets").c_str()); }

Result<Done> ensure_hooks(const model::Workspace& workspace) {
    for (const std::string& hooks : hooks_of(workspace)) SCC_CHECK(ensure_directory(hooks, workspace));
    return Done{};
}

}  // namespace scc::sandbox
