#include "build.hpp"

#include <algorithm>

#include "base.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "package.hpp"
#include "proc/places.hpp"

namespace scc::sandbox {
namespace {

constexpr auto longest_build = std::chrono::minutes(30);
constexpr std::size_t shown_lines = 12;

// A package of an agent has hundreds of megabytes.
Result<Done> put(const std::string& from, const std::string& to) {
    SCC_CHECK(file::make_directories(std::string(path::parent(to)), 0755));
    return file::link_or_copy(from, to);
}

// Of a package in the order of Pin::packages: its place in the context, and the argument that names it.
std::string place_of(std::size_t index) {
    return index == 0 ? "agent.tgz" : "needed-" + std::to_string(index) + ".tgz";
}

std::string argument_of(std::size_t index) { return index == 0 ? "PACKAGE" : "NEEDED_" + std::to_string(index); }

Result<Done> fill(const Recipe& recipe, const std::string& context) {
    for (const std::string& name : recipe.files) {
        const auto replaced = recipe.replaced.find(name);
        SCC_CHECK(replaced == recipe.replaced.end() ? put(path::join(recipe.folder, name), path::join(context, name))
                                                    : file::replace(path::join(context, name), replaced->second, 0644));
    }
    for (std::size_t i = 0; !recipe.on_scc_base && i < recipe.trusted.size(); ++i) {
        const std::string number = std::to_string(i);
        const std::string name = "ca/company-" + std::string(4 - std::min<std::size_t>(number.size(), 4), '0') + number;
        SCC_CHECK(file::replace(path::join(context, name + ".crt"), recipe.trusted[i], 0644));
    }
    return Done{};
}

std::vector<std::string> words_of_build(const Engine& engine,
                                        const Recipe& recipe,
                                        const std::string& base,
                                        const BuildOptions& options,
                                        const std::string& context) {
    std::vector<std::string> words = {"build", "--tag", recipe.tagged()};
    const auto add = [&](std::initializer_list<std::string> more) { words.insert(words.end(), more); };
    for (const std::string& word : engine.traits().build) words.push_back(word);
    add({"--build-arg", (recipe.on_scc_base ? "SCC_BASE=" : "BASE_IMAGE=") + base});
    add({"--build-arg", "SCC_INPUTS=" + recipe.inputs});
    for (std::size_t i = 0; recipe.pin && i <= recipe.pin->needs.size(); ++i) {
        add({"--build-arg", argument_of(i) + "=" + place_of(i)});
    }
    if (options.no_cache) add({"--no-cache"});
    add({"--force-rm", context});
    return words;
}

bool is_step(std::string_view line) { return text::lower(line.substr(0, 5)) == "step "; }

// What an engine says while it builds: the step it is at, the container that runs it, and the layers it made.
struct Build {
    std::string base;
    std::vector<std::string> others = {};  // containers of builds that were there before
    std::string step = {};
    std::string container = {};
    std::vector<std::string> layers = {};

