#include <algorithm>

#include "rule/net.hpp"
#include "rule/packs.hpp"
#include "rule/pattern.hpp"
#include "rule/words.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view system_managers =
    "apt|apt-get|aptitude|dnf|yum|zypper|microdnf|tdnf|apk|snap|flatpak|brew|port|emerge|xbps-remove|pkg|pkg_delete|"
    "winget|choco|scoop|pacman|yay|paru|dpkg|rpm";

constexpr std::string_view simulates =
    "--simulate|--dry-run|--just-print|--no-act|--recon|--test|--print|--download-only";

// What a system does not start, log in or update itself without.
constexpr std::string_view essential =
    "(libc6|libc-bin|glibc|musl|systemd|systemd-.*|init|sysvinit.*|openrc|apt|dpkg|rpm|dnf|yum|zypper|pacman|apk-tools|"
    "bash|"
    "dash|coreutils|busybox|util-linux|mount|login|passwd|shadow.*|sudo|doas|openssh-server|libpam.*|base-files|"
    "linux-(image|headers|generic|firmware).*|kernel.*|linux|grub.*|dbus|udev|network-manager|NetworkManager|netplan.*|"
    "python3|python3-minimal|perl-base|e2fsprogs|tar|gzip|ca-certificates|filesystem|setup)(:[a-z0-9]+)?";

bool removes(const Words& words, Place&) {
    if (matches("dpkg|rpm|pacman|yay|paru", words.program)) {
        return words.has("--remove") || words.has("--purge") || words.has("--erase") || words.has("-R");
    }
    return matches("remove|purge|erase|autoremove|del|delete|uninstall|rm|deinstall|unmerge|unmerge|rem|-C|zap",
                   words.verb) ||
           matches("xbps-remove|pkg_delete", words.program);
}

bool removes_essential(const Words& words, Place& place) {
    return removes(words, place) &&
           std::ranges::any_of(words.operands, [](const auto& operand) { return matches(essential, operand.text); });
}

// An index of packages that is read without protection, from another machine.
bool reads_plain_index(const Words& words, Place&) {
    return std::ranges::any_of(words.options, [](const Option& option) {
        if (!matches("--index-url|--extra-index-url|--registry|--find-links|--source|--repository-url|--index",
                     option.name))
            return false;
        if (!option.value.starts_with("http://")) return false;
        const auto host = host_in(option.value);
        return !host || !is_destination(*host, {});
    });
}

constexpr std::string_view look = "look first: npm view left-pad";
constexpr std::string_view leave = "leave it to the build that releases, and say what is ready";

constexpr std::string_view unpublish_denies[] = {"npm unpublish left-pad@1.0.0",
                                                 "yarn npm unpublish left-pad",
                                                 "npm deprecate left-pad 'old'",
                                                 "npm owner rm u left-pad",
                                                 "npm dist-tag rm left-pad next",
                                                 "cargo yank --version 1.0.0",
                                                 "gem yank x -v 1.0",
                                                 "pod trunk delete X 1.0",
                                                 "vsce unpublish p.x"};
constexpr std::string_view unpublish_allows[] = {"npm view unpublish",
                                                 "npm install",
                                                 "npm owner ls left-pad",
                                                 "npm dist-tag ls",
                                                 "npm run deprecate",
                                                 "cargo build",
                                                 "gem list yank",
                                                 "cargo yank --undo --version 1.0.0"};
constexpr std::string_view publish_denies[] = {"npm publish",
                                               "pnpm publish --access public",
                                               "yarn npm publish",
                                               "cargo publish",
                                               "twine upload dist/*",
                                               "gem push x.gem",
                                               "poetry publish --build",
                                               "uv publish"};
constexpr std::string_view publish_allows[] = {"npm publish --dry-run",
                                               "cargo publish --dry-run",
                                               "npm pack",
                                               "cargo package",
                                               "npm run publish",
                                               "twine check dist/*",
                                               "poetry build"};
constexpr std::string_view owner_denies[] = {
    "cargo owner --add u", "npm access grant read-write o:t p", "npm token create", "gem owner x -a u"};
