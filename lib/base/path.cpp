#include "base/path.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include "base/text.hpp"

namespace scc::path {
std::string normal(std::string_view path, std::string_view base) {
    std::vector<std::string> kept;
    const std::string whole = path.starts_with('/') ? std::string(path) : std::string(base) + "/" + std::string(path);
    for (std::string& step : text::words(whole, '/')) {
        if (step == ".") continue;
        if (step != "..") {
            kept.push_back(std::move(step));
        } else if (!kept.empty()) {
            kept.pop_back();
        }
    }
    return "/" + text::join(kept, "/");
}

std::string join(std::string_view directory, std::string_view name) {
    if (name.starts_with('/')) return std::string(name);
    return std::string(directory) + (directory.ends_with('/') ? "" : "/") + std::string(name);
}

std::string_view basename(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view parent(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

bool is_within(std::string_view path, std::string_view directory) {
    if (directory == "/") return path.starts_with('/');
    return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '/');
}

Result<std::string> current() {
    const std::unique_ptr<char, decltype(&std::free)> here(::getcwd(nullptr, 0), &std::free);
    if (!here) return Error{Code::not_found, std::string("cannot tell the current directory: ") + std::strerror(errno)};
    return std::string(here.get());
}

Result<std::string> real(std::string_view path) {
    const std::string name(path);
    const std::unique_ptr<char, decltype(&std::free)> found(::realpath(name.c_str(), nullptr), &std::free);
    if (!found) return Error{Code::not_found, "cannot find " + text::quoted(path) + ": " + std::strerror(errno)};
    return std::string(found.get());
}

}  // namespace scc::path
