#include "image_verbs.hpp"

#include <sys/utsname.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "image/image.hpp"
#include "image/inside.hpp"
#include "plan/image_rules.hpp"
#include "proc/interrupts.hpp"
#include "wire/envelope.hpp"

namespace scc::sandbox {
namespace {

using json = nlohmann::json;

std::string own_architecture() {
    utsname system = {};
    ::uname(&system);
    return debian_architecture(system.machine);
}

// The engine when the caller wants it asked; nothing with --no-engine.
Result<std::optional<Engine>> engine_for(const cli::Args& args) {
    if (args.has("no-engine")) return std::optional<Engine>();
    SCC_TRY(Engine engine, detect());
    return std::optional(std::move(engine));
}

// What the plan's configuration says, and what the options say instead.
Result<BuildOptions> options_for(const cli::Args& args, const json& input) {
    SCC_TRY(const model::Effective config, config_in(input));
    BuildOptions options = options_from(config);
    if (const auto base = args.text("base-image")) options.base_image = *base;
    if (const auto bundle = args.text("ca-bundle")) {
        options.ca_bundle = *bundle;
        options.ca_bundle_where.clear();
    }
    options.bootstrap_base = args.has("bootstrap-base");
    options.no_cache = args.has("no-cache");
    SCC_CHECK(check_image(config, "base", options.base_image.empty() ? std::string(default_base) : options.base_image));
    return options;
}

Result<json> described(const Recipe& recipe, const std::optional<Engine>& engine) {
    json row = {{"name", recipe.name}, {"inputs", recipe.inputs}, {"reference", recipe.tagged()}, {"state", "unknown"}};
    if (!engine) return row;
    SCC_TRY(const auto found, current(*engine, recipe));
    row["state"] = found ? "present" : "missing";
    if (found) row["reference"] = found->reference;
    if (found) row["size"] = found->size;
    return row;
}

// People name an agent's image by the agent as well.
Result<std::string> image_named(const std::string& word) {
    SCC_TRY(const std::vector<std::string> names, image_names());
    return std::ranges::count(names, image_of(word)) > 0 ? image_of(word) : word;
}

void add_inside(const Inside& found, json& row) {
    row["debian"] = found.debian;
    row["labels"] = found.labels;
    row["certificates"] = {{"count", found.certificates}, {"sha256", found.certificates_digest}};
    if (!found.guard.empty()) row["guard"] = found.guard;
}

std::string megabytes(const json& row) {
    return row.contains("size") ? std::to_string(row.at("size").get<std::uint64_t>() / 1'000'000) + " MB" : "";
}

std::string shown(const json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text + "  ";
}

}  // namespace

bool image_has_plan(const cli::Args& args) { return args.has("plan-fd"); }

Result<model::Effective> config_in(const json& plan) {
    if (plan.is_null()) return model::Effective{};
    return wire::read_section(plan, "config", model::read_effective);
}

Result<Ingredients> ingredients_of(const cli::Args& args, const json& input, const std::optional<Engine>& engine) {
    SCC_TRY(const BuildOptions options, options_for(args, input));
    return ingredients_for(options, engine ? engine->architecture : own_architecture());
}

Result<json> image_build(const cli::Args& args, const json& input) {
    if (args.has("bootstrap-base") && args.has("base-image")) {
        return Error{Code::usage, "'--bootstrap-base' and '--base-image' exclude each other"};
    }
    SCC_TRY(const BuildOptions options, options_for(args, input));
    SCC_TRY(const Engine engine, detect());
    SCC_TRY(const std::vector<std::string> all, image_names());
    SCC_TRY(const Ingredients ingredients, ingredients_for(options, engine.architecture));
    std::vector<Recipe> recipes;
    for (const std::string& name : args.operands.empty() ? all : args.operands) {
        SCC_TRY(const std::string image, image_named(name));
        SCC_TRY(recipes.emplace_back(), recipe_of(image, ingredients));
    }
    // What others stand on comes first, so that --no-cache reaches them.
    std::ranges::stable_partition(recipes, [](const Recipe& recipe) { return !recipe.on_scc_base; });
    json rows = json::array();
    const proc::Interrupts interrupts;
    for (const Recipe& recipe : recipes) {
        SCC_CHECK(ensure_images(engine, {recipe.name}, options, cli::log::info));
        SCC_TRY(rows.emplace_back(), described(recipe, engine));
    }
    return json{{"images", std::move(rows)}};
}

Result<json> image_list(const cli::Args& args, const json& input) {
    SCC_TRY(const std::optional<Engine> engine, engine_for(args));
    SCC_TRY(const Ingredients ingredients, ingredients_of(args, input, engine));
    SCC_TRY(const std::vector<std::string> names, image_names());
    json rows = json::array();
    for (const std::string& name : names) {
        SCC_TRY(const Recipe recipe, recipe_of(name, ingredients));
        SCC_TRY(json row, described(recipe, engine));
        rows.push_back(std::move(row));
    }
    return json{{"images", std::move(rows)}};
}

Result<json> image_show(const cli::Args& args, const json& input) {
    SCC_TRY(const std::optional<Engine> engine, engine_for(args));
    SCC_TRY(const Ingredients ingredients, ingredients_of(args, input, engine));
    SCC_TRY(const std::string name, image_named(args.operand(0)));
    SCC_TRY(const Recipe recipe, recipe_of(name, ingredients));
    SCC_TRY(json row, described(recipe, engine));
    row["folder"] = recipe.folder;
    row["base"] = recipe.on_scc_base ? std::string(scc_base) : recipe.base_image;
    row["packages"] = recipe.packages;
    row["trusted"] = recipe.trusted.size();
    if (recipe.pin) {
        row["pin"] = {{"package", recipe.pin->package}, {"integrity", recipe.pin->integrity}};
        for (const Package& needed : recipe.pin->needs) row["needs"][needed.package] = needed.integrity;
    }
    if (engine && row.at("state") == "present") {
        SCC_TRY(const Inside found, inside(*engine, row.at("reference").get<std::string>()));
        add_inside(found, row);
    }
    return row;
}

std::string text_of_images(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& row : data.at("images")) {
        lines += padded(row.at("name").get<std::string>(), 17) + padded(row.at("state").get<std::string>(), 7) +
                 padded(row.at("reference").get<std::string>(), 40) + megabytes(row) + "\n";
    }
    return lines;
}

std::string text_of_image(const cli::Args&, const json& data) {
    std::string lines;
    for (const auto& [key, value] : data.items()) {
        if (value.is_array()) {
            lines += padded(key, 14) + text::join(value.get<std::vector<std::string>>(), " ") + "\n";
        } else if (value.is_object()) {
            for (const auto& [inner, text] : value.items()) lines += padded(key + "." + inner, 14) + shown(text) + "\n";
        } else {
            lines += padded(key, 14) + (key == "size" ? megabytes(data) : shown(value)) + "\n";
        }
    }
    return lines;
}

}  // namespace scc::sandbox
