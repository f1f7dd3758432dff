#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "profile.hpp"

namespace scc::config {
namespace {

constexpr std::size_t most_bytes = 1U << 20U;

// The URL of the remote `origin` in a git configuration; empty when there is none. Nothing is included and nothing run.
std::string origin_in(const std::string& configuration) {
    std::string section;
    for (const std::string& each : text::split(configuration, '\n')) {
        const std::string_view line = text::trim(each);
        if (line.starts_with('[')) section = line;
        const std::size_t equals = line.find('=');
        if (section != "[remote \"origin\"]" || equals == std::string_view::npos) continue;
        if (text::lower(text::trim(line.substr(0, equals))) != "url") continue;
        std::string_view url = text::trim(line.substr(equals + 1));
        if (url.size() > 1 && url.starts_with('"') && url.ends_with('"')) url = url.substr(1, url.size() - 2);
        return std::string(url);
    }
    return {};
}

std::string without_end(std::string path) {
    while (path.ends_with('/')) path.pop_back();
    if (path.ends_with(".git")) path.resize(path.size() - 4);
    return path.substr(std::min(path.find_first_not_of('/'), path.size()));
}

}  // namespace

std::string repository_of_url(const std::string& url) {
    const std::size_t scheme = url.find("://");
    const bool is_url = scheme != std::string::npos;
    const std::string rest = is_url ? url.substr(scheme + 3) : url;
    const std::size_t end = rest.find(is_url ? '/' : ':');
    if (end == std::string::npos || (is_url && url.starts_with("file:")) || rest.starts_with('/')) return {};
    std::string host = rest.substr(0, end);
    if (const std::size_t user = host.rfind('@'); user != std::string::npos) host.erase(0, user + 1);
    if (is_url && !host.starts_with('[')) host.resize(std::min(host.find(':'), host.size()));
    const std::string path = without_end(rest.substr(end + 1));
    if (host.empty() || path.empty() || host.find('/') != std::string::npos) return {};
    return "remote:" + text::lower(host) + "/" + path;
}

std::string repository_of(const model::Workspace& workspace) {
    if (workspace.repository) {
        const auto configuration = file::read(path::join(*workspace.repository, "config"), most_bytes);
        const std::string remote = configuration ? repository_of_url(origin_in(*configuration)) : "";
        if (!remote.empty()) return remote;
    }
    return "path:" + workspace.root;
}

}  // namespace scc::config
