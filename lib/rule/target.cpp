#include "rule/target.hpp"

#include <algorithm>
#include <string>

#include "base/path.hpp"
#include "base/text.hpp"
#include "rule/place.hpp"
#include "shell/directory.hpp"

namespace scc::rule {
namespace {

using shell::unknown;

// Stands for a directory nobody knows; deep enough that "../.." stays in it.
constexpr std::string_view somewhere = "/\x01/\x01/\x01/\x01/\x01/\x01/\x01/\x01";

constexpr std::string_view system_directories[] = {
    "Applications", "Library", "System",  "bin",  "boot", "dev",  "etc",  "lib", "lib32", "lib64", "libx32",
    "lost+found",   "nix",     "private", "proc", "run",  "sbin", "snap", "sys", "usr",   "var",
};

// Directories that hold what somebody put there.
constexpr std::string_view holding[] = {"/home", "/Users", "/mnt", "/media", "/opt", "/srv", "/data", "/usr/local"};

constexpr std::string_view scratch_directories[] = {"/tmp", "/var/tmp"};

constexpr std::string_view harmless_devices[] = {"/dev/null",
                                                 "/dev/zero",
                                                 "/dev/full",
                                                 "/dev/tty",
                                                 "/dev/stdin",
                                                 "/dev/stdout",
                                                 "/dev/stderr",
                                                 "/dev/random",
                                                 "/dev/urandom"};

constexpr std::string_view keys[] = {".aws",
                                     ".bash_profile",
                                     ".bashrc",
                                     ".git-credentials",
                                     ".gitconfig",
                                     ".gnupg",
                                     ".kube",
                                     ".netrc",
                                     ".profile",
                                     ".ssh",
                                     ".zprofile",
                                     ".zshenv",
                                     ".zshrc"};

constexpr std::string_view history[] = {
    "HEAD", "config", "logs", "modules", "objects", "refs", "packed-refs", "lfs", "worktrees"};

bool is_one_of(std::string_view word, std::span<const std::string_view> names) {
    return std::ranges::find(names, word) != names.end();
}

bool is_below(std::string_view path, std::string_view directory) {
    return path != directory && path::is_within(path, directory);
}

// The first name of a path below `directory`, and what follows it.
std::pair<std::string_view, std::string_view> first_name(std::string_view path, std::string_view directory) {
    path.remove_prefix(std::min(path.size(), directory.size() + (directory == "/" ? 0 : 1)));
    const std::size_t end = std::min(path.find('/'), path.size());
    return {path.substr(0, end), path.substr(std::min(end + 1, path.size()))};
}

// Whether one piece of a pattern (a byte, "?" or "[…]") stands for a byte; `length` is that of the piece.
bool stands_for(std::string_view pattern, char byte, std::size_t& length) {
    length = 1;
    if (pattern[0] == '?') return true;
    const std::size_t close = pattern[0] == '[' ? pattern.find(']', 2) : std::string_view::npos;
    if (close == std::string_view::npos) return pattern[0] == byte;
    length = close + 1;
    return true;
}

// Whether a file pattern (* ? […]) matches a name; a leading dot only where it is written.
bool matches_name(std::string_view pattern, std::string_view name) {
    if (name.starts_with('.') && !pattern.starts_with('.') && !pattern.starts_with('[')) return false;
    std::size_t at = 0;
    std::size_t in = 0;
    std::optional<std::pair<std::size_t, std::size_t>> star;
    while (in < name.size()) {
        std::size_t length = 0;
        if (at < pattern.size() && pattern[at] == '*') {
            star = {++at, in};
        } else if (at < pattern.size() && stands_for(pattern.substr(at), name[in], length)) {
            at += length;
            ++in;
        } else if (star) {
            at = star->first;
            in = ++star->second;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

bool is_pattern(std::string_view name) { return name.find_first_of("*?[") != std::string_view::npos; }

// Whether a pattern stands for everything in a directory: "*", ".*", "?*".
bool is_everything(std::string_view name) {
    return is_pattern(name) && name.find_first_not_of("*?.") == std::string_view::npos;
}

class Resolver {
public:
    explicit Resolver(Place& place) : facts_(place.facts), directory_(place.directory) {}

    Where where(std::string_view word) {
        if (word.empty()) return Where::inside;
        if (word[0] == unknown) return Where::unknown;
        std::string path = shell::path_from(directory_, word);
        const bool elsewhere = directory_.starts_with(unknown);
        if (elsewhere && path.starts_with(unknown)) return in_unknown(word);
        path = rooted(std::move(path));
        if (path.empty()) return Where::unknown;
        return settled(std::move(path));
    }

private:
    // A relative path in a directory that is not known.
    static Where in_unknown(std::string_view word) {
        const std::string path = shell::path_from("", word);
        const std::string_view name = std::string_view(path).substr(0, path.find('/'));
        const bool named = !name.empty() && name != ".." && !is_everything(name) && name[0] != unknown;
        return named ? Where::inside : Where::unknown;
    }

    // The path from the root; empty when that is not known.
    std::string rooted(std::string path) {
        if (path.starts_with("$TMPDIR")) {
            const std::string_view rest = std::string_view(path).substr(7);
            const auto scratch = facts_.scratch();
            if (scratch) return path::normal(*scratch + std::string(rest));
            const std::string_view name = first_name(path, "$TMPDIR").first;
            return name.empty() || is_everything(name) ? "" : path::normal("/tmp" + std::string(rest));
        }
        if (path.starts_with('~')) return at_home(path);
        if (path.starts_with('/')) return path;
        return path::normal(path, cwd());
    }

    std::string at_home(const std::string& path) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string user = path.substr(1, slash - 1);
        if (user == "+") return path::normal("." + path.substr(slash), cwd());
        if (user == "-") return {};
        if (user == "root") return path::normal("/root" + path.substr(slash));
        return path::normal((user.empty() ? home() : "/home/" + user) + path.substr(slash));
    }

    // The path without the names in it that are not known: what find picks may lie where it starts.
    static std::string nearest(const std::string& path) {
        return text::replace_all(path, std::string{'/', unknown, '/'}, "/");
    }

    // What is not known of a path stands for some name, or for nothing at its end.
    Where settled(std::string path) {
        if (path.find(unknown) == 1) return Where::root;
        if (path.ends_with("/.git") && lexical(nearest(path)) == Where::git) return Where::git;
        bool may_be_parent = false;
        for (std::size_t at = path.find(unknown); at != std::string::npos; at = path.find(unknown)) {
            const bool alone = path[at - 1] == '/' && (at + 1 == path.size() || path[at + 1] == '/');
            may_be_parent = alone && at + 1 == path.size();
            path[at] = 'x';
        }
        path = path::normal(path);
        const std::string_view name = path::basename(path);
        if (!may_be_parent && !is_everything(name)) return followed(path);
        const std::string parent(path::parent(path));
        if (is_one_of(parent, scratch_directories) || parent == facts_.scratch()) return Where::scratch;
        const Where there = followed(parent);
        return there == Where::inside || there == Where::scratch ? followed(parent + "/x") : there;
    }

    // The worse of what the path says and where its links lead.
    Where followed(const std::string& path) {
        const Where said = lexical(path);
        if (said != Where::inside && said != Where::scratch) return said;
        if (path::is_within(path, somewhere)) return said;
        const std::string parent(path::parent(path));
        const auto real = facts_.real(parent);
        if (!real || *real == parent) return said;
        const auto root = facts_.real(std::string(workspace()));
        if (root && path::is_within(*real, *root)) return said;
        return lexical(path::join(*real, path::basename(path)));
    }

    Where lexical(std::string_view path) {
        if (path == "/") return Where::root;
        if (path == workspace() || is_below(workspace(), path)) return around_workspace(path);
        if (is_below(path, workspace())) return within(path);
        if (is_one_of(path, harmless_devices) || path.starts_with("/dev/fd/") || path.starts_with("/dev/pts/") ||
            path.starts_with("/dev/shm/")) {
            return Where::harmless;
        }
        if (is_below(path, "/tmp") || is_below(path, "/var/tmp")) return Where::scratch;
        if (const auto own = facts_.scratch(); own && is_deep(*own) && is_below(path, *own)) {
            return Where::scratch;
        }
        return elsewhere(path);
    }

    // Whether a directory is deep enough to be nobody's home and no part of the system's skeleton.
    static bool is_deep(std::string_view path) { return std::ranges::count(path, '/') >= 3; }

    Where around_workspace(std::string_view path) {
        const auto [top, rest] = first_name(path, "/");
        if (path != workspace() && rest.empty() && top[0] != '\x01') return elsewhere(path);
        return path == home() ? Where::home : Where::workspace;
    }

    Where within(std::string_view path) {
        const auto [name, rest] = first_name(path, workspace());
        const bool git = name == ".git" || (is_pattern(name) && matches_name(name, ".git"));
        const bool bare = name.size() > 4 && name.ends_with(".git");
        if (!git && !bare) return Where::inside;
        if (rest.empty()) return git ? Where::git : Where::inside;
        const std::string_view part = rest.substr(0, rest.find('/'));
        const bool held = std::ranges::any_of(history, [&](std::string_view one) {
            return part == one || matches_name(part, one) ||
                   (part[0] == '{' && part.find(one) != std::string_view::npos);
        });
        return held ? Where::git : Where::inside;
    }

    Where elsewhere(std::string_view path) {
        const auto names = first_name(path, "/");
        const std::string_view top = names.first;
        const std::string_view rest = names.second;
        if (path == home() || path == "/root") return Where::home;
        if (is_below(path, home())) return in_home(first_name(path, home()).first);
        if (path.starts_with("/root/")) return in_home(first_name(path, "/root").first);
        if (top == "home" || top == "Users") return of_users(rest);
        if (top[0] == '\x01') return Where::outside;
        if (is_one_of(path, holding)) return Where::system;
        for (const std::string_view directory : holding) {
            if (is_below(path, directory)) return Where::outside;
        }
        if (is_one_of(path, scratch_directories)) return Where::system;
        if (top == "dev") return rest.empty() ? Where::system : Where::device;
        const bool named = is_one_of(top, system_directories);
        const bool matched = is_pattern(top) && std::ranges::any_of(system_directories, [&](std::string_view one) {
                                 return matches_name(top, one);
                             });
        return named || matched ? Where::system : Where::outside;
    }

    static Where of_users(std::string_view rest) {
        if (rest.empty()) return Where::system;
        const std::size_t slash = rest.find('/');
        if (slash == std::string_view::npos) return Where::home;
        return in_home(rest.substr(slash + 1, rest.find('/', slash + 1) - slash - 1));
    }

    static Where in_home(std::string_view name) {
        const bool key = is_one_of(name, keys) || std::ranges::any_of(keys, [&](std::string_view one) {
                             return is_pattern(name) && matches_name(name, one);
                         });
        return key ? Where::home_key : Where::home_file;
    }

    const std::string& cwd() {
        if (cwd_.empty()) {
            const auto told = facts_.cwd();
            cwd_ = told ? path::normal(*told) : std::string(workspace());
        }
        return cwd_;
    }

    const std::string& home() {
        if (home_.empty()) home_ = path::normal(facts_.home().value_or("/home/\x01"));
        return home_;
    }

    // The directory the line begins in stands for an unknown workspace where that can be one.
    const std::string& workspace() {
        if (!workspace_.empty()) return workspace_;
        workspace_ = somewhere;
        if (const auto told = facts_.workspace()) {
            workspace_ = path::normal(*told);
        } else if (const auto here = facts_.cwd()) {
            const Where there = lexical(path::normal(*here));
            if (there == Where::outside || there == Where::scratch || there == Where::home_file) {
                workspace_ = path::normal(*here);
            }
        }
        return workspace_;
    }

    Facts& facts_;
    std::string_view directory_;
    std::string cwd_;
    std::string home_;
    std::string workspace_;
};

}  // namespace

Where where_is(std::string_view word, Place& place) {
    const Where where = Resolver(place).where(word);
    if (!place.elsewhere) return where;
    const bool counts = where == Where::root || where == Where::device || where == Where::unknown;
    return counts ? where : Where::inside;
}

}  // namespace scc::rule
