#include "image_build.hpp"

#include <filesystem>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "image_base.hpp"
#include "image_package.hpp"
#include "proc/places.hpp"

namespace scc::sandbox {
namespace {

constexpr auto longest_build = std::chrono::minutes(30);
constexpr std::size_t shown_lines = 12;

// A directory that is gone with its owner.
struct Context {
    std::string path;
    explicit Context(std::string directory) : path(std::move(directory)) {}
    ~Context() { static_cast<void>(file::remove_all(path)); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
};

// Linked where the file system can, for a package of an agent has hundreds of megabytes.
Result<Done> put(const std::string& from, const std::string& to) {
    std::error_code failure;
    SCC_CHECK(file::make_directories(std::string(path::parent(to)), 0755));
    std::filesystem::create_hard_link(from, to, failure);
    if (failure) std::filesystem::copy_file(from, to, failure);
    if (!failure) return Done{};
    return Error{
        Code::tool, "cannot copy " + text::quoted(from) + ": " + failure.message(), hint_for(failure.message())};
}

Result<Done> fill(const Recipe& recipe, const std::string& context) {
    for (const std::string& name : recipe.files) {
        SCC_CHECK(put(path::join(recipe.folder, name), path::join(context, name)));
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
    std::vector<std::string> words = {"build", "--iidfile", context + ".id", "--tag", recipe.tagged()};
    const auto add = [&](std::initializer_list<std::string> more) { words.insert(words.end(), more); };
    for (const std::string& word : engine.traits().build) words.push_back(word);
    add({"--build-arg", (recipe.on_scc_base ? "SCC_BASE=" : "BASE_IMAGE=") + base});
    add({"--build-arg", "SCC_INPUTS=" + recipe.inputs});
    if (recipe.pin) add({"--build-arg", "PACKAGE=agent.tgz"});
    if (options.no_cache) add({"--no-cache"});
    add({"--force-rm", context});
    return words;
}

}  // namespace

Error failed_build(const std::string& what, const std::string& output, const std::string& hint) {
    Error error{Code::tool, what, hint.empty() ? hint_for(output) : hint};
    std::vector<std::string> lines;
    for (const std::string& line : text::split(output, '\n')) {
        if (!text::trim(line).empty()) lines.emplace_back(text::trim(line));
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
    const Context context(cache + "/context." + recipe.tag());
    SCC_CHECK(fill(recipe, context.path));
    if (recipe.pin) {
        SCC_TRY(const std::string package, fetch(*recipe.pin, cache + "/packages", progress));
        SCC_CHECK(put(package, context.path + "/agent.tgz"));
    }
    progress("building " + recipe.tagged() + " with " + engine.program);
    SCC_TRY(const proc::Outcome outcome,
            proc::run(call(engine, words_of_build(engine, recipe, below, options, context.path), longest_build)));
    static_cast<void>(file::remove_all(context.path + ".id"));
    if (outcome.status != 0) {
        return failed_build("building " + text::quoted(recipe.name) + " failed", outcome.out + outcome.err, "");
    }
    return std::string(engine.traits().image_prefix) + recipe.tagged();
}

}  // namespace scc::sandbox
