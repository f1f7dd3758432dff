#include "keys.hpp"

#include <algorithm>

namespace scc::sandbox::trust {
namespace {

constexpr std::string_view runs = "runs a program";
constexpr std::string_view reads = "makes git read another file";
constexpr std::string_view sends = "leads git to another place";
constexpr std::string_view weakens = "takes a check away";
constexpr std::string_view signs = "decides how signatures are made and believed";
constexpr std::string_view gives = "decides who is given passwords";

constexpr Key table[] = {
    {"alias.*", runs},
    {"browser.*", runs},
    {"core.alternaterefscommand", runs},
    {"core.askpass", runs},
    {"core.attributesfile", reads},
    {"core.editor", runs},
    {"core.excludesfile", reads},
    {"core.fsmonitor", runs},
    {"core.gitproxy", runs},
    {"core.hookspath", runs},
    {"core.pager", runs},
    {"core.protecthfs", weakens},
    {"core.protectntfs", weakens},
    {"core.sshcommand", runs},
    {"core.symlinks", weakens},
    {"core.worktree", sends},
    {"credential.*", gives},
    {"delta.*", runs},
    {"diff.*.command", runs},
    {"diff.*.textconv", runs},
    {"diff.external", runs},
    {"diff.guitool", runs},
    {"diff.tool", runs},
    {"difftool.*", runs},
    {"fetch.bundleuri", sends},
    {"fetch.fsckobjects", weakens},
    {"filter.*", runs},
    {"format.headercmd", runs},
    {"format.signaturefile", reads},
    {"gc.recentobjectshook", runs},
    {"gpg.*", signs},
    {"gui.*", runs},
    {"guitool.*", runs},
    {"help.browser", runs},
    {"hook.*", runs},
    {"http.*", sends},
    {"imap.*", runs},
    {"include.*", reads},
    {"includeif.*", reads},
    {"init.templatedir", reads},
    {"instaweb.*", runs},
    {"interactive.difffilter", runs},
    {"lfs.*", runs},
    {"man.*", runs},
    {"merge.*.driver", runs},
    {"merge.guitool", runs},
    {"merge.tool", runs},
    {"mergetool.*", runs},
    {"pager.*", runs},
    {"protocol.*", weakens},
    {"receive.*", weakens},
    {"remote.*.proxy", sends},
    {"remote.*.proxyauthmethod", sends},
    {"remote.*.receivepack", runs},
    {"remote.*.uploadpack", runs},
    {"remote.*.vcs", runs},
    {"safe.*", weakens},
    {"sendemail.*", runs},
    {"sequence.editor", runs},
    {"ssh.variant", runs},
    {"submodule.*.update", runs},
    {"svn.*", runs},
    {"svn-remote.*", sends},
    {"tar.*.command", runs},
    {"trailer.*.cmd", runs},
    {"trailer.*.command", runs},
    {"transfer.bundleuri", sends},
    {"transfer.fsckobjects", weakens},
    {"uploadarchive.*", weakens},
    {"uploadpack.*", runs},
    {"url.*", sends},
    {"web.browser", runs},
    {"branch.*.pushremote", sends, true},
    {"remote.*.pushurl", sends, true},
    {"remote.*.url", sends, true},
    {"remote.pushdefault", sends, true},
    {"submodule.*.url", sends, true},
};

struct Name {
    std::string_view section;
    std::string_view subsection;  // may have dots of its own
    std::string_view name;
};

Name split(std::string_view key) {
    const std::size_t first = key.find('.');
    const std::size_t last = key.rfind('.');
    if (first == std::string_view::npos) return {key, "", ""};
    if (first == last) return {key.substr(0, first), "", key.substr(last + 1)};
    return {key.substr(0, first), key.substr(first + 1, last - first - 1), key.substr(last + 1)};
}

bool is_met(const Key& row, const Name& key) {
    const Name pattern = split(row.pattern);
    if (pattern.section != key.section) return false;
    if (pattern.name == "*") return pattern.subsection.empty() || pattern.subsection == key.subsection;
    return pattern.name == key.name && pattern.subsection.empty() == key.subsection.empty();
}

}  // namespace

std::span<const Key> keys() { return table; }

const Key* row_of(std::string_view key) {
    const Name name = split(key);
    const auto row = std::ranges::find_if(table, [&](const Key& at) { return is_met(at, name); });
    return row == std::end(table) ? nullptr : row;
}

}  // namespace scc::sandbox::trust