    void take(std::string_view line) {
        constexpr std::string_view made = "---> ";
        constexpr std::string_view running = "---> Running in ";
        line = text::trim(line);
        if (is_step(line)) step = line;
        if (line.starts_with(running)) {
            container = line.substr(running.size());
        } else if (line.starts_with(made)) {
            layers.emplace_back(line.substr(made.size()));
        }
    }
};

// The containers that builds on `base` run in, where the engine's client makes them itself.
std::vector<std::string> working_containers(const Engine& engine, const std::string& base) {
    if (engine.traits().building.empty()) return {};
    std::vector<std::string> ids;
    for (const std::string& line : text::words(output_of(engine, engine.traits().building).value_or(""), '\n')) {
        const std::vector<std::string> words = text::words(line);
        if (words.size() == 3 && words[0] == "Storage" && words[1].ends_with(base)) ids.push_back(words[2]);
    }
    return ids;
}

void remove_container(const Engine& engine, const std::string& container) {
    if (container.empty()) return;
    std::vector<std::string> words = engine.traits().remove;
    words.push_back(container);
    static_cast<void>(output_of(engine, words));
}

// What a build that ended early leaves: the container of its step, with which the engine goes on for a while, or which
// its client has forgotten; and, where the layer of every step is kept, those layers without a name.
void remove_leftovers(const Engine& engine, const Build& build) {
    remove_container(engine, build.container);
    for (const std::string& container : working_containers(engine, build.base)) {
        if (std::ranges::count(build.others, container) == 0) remove_container(engine, container);
    }
    if (build.layers.empty()) return;
    const auto nameless = output_of(engine, {"images", "--quiet", "--filter", "dangling=true"});
    if (!nameless) return;
    for (const std::string& id : text::words(*nameless, '\n')) {
        if (std::ranges::count(build.layers, id) == 0) continue;
        const auto removed = output_of(engine, {"image", "rm", id});
        if (!removed) cli::log::debug("image rm: " + removed.error().message);
    }
}

// What people can do nothing with.
bool is_useful(std::string_view line) {
    constexpr std::string_view noise[] = {"---> ",
                                          "--> ",
                                          "Removing intermediate container",
                                          "Removed intermediate container",
                                          "Sending build context",
                                          "DEPRECATED:",
                                          "BuildKit is currently disabled",
                                          "environment-variable.",
                                          "Install the buildx component"};
    return !line.empty() && std::ranges::none_of(noise, [&](std::string_view at) { return line.starts_with(at); });
}

std::string log_of(const std::string& cache, const Recipe& recipe) { return cache + "/" + recipe.name + ".log"; }

// Without colours and other orders to a terminal.
std::string plain(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\x1b' && i + 1 < text.size() && text[i + 1] == '[') {
            while (i < text.size() && (text[i] < '@' || text[i] == '[')) ++i;
        } else if (text[i] == '\n' || static_cast<unsigned char>(text[i]) >= ' ') {
            result += text[i];
        }
    }
    return result;
}

// What was said since the last step began.
std::string of_last_step(const std::string& output) {
    std::vector<std::string> lines = text::split(output, '\n');
    const auto last = std::ranges::find_if(lines.rbegin(), lines.rend(), is_step);
    lines.erase(lines.begin(), last.base());
    return text::join(lines, "\n");
}

// The error of a build whose whole output is kept in `log`, where the disk takes it.
Error explained(const Recipe& recipe, const Build& build, const std::string& output, const std::string& log) {
    const std::string step = build.step.empty() ? "" : " at " + text::quoted(build.step);
    const std::string known = hint_for(output);
    const std::string said = plain(of_last_step(output));
    const std::string next = known.empty() ? "mend that and run 'scc image build " + recipe.name + "'" : known;
    const bool kept = file::replace(log, output).has_value();
    return failed_build("building " + text::quoted(recipe.name) + " failed" + step,
                        said,
                        next + (kept ? "; the whole log is in " + log : ""));
}

}  // namespace

Folder::~Folder() { static_cast<void>(file::remove_all(path)); }

Error failed_build(const std::string& what, const std::string& output, const std::string& hint) {
    Error error{Code::tool, what, hint};
    std::vector<std::string> lines;
    for (const std::string& line : text::split(output, '\n')) {
        if (is_useful(text::trim(line))) lines.emplace_back(text::trim(line));
    }
    const std::size_t first = lines.size() > shown_lines ? lines.size() - shown_lines : 0;
    for (std::size_t i = first; i < lines.size(); ++i) error.also.push_back({Code::tool, "| " + lines[i]});
    return error;
}

Result<std::string> build(const Engine& engine,
                          const Recipe& recipe,
                          const std::string& base,
                          const BuildOptions& options,
                          const Progress& progress) {
    const std::string cache = places::cache_dir() + "/images";
    SCC_CHECK(sweep(cache));
    SCC_TRY(const std::string below, base.empty() ? base_for(engine, recipe, options, progress) : Result(base));
    const Folder context(cache + "/context." + recipe.tag());
    SCC_CHECK(fill(recipe, context.path));
    SCC_TRY(const std::vector<std::string> packages, fetch_all(recipe, progress));
    for (std::size_t i = 0; i < packages.size(); ++i)
        SCC_CHECK(put(packages[i], path::join(context.path, place_of(i))));
    progress("building " + recipe.tagged() + " with " + engine.program);
    Build run{.base = below, .others = working_containers(engine, below)};
    const std::vector<std::string> words = words_of_build(engine, recipe, below, options, context.path);
    auto command = call(engine, words, longest_build);
    command.interrupt = SIGINT;
    command.on_line = [&](std::string_view line) { run.take(line); };
    const auto outcome = answer_to(engine, words, command);
    if (outcome && outcome->status == 0) {
        static_cast<void>(file::remove_all(log_of(cache, recipe)));
        return std::string(engine.traits().image_prefix) + recipe.tagged();
    }
    remove_leftovers(engine, run);
    if (!outcome) return outcome.error();
    return explained(recipe, run, outcome->out + outcome->err, log_of(cache, recipe));
}

}  // namespace scc::sandbox
