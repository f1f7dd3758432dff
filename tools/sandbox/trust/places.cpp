#include "places.hpp"

#include "base/path.hpp"
#include "repository.hpp"
#include "settings.hpp"

namespace scc::sandbox::trust {
namespace {

constexpr const char* told_in_repository[] = {
    "info/attributes", "info/exclude", "info/grafts", "objects/info/alternates"};

// The first symbolic link on the way from `root` to `path`; empty when there is none.
std::string link_on_the_way(const std::string& root, const std::string& path) {
    if (path.size() <= root.size()) return "";
    const std::string above = link_on_the_way(root, std::string(path::parent(path)));
    if (!above.empty()) return above;
    return kind_of(path) == Kind::link ? path : "";
}

class Led {
public:
    explicit Led(const model::Workspace& workspace) : workspace_(workspace) {}

    void from(const std::string& directory) {
        const State config = Place(*workspace_.repository, path::join(directory, "config")).state();
        const auto settings = read_settings(config.bytes);
        if (!settings) return;
        for (const Setting& at : *settings) {
            if (at.value) take(directory, at.key, *at.value);
        }
    }

    std::vector<Watched> places() && { return std::move(places_); }

private:
    void take(const std::string& directory, const std::string& key, const std::string& value) {
        const bool includes = key == "include.path" || (key.starts_with("includeif.") && key.ends_with(".path"));
        if (includes) add(path::normal(value, directory), Care::settings);
        if (key == "core.hookspath") add(path::normal(value, workspace_.root), Care::told);
        if (key == "core.worktree") add(path::join(path::normal(value, directory), ".git"), Care::pointer);
    }

    void add(const std::string& path, Care care) {
        for (const std::string& root : {workspace_.root, *workspace_.repository}) {
            if (path == root || !path::is_within(path, root)) continue;
            places_.push_back({root, path, care, {}});
            return;
        }
    }

    const model::Workspace& workspace_;
    std::vector<Watched> places_;
};

}  // namespace

std::vector<Watched> usual_places(const model::Workspace& workspace) {
    std::vector<Watched> places = {{workspace.root, path::join(workspace.root, ".git"), Care::pointer, {}}};
    const Repository repository = repository_of(workspace);
    if (repository.common.empty()) return places;
    const auto add = [&](const std::string& directory, const char* name, Care care) {
        places.push_back({repository.common, path::join(directory, name), care, {}});
    };
    for (const char* name : told_in_repository) add(repository.common, name, Care::told);
    add(repository.common, "config", Care::settings);
    add(repository.common, "commondir", Care::whole);
    add(repository.own, "config.worktree", Care::settings);
    for (const std::string& module : repository.modules) {
        add(module, "config", Care::settings);
        add(module, "config.worktree", Care::settings);
        add(module, "commondir", Care::whole);
        add(module, "hooks", Care::told);
    }
    return places;
}

std::vector<Watched> protected_places(const model::Workspace& workspace, const std::vector<std::string>& files) {
    std::vector<Watched> places;
    for (const std::string& file : files) {
        const std::string path = path::join(workspace.root, file);
        const std::string link = link_on_the_way(workspace.root, path);
        if (link.empty() && kind_of(path) != Kind::nothing) continue;
        places.push_back({workspace.root, link.empty() ? path : link, Care::whole, {}});
    }
    return places;
}

std::vector<Watched> places_led_to(const model::Workspace& workspace) {
    const Repository repository = repository_of(workspace);
    if (repository.common.empty()) return {};
    Led led(workspace);
    led.from(repository.common);
    for (const std::string& module : repository.modules) led.from(module);
    return std::move(led).places();
}

}  // namespace scc::sandbox::trust
