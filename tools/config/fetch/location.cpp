#include "location.hpp"

#include <algorithm>
#include <vector>

#include "base/path.hpp"
#include "base/text.hpp"
#include "match/url.hpp"
#include "proc/places.hpp"

namespace scc::config {
namespace {

constexpr std::size_t none = std::string_view::npos;
constexpr std::string_view hex_digits = "0123456789abcdefABCDEF";

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

Error refused(std::string_view text, const std::string& why, std::string hint) {
    return {Code::config, text::quoted(text) + " " + why, std::move(hint)};
}

// "OWNER/REPO[@REF]:PATH" in its parts.
struct Shorthand {
    std::string repository;
    std::string ref;
    std::string path;
};

// A path that starts at a repository's top; empty when it leaves it.
std::string inner_path(std::string_view path) {
    while (path.starts_with('/')) path.remove_prefix(1);
    return is_inside(path) ? std::string(path) : "";
}

Result<Shorthand> parse_shorthand(std::string_view whole, std::string_view text, const std::string& example) {
    const std::size_t colon = text.find(':');
    if (colon == none || colon + 1 == text.size()) return refused(whole, "names no file", "write " + example);
    const std::string_view repository = text.substr(0, colon);
    const std::size_t at = repository.find('@');
    Shorthand parts{.repository = std::string(repository.substr(0, at)), .path = inner_path(text.substr(colon + 1))};
    if (at != none) parts.ref = repository.substr(at + 1);
    if (at != none && !is_ref(parts.ref)) {
        return refused(whole, "names no branch, tag or commit after '@'", "write " + example);
    }
    if (parts.path.empty()) return refused(whole, "names a path outside the repository", "write " + example);
    return parts;
}

// A path's bytes as they stand in a URL.
std::string encoded(std::string_view path) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-._~/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    std::string text;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (plain.find(c) != none) text += c;
        else text += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return text;
}

bool are_names(const std::vector<std::string>& names) {
    constexpr std::string_view allowed = "-._abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return std::ranges::all_of(names, [&](const std::string& name) {
        return !name.empty() && name.find_first_not_of(allowed) == none && name != "." && name != "..";
    });
}

Result<Location> of_github(std::string_view whole, std::string_view text) {
    const std::string example = "github:OWNER/REPO:PATH or github:OWNER/REPO@REF:PATH";
    SCC_TRY(const Shorthand parts, parse_shorthand(whole, text, example));
    const std::vector<std::string> names = text::split(parts.repository, '/');
    if (names.size() != 2 || !are_names(names)) return refused(whole, "names no repository", "write " + example);
    const std::string ref = parts.ref.empty() ? "HEAD" : encoded(parts.ref);
    return Location{
        .transport = Transport::https,
        .url = "https://raw.githubusercontent.com/" + parts.repository + "/" + ref + "/" + encoded(parts.path),
        .ref = parts.ref,
        .pinned = is_pinned(parts.ref)};
}

Result<Location> of_gitlab(std::string_view whole, std::string_view host, std::string_view text) {
    const std::string example = std::string(whole.substr(0, whole.find(':'))) + ":GROUP/REPO:PATH";
    SCC_TRY(const Shorthand parts, parse_shorthand(whole, text, example));
    const std::vector<std::string> names = text::split(parts.repository, '/');
    const auto canonical = canonical_host(host);
    if (!canonical || names.size() < 2 || !are_names(names)) {
        return refused(whole, "names no repository", "write " + example);
    }
    const std::string ref = parts.ref.empty() ? "main" : encoded(parts.ref);
    return Location{
        .transport = Transport::https,
        .url = "https://" + *canonical + "/" + parts.repository + "/-/raw/" + ref + "/" + encoded(parts.path),
        .ref = parts.ref,
        .pinned = is_pinned(parts.ref),
        .gitlab = true};
}

