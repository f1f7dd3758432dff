#include "rule/secret_files.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <string>

#include "base/path.hpp"
#include "rule/pattern.hpp"
#include "shell/wrapper.hpp"

namespace scc::rule {
namespace {

// Names, wherever they lie.
constexpr std::string_view named[] = {
    ".env",
    ".netrc",
    "_netrc",
    ".pgpass",
    ".pypirc",
    ".npmrc",
    ".git-credentials",
    ".boto",
    ".my.cnf",
    ".mylogin.cnf",
    ".vault-token",
    ".htpasswd",
    ".s3cfg",
    ".rhosts",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_ecdsa_sk",
    "id_ed25519_sk",
    "master.key",
    "shadow-",
    "logins.json",
    "key4.db",
    "Login Data",
    ".dockercfg",
    ".git-credential-store",
};

// Ends of paths: a file at its place.
constexpr std::string_view placed[] = {
    "/etc/shadow",
    "/etc/shadow-",
    "/etc/gshadow",
    "/etc/security/opasswd",
    "/.aws/credentials",
    "/.kube/config",
    "/etc/kubernetes/admin.conf",
    "/.docker/config.json",
    "/.config/containers/auth.json",
    "/.cargo/credentials",
    "/.cargo/credentials.toml",
    "/.gem/credentials",
    "/.config/pypoetry/auth.toml",
    "/.config/gh/hosts.yml",
    "/.config/glab-cli/config.yml",
    "/.config/hub",
    "/.config/git/credentials",
    "/.config/rclone/rclone.conf",
    "/.config/gcloud/credentials.db",
    "/.config/gcloud/access_tokens.db",
    "/.config/gcloud/application_default_credentials.json",
    "/.azure/accessTokens.json",
    "/.azure/msal_token_cache.json",
    "/.terraform.d/credentials.tfrc.json",
    "/.m2/settings.xml",
    "/.m2/settings-security.xml",
    "/.gradle/gradle.properties",
    "/.config/sops/age/keys.txt",
    "/run/secrets",
    "/serviceaccount/token",
    "/proc/self/environ",
};

// Directories in which everything is.
constexpr std::string_view kept[] = {
    "/.gnupg/private-keys-v1.d",
    "/.aws/sso/cache",
    "/.aws/cli/cache",
    "/.config/gcloud/legacy_credentials",
    "/.password-store",
    "/.local/share/keyrings",
    "/Library/Keychains",
    "/etc/ssl/private",
    "/run/secrets",
    "/.config/op",
    "/.secrets",
};

constexpr std::string_view extensions[] = {
    ".kdbx", ".p12", ".pfx", ".ppk", ".jks", ".keystore", ".pem", ".key", ".gpg-key"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::ranges::find(names, name) != names.end();
}

// Whether a name, or a pattern of names, is `wanted`.
bool names(std::string_view given, std::string_view wanted) {
    if (given == wanted) return true;
    if (given.find_first_of("*?[") == std::string_view::npos ||
        given.find_first_not_of("*?[].") == std::string_view::npos) {
        return false;
    }
    return ::fnmatch(std::string(given).c_str(), std::string(wanted).c_str(), FNM_PERIOD) == 0;
}

// ".env.production", but no example of it.
bool is_environment(std::string_view name) {
    if (name.find(' ') != std::string_view::npos) return false;
    if (name.starts_with(".env?") || name.starts_with(".env*") || name.starts_with(".env[")) return true;
    if (!name.starts_with(".env.") && !name.ends_with(".env")) return false;
    return !matches(".*(example|sample|template|dist|default|defaults|schema|test|ci)(\\..*)?", name);
}

// A key as it lies in ~/.ssh, whatever it is called.
bool is_ssh_key(std::string_view path, std::string_view name) {
    const std::size_t at = path.find("/.ssh");
    if (at == std::string_view::npos) return false;
    const std::string_view rest = path.substr(at + 5);
    if (rest.empty() || rest == "/" || rest == "/*") return true;
    if (!rest.starts_with('/')) return false;
    return !matches(
               "config.*|known_hosts.*|authorized_keys.*|environment|rc|.*\\.pub(\\..*)?|.*\\.txt|.*\\.md|README.*",
               name) &&
           rest.find("/config.d/") == std::string_view::npos && rest.find("/authorized_keys") == std::string_view::npos;
}

// A key or store of keys; what tests and certificates are made of is none.
bool is_key_file(std::string_view path, std::string_view name) {
    const auto found = std::ranges::find_if(extensions, [&](std::string_view one) { return name.ends_with(one); });
    if (found == std::end(extensions) || name == *found) return false;
    if (matches(
            "(.*[/._-])?(cert|certs|certificate|chain|fullchain|ca|cacert|ca-bundle|cacerts|public|pub|root)[._-].*",
            name))
        return false;
    return !matches(".*/(tests?|testdata|fixtures?|examples?|certs|spec|mocks?|__tests__)/.*", path);
}

bool is_history(std::string_view path) {
    const std::string_view name = path::basename(path);
    return matches(
        "\\.(bash|zsh|sh|ash|ksh|fish|python|node_repl|psql|mysql|rediscli|sqlite)_history|\\.zhistory|fish_history|"
        "\\.histfile",
        name);
}

// Programs that print what a file holds, take a copy of it, or send it away.
constexpr std::string_view copying = "cp|ln|install|scp|rsync|rclone|ditto";

// Programs whose first operand says what to look for, or what to do, unless an option does.
constexpr std::string_view searching = "grep|egrep|fgrep|zgrep|rg|ag|ack|ugrep|sed|gsed|awk|gawk|mawk|nawk|jq|yq|perl";

// The words that may be files which the command reads.
template <class Each>
bool any_file(const Words& words, Each each) {
    const bool searches = shell::lists(searching, words.program);
    const auto tells = [](const shell::Argument& word) {
        return matches("-[a-zA-Z]*[ef]|-[ef].*|--regexp.*|--file.*|--expression.*|--files", word.text);
    };
    bool told = !searches || std::ranges::any_of(words.all, tells);
    std::size_t last = words.all.size();
    if (shell::lists(copying, words.program) && words.all.size() > 2) --last;
    for (std::size_t i = 1; i < last; ++i) {
        const std::string_view word = words.all[i].text;
        if (searches && matches("-[ABCmgtjdT]", word)) {
            ++i;
            continue;
        }
        if (!word.starts_with('-') && !std::exchange(told, true)) continue;
        if (each(word, words.all[i].span)) return true;
        const std::size_t mark = word.find_first_of("=@<");
        if (mark != std::string_view::npos && each(word.substr(mark + 1), words.all[i].span)) return true;
        const bool attached = word.size() > 2 && word[0] == '-' && word[1] != '-';
        if (attached && each(word.substr(2), words.all[i].span)) return true;
        if (words.program != "git") continue;
        const std::size_t colon = word.find(':');
        if (colon != std::string_view::npos && each(word.substr(colon + 1), words.all[i].span)) return true;
    }
    return false;
}

}  // namespace

bool is_secret(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
    const std::string whole = (path.starts_with('/') ? "" : "/") + std::string(path);
    const std::string_view name = path::basename(whole);
    if (name.empty() || name.ends_with(".pub")) return false;
    const auto is_name = [&](std::string_view one) { return names(name, one); };
    if (std::ranges::any_of(named, is_name)) return true;
    const std::string_view plain = name.substr(0, name.find('.', 1));
    if (is_one_of(plain, named) && plain.starts_with("id_")) return name.find(".pub") == std::string_view::npos;
    const std::string_view folder = std::string_view(whole).substr(0, whole.size() - name.size());
    const bool is_placed = std::ranges::any_of(placed, [&](std::string_view one) {
        const std::size_t cut = one.rfind('/') + 1;
        return folder.ends_with(one.substr(0, cut)) && names(name, one.substr(cut));
    });
    if (is_placed || is_environment(name) || is_ssh_key(whole, name) || is_key_file(whole, name)) return true;
    if (whole.starts_with("/proc/") && name == "environ") return true;
    if (whole.ends_with("/.gnupg") || whole.ends_with("/.aws")) return true;
    return std::ranges::any_of(kept, [&](std::string_view one) {
        const std::size_t at = whole.find(one);
        return at != std::string::npos && (at + one.size() == whole.size() || whole[at + one.size()] == '/');
    });
}

bool reads_secret(const Words& words, Place& place) {
    if (words.has("--help") || words.has("--version")) return false;
    return any_file(words, [&](std::string_view word, shell::Span span) {
        if (!is_secret(word)) return false;
        place.at = span;
        return true;
    });
}

bool reads_history(const Words& words, Place& place) {
    return any_file(words, [&](std::string_view word, shell::Span span) {
        if (!is_history(word)) return false;
        place.at = span;
        return true;
    });
}

}  // namespace scc::rule
