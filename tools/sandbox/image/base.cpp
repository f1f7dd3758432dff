#include "base.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <map>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "build.hpp"
#include "proc/places.hpp"
#include "wire/digest.hpp"

namespace scc::sandbox {
namespace {

constexpr std::string_view suite = "bookworm";
constexpr auto longest_pull = std::chrono::minutes(20);
constexpr const char* other_base = "pull or load it yourself, or name another base with --base-image";
constexpr auto longest_bootstrap = std::chrono::minutes(30);

// A source as apt reads it: an URI and a suite.
using Sources = std::vector<std::pair<std::string, std::string>>;

// "deb [options] URI SUITE component…"
void add_line(std::string line, Sources& sources) {
    const std::size_t open = line.find('[');
    const std::size_t close = line.find(']');
    if (open != std::string::npos && close != std::string::npos) line.erase(open, close - open + 1);
    const std::vector<std::string> words = text::words(text::replace_all(line, "\t", " "));
    if (words.size() >= 3 && words[0] == "deb") sources.emplace_back(words[1], words[2]);
}

// "Types: deb", "URIs: …", "Suites: …"; every URI with every suite.
void add_stanza(const std::map<std::string, std::vector<std::string>>& fields, Sources& sources) {
    const auto field = [&](const std::string& name) {
        const auto found = fields.find(name);
        return found == fields.end() ? std::vector<std::string>() : found->second;
    };
    if (!std::ranges::count(field("types"), "deb") || field("enabled") == std::vector<std::string>{"no"}) return;
    for (const std::string& uri : field("uris")) {
        for (const std::string& name : field("suites")) sources.emplace_back(uri, name);
    }
}

Sources sources_in(const std::string& file) {
    Sources sources;
    std::map<std::string, std::vector<std::string>> fields;
    for (const std::string& line : text::split(file + "\n", '\n')) {
        const std::string trimmed(text::trim(line));
        if (trimmed.starts_with('#')) continue;
        if (trimmed.starts_with("deb ") || trimmed.starts_with("deb\t")) add_line(trimmed, sources);
        if (trimmed.empty()) {
            add_stanza(fields, sources);
            fields.clear();
        } else if (const std::size_t colon = trimmed.find(": "); colon != std::string::npos) {
            fields[text::lower(trimmed.substr(0, colon))] = text::words(trimmed.substr(colon + 2));
        }
    }
    add_stanza(fields, sources);
    return sources;
}

std::vector<std::string> source_lists() {
    std::vector<std::string> lists;
    const auto add = [&](const std::string& path) {
        if (auto bytes = file::read(path)) lists.push_back(std::move(*bytes));
    };
    add("/etc/apt/sources.list");
    for (const std::string& name : file::list("/etc/apt/sources.list.d").value_or({})) {
        add("/etc/apt/sources.list.d/" + name);
    }
    return lists;
}

// Names the root file system after all it depends on.
std::string name_of(const Engine& engine, const Recipe& recipe) {
    const std::string inputs = engine.architecture + " " + text::join(recipe.packages, ",");
    return std::string(suite) + "-" + wire::sha256(inputs).substr(0, 12);
}

// Who is not root becomes it in namespaces of its own, with the numbers that /etc/subuid and /etc/subgid give.
std::vector<std::string> as_root() {
    if (::geteuid() == 0) return {"unshare", "--mount"};
    return {"unshare", "--map-root-user", "--map-auto", "--mount", "--pid", "--fork", "--mount-proc"};
}

Result<Done> can_bootstrap() {
    const std::string otherwise = ", or let the engine reach a registry that has " + std::string(default_base) +
                                  ", or name another base with --base-image";
    if (!proc::installed("debootstrap")) {
        return Error{Code::prereq, "debootstrap is not installed", "apt install debootstrap" + otherwise};
    }
    std::vector<std::string> words = as_root();
    words.emplace_back("true");
    const auto tried = proc::output_of({.argv = std::move(words)});
    if (tried) return Done{};
    return Error{
        Code::prereq,
        "making a base image from the Debian mirror needs root, or namespaces of users: " + tried.error().message,
        "apt install uidmap, and 'usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER' where "
        "/etc/subuid has no line for you" +
            otherwise};
}

Result<Done> bootstrap(const Engine& engine, const Recipe& recipe, const std::string& tar, const Progress& progress) {
    SCC_CHECK(can_bootstrap());
    const std::string directory(path::parent(tar));
    SCC_CHECK(file::make_directories(directory));
    const Mirror mirror = mirror_in(source_lists(), suite);
    std::vector<std::string> words = as_root();
    for (const std::string& word : {std::string("sh"),
                                    places::data_dir() + "/images/bootstrap",
                                    std::string(suite),
                                    engine.architecture,
                                    mirror.archive,
                                    mirror.security,
                                    text::join(recipe.packages, ","),
                                    directory,
                                    tar}) {
        words.push_back(word);
    }
    const proc::Command command{
        .argv = std::move(words), .timeout = longest_bootstrap, .on_error_line = [&](std::string_view line) {
            if (!line.starts_with("I: ")) progress(line);
        }};
    SCC_TRY(const proc::Outcome outcome, proc::run(command));
    if (outcome.status == 0) return Done{};
    return failed_build(
        "making a base image from " + text::quoted(mirror.archive) + " failed", outcome.err, hint_for(outcome.err));
}

// The root file system for `recipe`, kept for every engine.
std::string tar_of(const Engine& engine, const Recipe& recipe) {
    return places::cache_dir() + "/images/debian-" + name_of(engine, recipe) + ".tar";
}

// The base made here, under the name `made`.
Result<std::string> make(const Engine& engine,
                         const Recipe& recipe,
                         const std::string& made,
                         const BuildOptions& options,
                         const Progress& progress) {
    const std::string tar = tar_of(engine, recipe);
    if (options.no_cache) SCC_CHECK(file::remove_all(tar));
    if (!file::exists(tar)) SCC_CHECK(bootstrap(engine, recipe, tar, progress));
    SCC_CHECK(output_of(engine, {"import", tar, made}, longest_pull));
    return made;
}

}  // namespace

Mirror mirror_in(const std::vector<std::string>& lists, std::string_view wanted) {
    Mirror mirror;
    for (const std::string& list : lists) {
        for (const auto& [uri, name] : sources_in(list)) {
            if (name == wanted && mirror.archive.empty()) mirror.archive = uri;
            if (name == std::string(wanted) + "-security" && mirror.security.empty()) mirror.security = uri;
        }
    }
    if (mirror.archive.empty()) return {"http://deb.debian.org/debian", "http://deb.debian.org/debian-security"};
    return mirror;
}

Result<Done> pull(const Engine& engine,
                  const std::string& reference,
                  const std::string& hint,
                  const Progress& progress) {
    progress("pulling " + reference);
    proc::Command command = call(engine, {"pull", reference}, longest_pull);
    command.patience = registry_patience;
    command.quiet_lines = engine.traits().pull_preamble;
    auto outcome = proc::run(command);
    if (outcome && outcome->status == 0) return Done{};
    if (!outcome && outcome.error().code == Code::interrupted) return outcome.error();
    const std::vector<std::string> lines =
        outcome ? text::words(text::trim(outcome->err), '\n') : std::vector{outcome.error().message};
    return Error{Code::tool,
                 "cannot pull " + text::quoted(reference) + ": " + (lines.empty() ? "no reason given" : lines.back()),
                 hint};
}

Result<Done> sweep(const std::string& cache) {
    SCC_TRY(const std::vector<std::string> names, file::list(cache));
    for (const std::string& name : names) {
        const bool left = name.starts_with("context.") || name.starts_with("root.") || name.ends_with(".part");
        if (left) SCC_CHECK(file::remove_all(path::join(cache, name)));
    }
    return Done{};
}

Result<std::string> base_for(const Engine& engine,
                             const Recipe& recipe,
                             const BuildOptions& options,
                             const Progress& progress) {
    const std::string made = std::string(engine.traits().image_prefix) + "scc-debian:" + name_of(engine, recipe);
    const bool replaceable = recipe.base_image == default_base;
    if (options.bootstrap_base && options.no_cache) return make(engine, recipe, made, options, progress);
    SCC_TRY(const std::vector<Present> there, present(engine, {recipe.base_image, made}));
    for (const Present& candidate : there) {
        if (candidate.reference == made ? replaceable : !options.bootstrap_base) return candidate.reference;
    }
    const bool kept = replaceable && !options.no_cache && file::exists(tar_of(engine, recipe));
    if (!options.bootstrap_base && !kept) {
        auto pulled = pull(engine, recipe.base_image, other_base, progress);
        if (pulled) return recipe.base_image;
        if (!replaceable || pulled.error().code == Code::interrupted) return pulled.error();
        progress(pulled.error().message + "; it is made from the Debian mirror instead");
    }
    return make(engine, recipe, made, options, progress);
}

}  // namespace scc::sandbox
