#include "watch.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "places.hpp"
#include "settings.hpp"
#include "wire/parse.hpp"

namespace scc::sandbox::trust {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr auto pause = std::chrono::seconds(1);
const std::vector<std::string> care_names = {"settings", "whole", "pointer", "told"};
const std::vector<std::string> kind_names = {"nothing", "file", "directory", "link", "other"};
constexpr std::size_t shown_id = 8;

std::string folder_in(const std::string& directory) { return path::join(directory, "trust"); }
std::string record_in(const std::string& directory) { return path::join(folder_in(directory), "watched.json"); }
std::string bytes_in(const std::string& directory, std::size_t index) {
    return path::join(folder_in(directory), std::to_string(index));
}

bool is_among(const std::vector<Watched>& list, const std::string& path) {
    return std::ranges::find(list, path, &Watched::path) != list.end();
}

void join(std::vector<Watched>& into, std::vector<Watched> more) {
    for (Watched& at : more) {
        if (!is_among(into, at.path)) into.push_back(std::move(at));
    }
}

State state_of(const Watched& at) { return Place(at.root, at.path).state(at.care == Care::told); }

bool has_power(const Difference& at) { return !at.is_told; }

// What is done about one path.
class Review {
public:
    Review(const Watched& watched, const std::string& directory, const model::Workspace& workspace, Report& report)
        : watched_(watched), place_(watched.root, watched.path), directory_(directory), report_(report) {
        const bool inside = path::is_within(watched.path, workspace.root) && watched.path != workspace.root;
        shown_ = inside ? watched.path.substr(workspace.root.size() + 1) : watched.path;
    }

    // `live`: somebody may be writing. What changed since it was read is left for the next time.
    void run(bool live) {
        if (live) stamp_ = place_.stamp();
        now_ = state_of(watched_);
        if (is_same(watched_.before, now_)) return;
        const Kind was = watched_.before.kind;
        if (watched_.care == Care::told || was == Kind::directory || was == Kind::other) return tell("");
        if (watched_.care == Care::settings && now_.kind == Kind::file) return settings();
        if (watched_.care == Care::pointer && now_.kind == Kind::nothing) return;
        if (watched_.care == Care::pointer && watched_.before.kind == Kind::nothing && now_.kind == Kind::directory) {
            return tell(" is a new repository");
        }
        whole("");
    }

private:
    void tell(const std::string& what) { report_.changed.push_back(shown_ + what); }

    // With what stands there moved away where it is no file that is put back.
    void whole(const std::string& why) {
        const bool was_file = watched_.before.kind != Kind::nothing;
        if (has_changed()) return;
        if (!was_file || now_.kind == Kind::directory) {
            const auto moved = place_.set_aside(std::string(path::basename(directory_).substr(0, shown_id)));
            if (!moved) return fail(moved.error());
            if (*moved) report_.moved.push_back(shown_ + ", to " + std::string(path::basename(**moved)));
        }
        if (was_file && put(watched_.before)) report_.taken_back.push_back(shown_ + why);
    }

    void settings() {
        const auto before = read_settings(watched_.before.bytes);
        const auto after = read_settings(now_.bytes);
        if (!before || !after) return whole(after ? "" : ": git cannot read what it was made");
        const std::vector<Difference> found = differences(*before, *after);
        for (const Difference& at : found) {
            if (at.is_told) tell(": " + at.key);
        }
        if (std::ranges::none_of(found, has_power)) return;
        const auto text = taken_back(now_.bytes, found, folder_in(directory_));
        if (!text || !is_clean(*before, *text)) return whole("");
        State repaired = watched_.before.kind == Kind::file ? watched_.before : now_;
        repaired.bytes = *text;
        if (!put(repaired)) return;
        for (const Difference& at : found) {
            if (has_power(at)) report_.taken_back.push_back(at.key + " in " + shown_ + ": it " + std::string(at.does));
        }
    }

    static bool is_clean(const Settings& before, const std::string& text) {
        const auto after = read_settings(text);
        return after && std::ranges::none_of(differences(before, *after), has_power);
    }

    bool has_changed() const { return stamp_ && *stamp_ != place_.stamp(); }

    // What the agent left stays to be looked at.
    bool put(const State& state) {
        const std::string left = path::join(folder_in(directory_), "left-" + text::replace_all(shown_, "/", "-"));
        if (now_.kind == Kind::file) (void)file::replace(left, now_.bytes);
        if (has_changed()) return false;
        const auto done = place_.put(state);
        if (!done) fail(done.error());
        return done.has_value();
    }

    void fail(const Error& error) { report_.failed.push_back(error.message); }