std::string_view authority_in(std::string_view url) {
    const std::string_view rest = url.substr(url.find("://") + 3);
    return rest.substr(0, rest.find_first_of("/?#"));
}

Result<Location> of_web(std::string_view text) {
    if (authority_in(text).find('@') != none) {
        return Error{Code::config,
                     "'https://***@" + std::string(authority_in(text).substr(authority_in(text).rfind('@') + 1)) +
                         "' carries a user name or a password",
                     "leave them out, and name where the credential is with auth: env:NAME or command:COMMAND"};
    }
    const auto url = parse_url(text);
    if (!url) return refused(text, "is no https URL", "write https://HOST/PATH");
    const bool gitlab = url->host.starts_with("gitlab.") || url->path.find("/-/raw/") != none;
    return Location{.transport = Transport::https, .url = url->text(), .gitlab = gitlab};
}

// "ssh://" and "https://" alike: "git+SCHEME://AUTHORITY/REPO[@REF]:PATH".
Result<Location> of_git(std::string_view whole) {
    const std::string example = "git+https://HOST/REPO.git:PATH or git+ssh://git@HOST/REPO.git@REF:PATH";
    const std::string_view url = whole.substr(4);
    const std::size_t slash = url.find('/', url.find("://") + 3);
    if (slash == none) return refused(whole, "names no repository", "write " + example);
    SCC_TRY(const Shorthand parts, parse_shorthand(whole, url.substr(slash), example));
    SCC_TRY(const std::string repository, parse_repository(std::string(url.substr(0, slash)) + parts.repository));
    return Location{.transport = Transport::git,
                    .url = repository,
                    .ref = parts.ref,
                    .path = parts.path,
                    .pinned = is_pinned(parts.ref),
                    .gitlab = host_of(repository).starts_with("gitlab.")};
}

Location of_file(std::string_view text, std::string_view base) {
    if (text == "~") return {.url = places::home()};
    if (text.starts_with("~/")) return {.url = path::normal(text.substr(2), places::home())};
    return {.url = path::normal(text, base)};
}

// The host in "host.with.dot:group/repo:path"; empty when the text is no such thing.
std::string_view own_host(std::string_view text) {
    const std::string_view host = text.substr(0, text.find(':'));
    const bool dotted = host.size() < text.size() && host.find('.') != none && host.find('/') == none;
    return dotted ? host : std::string_view();
}

bool is_path(std::string_view text) {
    constexpr std::string_view starts[] = {"./", "../", "/", "~/"};
    const auto begins = [&](std::string_view start) { return text.starts_with(start); };
    return text == "~" || std::ranges::any_of(starts, begins) || text.find(':') == none;
}

}  // namespace

std::string Location::canonical() const {
    if (transport != Transport::git) return transport == Transport::file ? "file:" + url : url;
    return "git+" + url + (ref.empty() ? "" : "@" + ref) + ":" + path;
}

std::string Location::shown() const {
    if (transport == Transport::file) return url;
    const std::string text = canonical();
    const std::size_t query = transport == Transport::https ? text.find('?') : none;
    return query == none ? text : text.substr(0, query) + "?***";
}

Result<Location> parse_location(std::string_view text, std::string_view base) {
    text = text::trim(text);
    if (text.empty() || std::ranges::any_of(text, is_control)) {
        return refused(text, "is no source", "write a path, https://HOST/PATH or github:OWNER/REPO:PATH");
    }
    if (text.starts_with("file:")) return of_file(text.substr(text.starts_with("file://") ? 7 : 5), base);
    if (is_path(text)) return of_file(text, base);
    if (text.starts_with("github:")) return of_github(text, text.substr(7));
    if (text.starts_with("gitlab:")) return of_gitlab(text, "gitlab.com", text.substr(7));
    const std::string lower = text::lower(text);
    if (lower.starts_with("https://")) return of_web(text);
    if (lower.starts_with("http://")) {
        return Error{Code::config, "a source over http can be changed on its way", "write https://"};
    }
    if (text.starts_with("git+https://") || text.starts_with("git+ssh://")) return of_git(text);
    if (const std::string_view host = own_host(text); !host.empty() && text.find("://") == none) {
        return of_gitlab(text, host, text.substr(host.size() + 1));
    }
    return refused(text,
                   "is no source",
                   "write a path, https://, github:, gitlab:, HOST:GROUP/REPO:PATH, git+https:// or git+ssh://");
}