constexpr std::string_view owner_allows[] = {
    "cargo owner --list", "npm access list packages", "npm token list", "gem owner x"};
constexpr std::string_view essential_denies[] = {"apt-get purge -y libc6",
                                                 "apt remove systemd",
                                                 "dnf remove sudo",
                                                 "rpm -e --nodeps glibc",
                                                 "pacman -Rdd linux",
                                                 "apk del musl"};
constexpr std::string_view essential_allows[] = {"apt-get install libc6",
                                                 "apt-get remove -s systemd",
                                                 "rpm -q glibc",
                                                 "pacman -S linux",
                                                 "apt show systemd",
                                                 "dpkg -l bash"};
constexpr std::string_view remove_denies[] = {"apt-get remove nginx",
                                              "apt-get autoremove -y",
                                              "yum erase httpd",
                                              "brew uninstall --force node",
                                              "dpkg --purge nginx",
                                              "snap remove x"};
constexpr std::string_view remove_allows[] = {"apt-get install remove",
                                              "apt list --installed",
                                              "apt-get autoremove --dry-run",
                                              "brew list",
                                              "dpkg -s nginx",
                                              "snap list"};
constexpr std::string_view unchecked_denies[] = {"apt-get install --allow-unauthenticated x",
                                                 "dnf install --nogpgcheck x",
                                                 "apk add --allow-untrusted x.apk",
                                                 "pip install --trusted-host h x",
                                                 "dpkg --force-all -i x.deb"};
constexpr std::string_view unchecked_allows[] = {"apt-get install x", "pip install x", "apk add x", "dpkg -i x.deb"};
constexpr std::string_view plain_denies[] = {"pip install --index-url http://pkg.example.com/simple x",
                                             "npm install --registry=http://npm.example.com x",
                                             "gem install x --source http://gems.example.com"};
constexpr std::string_view plain_allows[] = {"pip install --index-url https://pypi.org/simple x",
                                             "npm install --registry http://localhost:4873 x",
                                             "pip install x"};
constexpr std::string_view other_denies[] = {"pip install --extra-index-url https://pkg.example.com/simple x",
                                             "npm install --registry https://npm.example.com x"};
constexpr std::string_view other_allows[] = {"pip install x", "npm install --registry https://registry.npmjs.org x"};
constexpr std::string_view direct_denies[] = {"pip install git+https://example.com/x.git",
                                              "npm install https://example.com/x.tgz",
                                              "npm install -g git://example.com/x.git"};
constexpr std::string_view direct_allows[] = {
    "pip install -r requirements.txt", "pip install ./x", "npm install left-pad", "npm ci"};
constexpr std::string_view walls_denies[] = {"npm install --unsafe-perm", "pip install --break-system-packages x"};
constexpr std::string_view walls_allows[] = {"npm install", "pip install --user x"};

