#include "proc/places.hpp"

#include <pwd.h>
#include <unistd.h>

#include "base/env.hpp"
#include "base/path.hpp"

namespace scc::places {
namespace {

std::string xdg(const char* variable, std::string_view fallback) {
    const std::string base = env::get(variable).value_or("");
    return (base.starts_with('/') ? base : path::join(home(), fallback)) + "/scc";
}

}  // namespace

std::string home() {
    if (const auto home = env::get("HOME"); home && home->starts_with('/')) return *home;
    const passwd* entry = ::getpwuid(::getuid());
    return entry != nullptr ? entry->pw_dir : "/";
}

std::string config_dir() { return xdg("XDG_CONFIG_HOME", ".config"); }
std::string cache_dir() { return xdg("XDG_CACHE_HOME", ".cache"); }
std::string state_dir() { return xdg("XDG_STATE_HOME", ".local/state"); }

std::string settings_file() { return config_dir() + "/config.toml"; }

std::string program_dir() {
    const auto program = path::real("/proc/self/exe");
    return program ? std::string(path::parent(*program)) : "/usr/bin";
}

std::string prefix() { return std::string(path::parent(program_dir())); }

std::string data_dir() { return env::get("SCC_DATA_DIR").value_or(prefix() + "/share/scc"); }
std::string libexec_dir() { return env::get("SCC_LIBEXEC_DIR").value_or(prefix() + "/libexec/scc"); }

}  // namespace scc::places