    const Watched& watched_;
    Place place_;
    const std::string& directory_;
    Report& report_;
    std::string shown_;
    std::optional<std::string> stamp_;
    State now_;
};

void once(std::vector<std::string>& lines) {
    std::ranges::sort(lines);
    const auto rest = std::ranges::unique(lines);
    lines.erase(rest.begin(), rest.end());
}

void append(std::vector<std::string>& into, const std::vector<std::string>& more) {
    into.insert(into.end(), more.begin(), more.end());
}

json state_json(const State& state) {
    return {{"kind", kind_names[static_cast<std::size_t>(state.kind)]},
            {"mode", state.mode},
            {"uid", state.uid},
            {"gid", state.gid}};
}

template <class Enum>
Enum named(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<Enum>(std::ranges::find(names, name) - names.begin());
}

Watched read_watched(wire::Reader& in) {
    constexpr std::int64_t most = UINT32_MAX;
    Watched watched{in.text("root"), in.text("path"), named<Care>(care_names, in.one_of("care", care_names)), {}};
    State& state = watched.before;
    state.kind = named<Kind>(kind_names, in.one_of("kind", kind_names));
    state.mode = static_cast<mode_t>(in.integer("mode", 0, most));
    state.uid = static_cast<uid_t>(in.integer("uid", 0, most));
    state.gid = static_cast<gid_t>(in.integer("gid", 0, most));
    return watched;
}

}  // namespace

bool Report::is_empty() const { return taken_back.empty() && moved.empty() && changed.empty() && failed.empty(); }

Watch Watch::begin(const model::Workspace& workspace,
                   const std::vector<std::string>& protected_files,
                   const std::vector<std::string>& others) {
    Watch watch;
    watch.workspace_ = workspace;
    join(watch.watched_, usual_places(workspace));
    join(watch.watched_, protected_places(workspace, protected_files));
    join(watch.watched_, places_led_to(workspace));
    for (Watched& at : watch.watched_) at.before = state_of(at);
    for (const std::string& other : others) {
        const auto earlier = load(other);
        if (!earlier) continue;
        for (Watched& at : watch.watched_) {
            const auto same = std::ranges::find(earlier->watched_, at.path, &Watched::path);
            if (same != earlier->watched_.end()) at.before = same->before;
        }
    }
    return watch;
}

Result<Done> Watch::save(const std::string& directory) {
    directory_ = directory;
    json list = json::array();
    for (std::size_t i = 0; i < watched_.size(); ++i) {
        const Watched& at = watched_[i];
        json entry = state_json(at.before);
        entry.update({{"root", at.root}, {"path", at.path}, {"care", care_names[static_cast<std::size_t>(at.care)]}});
        list.push_back(std::move(entry));
        if (!at.before.bytes.empty()) SCC_CHECK(file::replace(bytes_in(directory, i), at.before.bytes));
    }
    const json record = {{"workspace", model::to_json(workspace_)}, {"watched", std::move(list)}};
    return file::replace(record_in(directory), wire::compact(record));
}

Result<Watch> Watch::load(const std::string& directory) {
    const std::string path = record_in(directory);
    SCC_TRY(const std::string text, file::read(path));
    SCC_TRY(const json record, wire::parse(text, path));
    wire::Reader in(record, path);
    Watch watch;
    watch.directory_ = directory;
    wire::Reader workspace = in.object("workspace");
    watch.workspace_ = model::read_workspace(workspace);
    in.for_each("watched", [&](wire::Reader& at) { watch.watched_.push_back(read_watched(at)); });
    for (std::size_t i = 0; i < watch.watched_.size(); ++i) {
        if (!file::exists(bytes_in(directory, i))) continue;
        SCC_TRY(watch.watched_[i].before.bytes, file::read(bytes_in(directory, i)));
    }
    return in.finish(std::move(watch));
}

void Watch::glance() {
    const auto now = Clock::now();
    if (directory_.empty() || now - last_glance_ < pause) return;
    last_glance_ = now;
    for (const Watched& at : watched_) {
        if (at.care == Care::told || kind_of(at.path + ".lock") != Kind::nothing) continue;
        const std::string stamp = Place(at.root, at.path).stamp();
        std::string& known = stamps_.emplace(at.path, "?").first->second;
        if (known == stamp) continue;
        known = stamp;
        Report report;
        Review(at, directory_, workspace_, report).run(true);
        append(report_.taken_back, report.taken_back);
        append(report_.moved, report.moved);
        append(report_.failed, report.failed);
    }
}

Report Watch::end() {
    if (directory_.empty()) return {};
    std::vector<Watched> all = watched_;
    join(all, usual_places(workspace_));
    for (const Watched& at : all) Review(at, directory_, workspace_, report_).run(false);
    for (auto* lines : {&report_.taken_back, &report_.moved, &report_.changed, &report_.failed}) once(*lines);
    return report_;
}

std::vector<std::string> text_of(const Report& report) {
    std::vector<std::string> lines;
    const auto add = [&](const char* what, const std::vector<std::string>& list) {
        for (const std::string& at : list) lines.push_back(std::string(what) + at);
    };
    add("taken back: ", report.taken_back);
    add("moved away: ", report.moved);
    add("changed, and no diff shows it: ", report.changed);
    add("", report.failed);
    return lines;
}

}  // namespace scc::sandbox::trust
