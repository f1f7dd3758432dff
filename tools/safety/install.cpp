#include "install.hpp"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "hook/configuration.hpp"
#include "proc/places.hpp"
#include "shell/quote.hpp"
#include "wire/parse.hpp"

namespace scc::safety {
namespace {

using hook::Host;
using nlohmann::json;

Result<std::string> text_of_file(const std::string& path) {
    auto text = file::read(path, wire::max_bytes);
    if (!text && text.error().code == Code::not_found) return std::string();
    return text;
}

// The file keeps its mode, and a symbolic link stays one.
Result<Done> replace(const std::string& path, const std::string& text) {
    struct stat about = {};
    const mode_t mode = ::stat(path.c_str(), &about) == 0 ? about.st_mode & 07777 : 0600;
    return file::replace(path::real(path).value_or(path), text, mode);
}

Result<file::Descriptor> lock() { return file::lock(path::join(places::state_dir(), "hooks.lock")); }

bool is_plugin(const Host& host) { return !host.setup.plugin.empty(); }

// The plugin that shall stand in the file instead of `text`.
Result<std::string> plugin_instead(const Host& host,
                                   const std::string& text,
                                   const std::vector<std::string>& words,
                                   const std::string& path) {
    if (!text::trim(text).empty() && hook::plugin_words(text).empty()) {
        return Error{Code::config, "this is a plugin of somebody else", "give it another name", path};
    }
    return plugin_for(host, words);
}

// The configuration that shall stand in the file instead of `text`.
Result<std::string> configuration_instead(const Host& host,
                                          const std::string& text,
                                          const std::string& line,
                                          const std::string& path) {
    auto changed = hook::with_hook(host, text, line, path);
    if (!changed) {
        changed.error().hint = "correct that place, or add by hand: " + wire::compact(hook::configuration(host, line));
    }
    return changed;
}

Result<std::string> plugin_taken(const std::string& text) {
    return hook::plugin_words(text).empty() ? text : std::string();
}

json document(const Host& host, const std::string& path, const std::string& line, bool installed, bool changed) {
    json advice = json::array();
    if (installed) advice.push_back("check it with: scc-safety health " + std::string(host.name));
    if (installed && !host.setup.advice.empty()) advice.push_back(host.setup.advice);
    return {{"host", host.name},
            {"file", path},
            {"line", line},
            {"installed", installed},
            {"changed", changed},
            {"advice", advice}};
}

}  // namespace

std::string configuration_file(const Host& host, const std::string& directory) {
    if (!directory.empty()) return path::join(path::normal(directory, path::current().value_or("/")), host.setup.file);
    for (const hook::Variable& variable : host.setup.variables) {
        const std::string base = env::get(std::string(variable.name).c_str()).value_or("");
        if (base.starts_with('/')) return path::join(path::normal(variable.below, base), host.setup.file);
    }
    return path::join(path::join(places::home(), host.setup.directory), host.setup.file);
}

Result<std::string> plugin_for(const Host& host, const std::vector<std::string>& words) {
    SCC_TRY(std::string form, file::read(path::join(places::data_dir(), host.setup.plugin)));
    return hook::plugin(std::move(form), words);
}

Result<json> install(const Host& host, const std::string& directory, const std::vector<std::string>& words) {
    const std::string path = configuration_file(host, directory);
    const std::string line = is_plugin(host) ? shell::quote(words) : hook::command_line(words);
    SCC_TRY(const file::Descriptor held, lock());
    SCC_TRY(const std::string before, text_of_file(path));
    SCC_TRY(
        const std::string after,
        is_plugin(host) ? plugin_instead(host, before, words, path) : configuration_instead(host, before, line, path));
    if (after != before) SCC_CHECK(replace(path, after));
    return document(host, path, line, true, after != before);
}

Result<json> uninstall(const Host& host, const std::string& directory) {
    const std::string path = configuration_file(host, directory);
    SCC_TRY(const file::Descriptor held, lock());
    SCC_TRY(const std::string before, text_of_file(path));
    SCC_TRY(const std::string after,
            is_plugin(host) || before.empty() ? plugin_taken(before) : hook::without_hook(host, before, path));
    if (after == before) {
        return Error{Code::not_found,
                     "there is no hook of scc for " + std::string(host.title) + " in " + text::quoted(path),
                     "name the directory with '--dir' when it lies elsewhere"};
    }
    SCC_CHECK(after.empty() ? file::remove_all(path) : replace(path, after));
    return document(host, path, "", false, true);
}

std::string installed_text(const json& data) {
    const auto text = [&](const char* key) { return data.at(key).get<std::string>(); };
    if (!data.at("installed").get<bool>()) return text("file") + ": the hook is gone\n";
    std::string lines =
        text("file") + (data.at("changed").get<bool>() ? ": the hook is installed\n" : ": the hook is there already\n");
    lines += "  it runs: " + text("line") + "\n";
    for (const json& advice : data.at("advice")) lines += "  " + advice.get<std::string>() + "\n";
    return lines;
}

}  // namespace scc::safety
