#include "image.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "base.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "build.hpp"
#include "package.hpp"
#include "proc/interrupts.hpp"
#include "proc/places.hpp"

namespace scc::sandbox {
namespace {

// An image without labels or names has null there, which `index` refuses.
constexpr std::string_view row =
    "{{.Id}}\t{{.Size}}\t{{with .Config}}{{with .Labels}}{{index . \"scc.inputs\"}}{{end}}{{end}}\t"
    "{{json .RepoTags}}{{json .RepoDigests}}";

// The label that an image made from one of ours inherits.
constexpr std::string_view made_from = "{{with .Config}}{{with .Labels}}{{index . \"scc.image\"}}{{end}}{{end}}";

constexpr auto turn_pause = std::chrono::milliseconds(100);

// Waits for it.
Result<file::Descriptor> take_turn(const std::string& name, const Progress& progress) {
    for (bool told = false;; told = true) {
        SCC_TRY(file::Descriptor turn, try_turn());
        if (turn) return turn;
        if (!told) progress("another scc is building images: waiting for it before " + text::quoted(name));
        if (proc::Interrupts::count() != 0) return Error{Code::interrupted, "interrupted"};
        std::this_thread::sleep_for(turn_pause);
    }
}

// Whether the names in `listed` (JSON) have `reference`, which may lack the registry the engine puts before it.
bool has(const std::string& listed, const std::string& reference) {
    return listed.find("\"" + reference + "\"") != std::string::npos ||
           listed.find("/" + reference + "\"") != std::string::npos;
}

std::vector<std::string> question_about(const std::vector<std::string>& references) {
    std::vector<std::string> words = {"image", "inspect", "--format", std::string(row)};
    words.insert(words.end(), references.begin(), references.end());
    return words;
}

// The engine lists what it has and fails for what it has not.
std::vector<Present> present_in(const std::string& lines, const std::vector<std::string>& references) {
    std::vector<Present> found;
    for (const std::string& line : text::words(lines, '\n')) {
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

// Two for each recipe: its own tag and the one people give.
std::vector<std::string> references_of(const Engine& engine, const std::vector<Recipe>& recipes) {
    const std::string prefix(engine.traits().image_prefix);
    std::vector<std::string> references;
    for (const Recipe& recipe : recipes) {
        references.push_back(prefix + recipe.tagged());
        references.push_back(prefix + recipe.name + ":latest");
    }
    return references;
}

std::vector<std::optional<Present>> current_among(const std::vector<Present>& candidates,
                                                  const Engine& engine,
                                                  const std::vector<Recipe>& recipes) {
    const std::vector<std::string> references = references_of(engine, recipes);
    std::vector<std::optional<Present>> found(recipes.size());
    for (std::size_t i = 0; i < recipes.size(); ++i) {
        const auto one = std::ranges::find_if(candidates, [&](const Present& candidate) {
            const bool named = candidate.reference == references[2 * i] || candidate.reference == references[2 * i + 1];
            return named && candidate.inputs == recipes[i].inputs;
        });
        if (one != candidates.end()) found[i] = *one;
    }
    return found;
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
    // What cannot be had shows before minutes go into the base.
    SCC_CHECK(fetch_all(recipe, progress));
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

Result<file::Descriptor> try_turn() { return file::try_lock(places::cache_dir() + "/images/lock"); }

Result<std::vector<Present>> present(const Engine& engine, const std::vector<std::string>& references) {
    SCC_TRY(const proc::Outcome outcome, answer_to(engine, question_about(references)));
    return present_in(outcome.out, references);
}

Result<std::vector<std::optional<Present>>> current(const Engine& engine, const std::vector<Recipe>& recipes) {
    SCC_TRY(const auto candidates, present(engine, references_of(engine, recipes)));
    return current_among(candidates, engine, recipes);
}

BuildOptions options_from(const model::Effective& config) {
    BuildOptions options{.pins = config.pins};
    const auto base = config.images.find("base");
    if (base != config.images.end()) options.base_image = base->second.value;
    if (config.ca_bundle) {
        options.ca_bundle = config.ca_bundle->value;
        options.ca_bundle_where = config.ca_bundle->origin.because;
    }
    return options;
}

Result<Ingredients> ingredients_for(const BuildOptions& options, const std::string& architecture) {
    SCC_TRY(auto trusted, trusted_certificates(options.ca_bundle, options.ca_bundle_where));
    return Ingredients{.architecture = architecture,
                       .base_image = options.base_image,
                       .trusted = std::move(trusted),
                       .pins = options.pins};
}

Result<std::optional<Present>> current(const Engine& engine, const Recipe& recipe) {
    SCC_TRY(auto found, current(engine, std::vector{recipe}));
    return std::move(found.front());
}

Result<Look> look_for(const Engine& engine, const std::vector<std::string>& names, const BuildOptions& options) {
    Look look{.options = options};
    if (names.empty()) return look;
    SCC_TRY(look.ingredients, ingredients_for(options, engine.architecture));
    for (const std::string& name : names) {
        SCC_TRY(look.recipes.emplace_back(), recipe_of(name, look.ingredients));
    }
    if (options.no_cache) return look;
    SCC_TRY(look.asked, Asked::begin(engine, question_about(references_of(engine, look.recipes))));
    return look;
}

Result<std::vector<std::string>> ensure_images(const Engine& engine, Look look, const Progress& progress) {
    const std::vector<Recipe>& recipes = look.recipes;
    std::vector<std::optional<Present>> found(recipes.size());
    if (look.asked) {
        SCC_TRY(const proc::Outcome outcome, look.asked->answer());
        found = current_among(present_in(outcome.out, references_of(engine, recipes)), engine, recipes);
    }
    std::vector<std::string> references;
    for (std::size_t i = 0; i < recipes.size(); ++i) {
        if (found[i]) {
            references.push_back(found[i]->reference);
            continue;
        }
        // Whoever else is building may be building this very image.
        SCC_TRY(const file::Descriptor turn, take_turn(recipes[i].name, progress));
        SCC_TRY(references.emplace_back(), ensure(engine, recipes[i], look.ingredients, look.options, progress));
    }
    return references;
}

Result<std::vector<std::string>> ensure_images(const Engine& engine,
                                               const std::vector<std::string>& names,
                                               const BuildOptions& options,
                                               const Progress& progress) {
    SCC_TRY(Look look, look_for(engine, names, options));
    return ensure_images(engine, std::move(look), progress);
}

Result<bool> ensure_reference(const Engine& engine, const std::string& reference, const Progress& progress) {
    const std::vector<std::string> question = {"image", "inspect", "--format", std::string(made_from), reference};
    SCC_TRY(proc::Outcome found, answer_to(engine, question));
    if (found.status != 0) {
        SCC_CHECK(pull(engine, reference, "pull or load it yourself, or choose another image", progress));
        SCC_TRY(found, answer_to(engine, question));
    }
    const std::string_view label = text::trim(found.out);
    return !label.empty() && label != "<no value>";
}

}  // namespace scc::sandbox