Result<std::string> parse_repository(std::string_view text) {
    const std::string hint = "write https://HOST/PATH, ssh://USER@HOST/PATH or USER@HOST:PATH";
    std::string url(text);
    if (text.find("://") == none) {
        const std::size_t colon = text.find(':');
        if (colon == none || text.substr(0, colon).find('@') == none) return refused(text, "is no repository", hint);
        const std::string_view path = text.substr(colon + 1);
        url = "ssh://" + std::string(text.substr(0, colon)) + (path.starts_with('/') ? "" : "/") + std::string(path);
    }
    const std::size_t mark = url.find("://");
    const std::string scheme = text::lower(std::string_view(url).substr(0, mark));
    const std::string_view authority = authority_in(url);
    const std::size_t at = authority.rfind('@');
    const std::string user(at == none ? "" : authority.substr(0, at));
    if (scheme != "https" && scheme != "ssh") return refused(text, "is no repository that is fetched", hint);
    if (scheme == "https" && at != none) {
        return Error{Code::config,
                     "'https://***@" + std::string(authority.substr(at + 1)) + "' carries a user name or a password",
                     "leave them out: git asks its credential helpers"};
    }
    if (at != none && !are_names({user})) return refused("ssh://***", "carries more than a user name", hint);
    // What follows the scheme is checked as an https URL is; ssh has its own port, which is then never left out.
    const auto plain = parse_url("https" + url.substr(mark));
    if (!plain || plain->host.starts_with('-') || plain->path.size() < 2 || plain->path.find('?') != none) {
        return refused(text, "is no repository", hint);
    }
    const bool https_port = scheme == "ssh" && plain->port == 443 && authority.ends_with(":443");
    const std::string host = plain->port == 22 ? plain->host : plain->authority() + (https_port ? ":443" : "");
    return scheme + "://" + (user.empty() ? "" : user + "@") + host + plain->path;
}

bool is_ref(std::string_view ref) {
    constexpr std::string_view never[] = {"..", "@{", "//", "/."};
    constexpr std::string_view no_char = " ~^:?*[\\";
    const auto holds = [&](std::string_view part) { return ref.find(part) != none; };
    const bool edges = !ref.empty() && !ref.starts_with('-') && !ref.starts_with('/') && !ref.starts_with('.') &&
                       !ref.ends_with('/') && !ref.ends_with('.') && !ref.ends_with(".lock");
    return edges && ref.size() < 256 && std::ranges::none_of(never, holds) && ref.find_first_of(no_char) == none &&
           std::ranges::none_of(ref, is_control);
}

bool is_pinned(std::string_view ref) {
    const bool commit = ref.size() >= 7 && ref.size() <= 40 && ref.find_first_not_of(hex_digits) == none;
    const std::string_view version = ref.starts_with('v') ? ref.substr(1) : ref;
    return commit || (!version.empty() && version[0] >= '0' && version[0] <= '9');
}

bool is_inside(std::string_view path) {
    if (path.empty() || std::ranges::any_of(path, is_control)) return false;
    const std::vector<std::string> steps = text::split(path, '/');
    return std::ranges::none_of(steps, [](const std::string& step) {
        return step.empty() || step == "." || step == ".." || text::lower(step) == ".git";
    });
}

std::string host_of(std::string_view url) {
    const std::string_view authority = authority_in(url);
    return std::string(authority.substr(authority.rfind('@') == none ? 0 : authority.rfind('@') + 1));
}

}  // namespace scc::config
