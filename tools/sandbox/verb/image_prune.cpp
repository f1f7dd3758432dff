#include "image_prune.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "image/image.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

std::string without(std::string_view prefix, std::string text) {
    return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

Result<std::vector<Listed>> listed_images(const Engine& engine) {
    SCC_TRY(const std::string lines,
            output_of(engine,
                      {"image",
                       "ls",
                       "--no-trunc",
                       "--filter",
                       "label=scc.image",
                       "--format",
                       "{{.ID}}\t{{.Repository}}\t{{.Tag}}"}));
    std::vector<Listed> images;
    for (const std::string& line : text::words(lines, '\n')) {
        const std::vector<std::string> fields = text::split(line, '\t');
        if (fields.size() != 3) continue;
        images.push_back({without("sha256:", fields[0]), without(engine.traits().image_prefix, fields[1]), fields[2]});
    }
    return images;
}

Result<Used> used_images(const Engine& engine) {
    SCC_TRY(const std::string lines, output_of(engine, {"ps", "--all", "--no-trunc", "--format", "{{.Image}}"}));
    Used used;
    for (const std::string& image : text::words(lines, '\n')) {
        used.insert(without("sha256:", without(engine.traits().image_prefix, image)));
    }
    return used;
}

bool says_inputs(const std::string& tag) {
    return tag.size() == tag_digits && tag.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// What a launch of this configuration runs.
Result<std::set<std::string>> needed_images(const std::vector<std::string>& names, const Ingredients& ingredients) {
    std::set<std::string> needed;
    for (const std::string& name : names) {
        SCC_TRY(const Recipe recipe, recipe_of(name, ingredients));
        needed.insert(recipe.tagged());
    }
    return needed;
}

}  // namespace

std::vector<Listed> unneeded(const std::vector<Listed>& listed,
                             const std::vector<std::string>& names,
                             const std::set<std::string>& needed,
                             const Used& used) {
    std::vector<Listed> found;
    std::ranges::copy_if(listed, std::back_inserter(found), [&](const Listed& image) {
        if (used.contains(image.reference()) || used.contains(image.id)) return false;
        if (image.is_nameless()) return true;
        const bool ours = std::ranges::find(names, image.repository) != names.end() && says_inputs(image.tag);
        return ours && !needed.contains(image.reference());
    });
    return found;
}

Result<std::vector<Listed>> nameless_images(const Engine& engine) {
    SCC_TRY(const std::vector<Listed> listed, listed_images(engine));
    if (std::ranges::none_of(listed, &Listed::is_nameless)) return std::vector<Listed>();
    SCC_TRY(const Used used, used_images(engine));
    return unneeded(listed, {}, {}, used);
}

std::vector<Listed> remove_images(const Engine& engine, const std::vector<Listed>& images) {
    std::vector<Listed> removed;
    for (const Listed& image : images) {
        const std::string prefix(image.is_nameless() ? "" : engine.traits().image_prefix);
        const auto done = output_of(engine, {"image", "rm", prefix + image.reference()});
        if (done) removed.push_back(image);
        if (!done) cli::log::warning("image " + image.reference() + " is kept: " + done.error().message);
    }
    return removed;
}

Result<json> image_prune(const cli::Args& args, const json& input) {
    SCC_TRY(const Engine engine, detect());
    SCC_TRY(const Ingredients ingredients, ingredients_of(args, input, engine));
    SCC_TRY(const std::vector<std::string> names, image_names());
    SCC_TRY(const std::set<std::string> needed, needed_images(names, ingredients));
    SCC_TRY(const std::vector<Listed> listed, listed_images(engine));
    SCC_TRY(const Used used, used_images(engine));
    SCC_TRY(const file::Descriptor turn, try_turn());
    if (!turn) return Error{Code::prereq, "another scc is building images", "try again when it is done"};
    std::vector<Listed> images = unneeded(listed, names, needed, used);
    const bool dry = args.has("dry-run");
    if (!dry) images = remove_images(engine, images);
    json rows = json::array();
    for (const Listed& image : images) rows.push_back({{"what", "image"}, {"name", image.reference()}});
    return json{{"removed", std::move(rows)}, {"dry_run", dry}};
}

}  // namespace scc::sandbox