constexpr Rule rows[] = {
    saying({.id = "packages/unpublish",
            .program = "npm|pnpm|yarn|bun|cnpm|tnpm|cargo|gem|pod|nuget|dotnet|vsce|ovsx|luarocks|opam|jsr|cabal|"
                       "anaconda|snapcraft|charmcraft",
            .verb =
                "unpublish|npm unpublish|deprecate|npm deprecate|dist-tag rm|dist-tag remove|npm tag remove|tag remove|"
                "owner rm|owner remove|access revoke|token revoke|token delete|team destroy|team rm|org rm|org remove|"
                "yank|trunk delete|trunk deprecate|delete|nuget delete|close|unregister",
            .without = "--dry-run|--undo"},
           {"takes away a package that others depend on", look, unpublish_denies, unpublish_allows}),
    saying(
        {.id = "packages/publish",
         .program = "npm|pnpm|yarn|bun|cnpm|tnpm|cargo|gem|twine|poetry|uv|flit|hatch|pdm|pod|nuget|dotnet|vsce|ovsx|"
                    "dart|flutter|goreleaser|lerna|changeset|semantic-release|release-it|np|snapcraft|charmcraft|"
                    "anaconda|jsr|luarocks|cabal|mvn|mvnw|gradle|gradlew|sbt|rye|composer",
         .verb = "publish|npm publish|push|nuget push|upload|trunk push|pub publish|release|deploy|publishSigned|"
                 "publishToMavenCentral",
         .without = "--dry-run",
         .decision = Decision::warn},
        {"gives out a package that others can never be made to forget", leave, publish_denies, publish_allows}),
    saying({.id = "packages/owner",
            .program = "npm|pnpm|yarn|cargo|gem",
            .verb = "owner|owner add|access grant|access set|access public|token create|team add|org set|npm access",
            .check =
                [](const Words& words, Place&) {
                    if (words.verb != "owner") return true;
                    return words.has("--add") || words.has("--remove") || words.has("-a") || words.has("-r");
                }},
           {"changes who may give out a package", look, owner_denies, owner_allows}),
    saying({.id = "packages/remove-essential",
            .program = system_managers,
            .without = simulates,
            .check = removes_essential},
           {"removes what the machine does not start or update itself without",
            "see what it would do: apt-get remove -s nginx",
            essential_denies,
            essential_allows}),
    saying({.id = "packages/remove",
            .program = system_managers,
            .without = simulates,
            .check = removes,
            .decision = Decision::warn},
           {"removes programs that others may use",
            "see what it would do: apt-get remove -s nginx",
            remove_denies,
            remove_allows}),
    saying({.id = "packages/unchecked",
            .program = "apt|apt-get|aptitude|dnf|yum|microdnf|zypper|apk|dpkg|rpm|pip|pip3|pipx",
            .option =
                "--allow-unauthenticated|--force-yes|--allow-remove-essential|--no-gpg-checks|--nogpgcheck|"
                "--allow-untrusted|--force-all|--force-depends|--force-remove-essential|--trusted-host|--nosignature|"
                "--nodigest",
            .without = simulates},
           {"installs what nobody has vouched for",
            "leave the option out: apt-get install x",
            unchecked_denies,
            unchecked_allows}),
    saying({.id = "packages/plain-index",
            .program = "pip|pip3|pipx|uv|poetry|npm|pnpm|yarn|bun|gem|cargo|nuget|dotnet",
            .check = reads_plain_index},
           {"takes packages from a place that anybody in between can speak for",
            "use one that is protected: pip install --index-url https://pypi.org/simple x",
            plain_denies,
            plain_allows}),
    saying({.id = "packages/other-index",
            .program = "pip|pip3|pipx|uv|npm|pnpm|yarn|bun",
            .option = "--extra-index-url|--index-url|--registry",
            .without =
                "--index-url=https://pypi\\.org/simple/?|"
                "--registry=https://registry\\.(npmjs\\.org|yarnpkg\\.com)/?|--registry=http://(localhost|127\\..*).*",
            .decision = Decision::warn},
           {"takes packages from another place than they usually come from",
            "leave it out: pip install x",
            other_denies,
            other_allows}),
    saying({.id = "packages/direct",
            .program = "pip|pip3|pipx|uvx|npm|pnpm|yarn|bun|gem|cargo",
            .verb = "install|i|add",
            .operand = "(git\\+|git://|https?://|ssh://|git@).*",
            .decision = Decision::warn},
           {"runs the set-up of a package that no index vouches for",
            "take a release: pip install x",
            direct_denies,
            direct_allows}),
    saying({.id = "packages/walls",
            .program = "npm|pnpm|yarn|pip|pip3",
            .option = "--unsafe-perm|--break-system-packages",
            .decision = Decision::warn},
           {"takes down a wall around what packages may do", "leave it out: npm install", walls_denies, walls_allows}),
};

constexpr auto names = shell::index_names<shell::count_names(rows)>(rows);

}  // namespace

Family packages_pack() {
    return {
        "packages", "what gives out or takes back packages, or installs what nobody vouches for", true, {rows}, names};
}

}  // namespace scc::rule
