#include "manifest.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "match/plugin_reference.hpp"
#include "tree_source.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::config {
namespace {

constexpr std::size_t limit = 1U << 20U;
constexpr const char* file_name = ".claude-plugin/marketplace.json";

// Names stand in references, paths and configuration files.
bool is_name(std::string_view name) {
    constexpr std::string_view extra = "-_.";
    const auto fits = [&](char c) {
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return is_letter || extra.find(c) != std::string_view::npos;
    };
    return !name.empty() && name.front() != '.' && name.front() != '-' && std::ranges::all_of(name, fits);
}

// A path below `root` when the source is one; an object says where else the plugin is.
std::optional<std::string> path_of(wire::Reader& in, const std::string& root) {
    const nlohmann::json& source = in.raw("source");
    if (!source.is_string()) return std::nullopt;
    const std::string written = source.get<std::string>();
    if (!written.starts_with('.') && root.empty()) return std::nullopt;
    auto inner = inner_path(path::join(root, written));
    if (!inner) in.fault("source", "'source' must stay within the marketplace");
    return inner;
}

ListedPlugin read_plugin(wire::Reader& in, const std::string& root) {
    in.open();
    ListedPlugin plugin{.name = in.text("name")};
    if (!plugin.name.empty() && !is_name(plugin.name)) in.fault("name", "'name' must be a plain name");
    plugin.path = path_of(in, root);
    return plugin;
}

}  // namespace

Result<Manifest> read_manifest(const std::string& tree) {
    const auto bytes = file::read(path::join(tree, file_name), limit);
    if (!bytes && bytes.error().code == Code::not_found) {
        return Error{Code::config, "there is no " + std::string(file_name) + " in it", "is it a marketplace?"};
    }
    if (!bytes) return bytes.error();
    SCC_TRY(const nlohmann::json document, wire::parse(*bytes, file_name));
    wire::Reader in(document, file_name);
    in.open();
    Manifest manifest{.name = in.text("name")};
    if (!manifest.name.empty() && !is_name(manifest.name)) in.fault("name", "'name' must be a plain name");
    if (text::lower(manifest.name) == implicit_marketplace) {
        in.fault("name", "the name " + text::quoted(manifest.name) + " belongs to another marketplace");
    }
    std::string root;
    in.with("metadata", [&](wire::Reader& at) {
        at.open();
        root = at.text_or("pluginRoot", "");
    });
    in.for_each("plugins", [&](wire::Reader& at) { manifest.plugins.push_back(read_plugin(at, root)); });
    return in.finish(std::move(manifest));
}

}  // namespace scc::config
