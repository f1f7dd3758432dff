#include "image.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "image_build.hpp"
#include "proc/places.hpp"

namespace scc::sandbox {
namespace {

// An image without labels or names has null there, which `index` refuses.
constexpr std::string_view row =
    "{{.Id}}\t{{.Size}}\t{{with .Config}}{{with .Labels}}{{index . \"scc.inputs\"}}{{end}}{{end}}\t"
    "{{json .RepoTags}}{{json .RepoDigests}}";

// Whether the names in `listed` (JSON) have `reference`, which may lack the registry the engine puts before it.
bool has(const std::string& listed, const std::string& reference) {
    return listed.find("\"" + reference + "\"") != std::string::npos ||
           listed.find("/" + reference + "\"") != std::string::npos;
}

Result<std::string> ensure(const Engine& engine,
                           const Recipe& recipe,
                           const Ingredients& ingredients,
                           const BuildOptions& options,
                           const Progress& progress) {
    if (!options.no_cache) {
        SCC_TRY(const auto found, current(engine, recipe));
        if (found) return found->reference;
    }
    std::string base;
    if (recipe.on_scc_base) {
        SCC_TRY(const Recipe below, recipe_of(std::string(scc_base), ingredients));
        BuildOptions anew = options;
        anew.no_cache = false;
        SCC_TRY(base, ensure(engine, below, ingredients, anew, progress));
    }
    return build(engine, recipe, base, options, progress);
}

}  // namespace

Result<std::vector<Present>> present(const Engine& engine, const std::vector<std::string>& references) {
    std::vector<std::string> words = {"image", "inspect", "--format", std::string(row)};
    words.insert(words.end(), references.begin(), references.end());
    // The engine lists what it has and fails for what it has not.
    SCC_TRY(const proc::Outcome outcome, proc::run(call(engine, std::move(words))));
    std::vector<Present> found;
    for (const std::string& line : text::words(outcome.out, '\n')) {
        const std::vector<std::string> fields = text::split(line, '\t');
        if (fields.size() != 4) continue;
        const auto wanted =
            std::ranges::find_if(references, [&](const std::string& reference) { return has(fields[3], reference); });
        if (wanted == references.end()) continue;
        found.push_back({.reference = *wanted,
                         .id = fields[0].starts_with("sha256:") ? fields[0] : "sha256:" + fields[0],
                         .inputs = fields[2] == "<no value>" ? "" : fields[2],
                         .size = text::number(fields[1]).value_or(0)});
    }
    return found;
}

Result<std::optional<Present>> current(const Engine& engine, const Recipe& recipe) {
    const std::string prefix(engine.traits().image_prefix);
    SCC_TRY(const auto candidates, present(engine, {prefix + recipe.tagged(), prefix + recipe.name + ":latest"}));
    for (const Present& candidate : candidates) {
        if (candidate.inputs == recipe.inputs) return std::optional(candidate);
    }
    return std::optional<Present>();
}

Result<std::string> ensure_image(const Engine& engine,
                                 const std::string& name,
                                 const BuildOptions& options,
                                 const Progress& progress) {
    SCC_TRY(auto trusted, trusted_certificates(options.ca_bundle));
    const Ingredients ingredients{
        .architecture = engine.architecture, .base_image = options.base_image, .trusted = std::move(trusted)};
    SCC_TRY(const Recipe recipe, recipe_of(name, ingredients));
    if (!options.no_cache) {
        SCC_TRY(const auto found, current(engine, recipe));
        if (found) return found->reference;
    }
    // Whoever else is building may be building this very image.
    SCC_TRY(const file::Descriptor turn, file::lock(places::cache_dir() + "/images/lock"));
    return ensure(engine, recipe, ingredients, options, progress);
}

}  // namespace scc::sandbox
