#include <algorithm>

#include "base/text.hpp"
#include "shell/git.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_settings = 64;

// Names of settings whose value git hands to a shell; "*" stands for anything.
constexpr std::string_view running[] = {
    "core.sshcommand",
    "core.pager",
    "core.editor",
    "core.fsmonitor",
    "core.askpass",
    "core.gitproxy",
    "core.alternaterefscommand",
    "sequence.editor",
    "diff.external",
    "gpg.program",
    "gpg.*.program",
    "pager.*",
    "diff.*.command",
    "diff.*.textconv",
    "filter.*.clean",
    "filter.*.smudge",
    "filter.*.process",
    "merge.*.driver",
    "*.*.cmd",
    "credential.helper",
    "credential.*.helper",
    "interactive.difffilter",
    "submodule.*.update",
    "remote.*.uploadpack",
    "remote.*.receivepack",
    "uploadpack.packobjectshook",
    "trailer.*.command",
    "tar.*.command",
    "sendemail.sendmailcmd",
    "sendemail.smtpserver",
    "hook.*.command",
    "browser.*.cmd",
    "man.*.cmd",
};

bool is_like(std::string_view pattern, std::string_view name) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == name;
    if (!name.starts_with(pattern.substr(0, star))) return false;
    const std::string_view rest = pattern.substr(star + 1);
    if (rest.empty()) return true;
    if (rest.find('*') == std::string_view::npos) {
        return name.size() > star + rest.size() && name.ends_with(rest);
    }
    const std::size_t dot = name.find('.', star);
    return dot != std::string_view::npos && is_like(rest, name.substr(dot));
}

// The value of a line in a settings file: quotes and comments taken away.
std::string value_in(std::string_view text) {
    std::string value;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') quoted = !quoted;
        else if (text[i] == '\\' && i + 1 < text.size()) value += text[++i];
        else if (!quoted && (text[i] == '#' || text[i] == ';')) break;
        else value += text[i];
    }
    return std::string(text::trim(value));
}

// "alias" of [alias], "remote.origin" of [remote "origin"].
std::string section_in(std::string_view line) {
    const std::size_t end = std::min(line.find(']'), line.size());
    const std::string_view inner = line.substr(1, end - 1);
    const std::size_t quote = inner.find('"');
    std::string name = text::lower(text::trim(inner.substr(0, quote)));
    if (quote == std::string_view::npos) return name;
    const std::string_view rest = inner.substr(quote + 1);
    return name + "." + std::string(rest.substr(0, rest.find('"')));
}

void add_file(std::string_view path, const State& state, std::vector<Setting>& into) {
    if (const std::string* text = state.files.find(path))
        std::ranges::copy(settings_in(*text), std::back_inserter(into));
}

}  // namespace

Setting setting_of(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) return {text::lower(text), "true"};
    return {text::lower(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

bool runs_a_command(std::string_view name) {
    return std::ranges::any_of(running, [&](std::string_view pattern) { return is_like(pattern, name); });
}

std::vector<Setting> settings_in(std::string_view text) {
    std::vector<Setting> found;
    std::string section;
    for (const std::string& whole : text::words(text, '\n')) {
        std::string_view line = text::trim(whole);
        if (line.starts_with('[')) {
            section = section_in(line);
            line.remove_prefix(std::min(line.find(']') + 1, line.size()));
            line = text::trim(line);
        }
        if (line.empty() || line[0] == '#' || line[0] == ';') continue;
        const std::size_t equals = line.find('=');
        std::string name = section + "." + text::lower(text::trim(line.substr(0, equals)));
        found.push_back(
            {std::move(name), equals == std::string_view::npos ? "true" : value_in(line.substr(equals + 1))});
        if (found.size() == max_settings) break;
    }
    return found;
}

std::vector<Setting> settings_around(const State& state) {
    std::vector<Setting> found = state.settings;
    const Scope& scope = state.scope;
    const std::string* count = scope.scalar("GIT_CONFIG_COUNT");
    const auto most = count == nullptr ? 0 : std::min<std::uint64_t>(text::number(*count).value_or(0), max_settings);
    for (std::uint64_t i = 0; i < most; ++i) {
        const std::string* name = scope.scalar("GIT_CONFIG_KEY_" + std::to_string(i));
        const std::string* value = scope.scalar("GIT_CONFIG_VALUE_" + std::to_string(i));
        if (name != nullptr && value != nullptr) found.push_back({text::lower(*name), *value});
    }
    if (const std::string* parameters = scope.scalar("GIT_CONFIG_PARAMETERS")) {
        for (const std::string& word : quoted_words(*parameters)) found.push_back(setting_of(word));
    }
    for (const std::string_view name : {"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG"}) {
        if (const std::string* path = scope.scalar(name)) add_file(*path, state, found);
    }
    for (const auto& [path, text] : state.files.all()) {
        const std::string_view name = path;
        const bool read_by_git = name.ends_with("/.gitconfig") || name.ends_with(".git/config") ||
                                 name.ends_with("/git/config") || name.ends_with("/gitconfig");
        if (read_by_git) std::ranges::copy(settings_in(text), std::back_inserter(found));
    }
    if (found.size() > max_settings) found.resize(max_settings);
    return found;
}

}  // namespace scc::shell
