#include "health.hpp"

#include <nlohmann/json.hpp>

#include "cli/health.hpp"
#include "image/image.hpp"
#include "image_verbs.hpp"
#include "proc/run.hpp"

namespace scc::sandbox {
namespace {

using cli::health::Check;

Check failed(const std::string& id, const Error& error) { return {id, "fail", error.message, error.hint}; }

// One that says which it is may still be unable to work.
Check engine_check(const Result<Engine>& engine) {
    constexpr const char* id = "sandbox.engine";
    if (!engine) return failed(id, engine.error());
    const auto works = output_of(*engine, {"ps", "--quiet"});
    if (!works) return failed(id, works.error());
    return {id, "ok", engine->program + " " + engine->version + (engine->rootless ? ", rootless" : ""), ""};
}

Check configuration_check(bool known) {
    constexpr const char* id = "sandbox.configuration";
    if (known) return {id, "ok", "images are judged as a launch would build them", ""};
    return {id,
            "skip",
            "no plan was given, so images are judged without what a configuration says of them",
            "scc-config resolve . | scc-sandbox health --plan-fd 0"};
}

// A missing image is no fault: a launch builds it.
Check image_check(const std::string& name, const Engine& engine, const Ingredients& ingredients) {
    const std::string id = "sandbox.image." + name;
    const auto recipe = recipe_of(name, ingredients);
    if (!recipe) return failed(id, recipe.error());
    const auto found = current(engine, *recipe);
    if (!found) return failed(id, found.error());
    if (*found) return {id, "ok", (*found)->reference, ""};
    return {id, "warn", "not built yet", "scc image build " + name};
}

void add_images(const Result<Engine>& engine, const Result<Ingredients>& ingredients, std::vector<Check>& checks) {
    const auto names = image_names();
    if (!names) return checks.push_back(failed("sandbox.images", names.error()));
    if (!ingredients) return checks.push_back(failed("sandbox.images", ingredients.error()));
    for (const std::string& name : *names) {
        if (engine) checks.push_back(image_check(name, *engine, *ingredients));
        if (!engine) checks.push_back({"sandbox.image." + name, "skip", "no engine to ask", ""});
    }
}

Check program_check(const std::string& program, const std::string& use) {
    const std::string id = "sandbox." + program;
    if (proc::installed(program)) return {id, "ok", "installed", ""};
    return {id, "warn", "not installed, so " + use, "apt install " + program};
}

}  // namespace

Result<nlohmann::json> health(const cli::Args& args, const nlohmann::json& input) {
    const Result<Engine> engine = probe();
    std::vector<Check> checks = {engine_check(engine), configuration_check(image_has_plan(args))};
    add_images(engine, ingredients_of(args, input, engine ? std::optional(*engine) : std::nullopt), checks);
    checks.push_back(program_check("npm", "agents cannot be fetched"));
    checks.push_back(program_check("debootstrap", "the base must come from a registry"));
    return cli::health::document(checks);
}

}  // namespace scc::sandbox
