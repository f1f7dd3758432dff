#include "health.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "cli/health.hpp"
#include "image.hpp"
#include "proc/run.hpp"

namespace scc::sandbox {
namespace {

using cli::health::Check;

Check engine_check(const Result<Engine>& engine) {
    constexpr const char* id = "sandbox.engine";
    if (!engine) return {id, "fail", engine.error().message, engine.error().hint};
    return {id, "ok", engine->program + " " + engine->version + (engine->rootless ? ", rootless" : ""), ""};
}

Check unreadable(const std::string& id, const Error& error) { return {id, "fail", error.message, error.hint}; }

// A missing image is no fault: a launch builds it.
Check image_check(const std::string& name, const Engine& engine, const Ingredients& ingredients) {
    const std::string id = "sandbox.image." + name;
    const auto recipe = recipe_of(name, ingredients);
    if (!recipe) return unreadable(id, recipe.error());
    const auto found = current(engine, *recipe);
    if (!found) return unreadable(id, found.error());
    if (*found) return {id, "ok", (*found)->reference, ""};
    return {id, "warn", "not built yet", "scc image build " + name};
}

void add_images(const Result<Engine>& engine, std::vector<Check>& checks) {
    const auto names = image_names();
    if (!names) return checks.push_back(unreadable("sandbox.images", names.error()));
    const auto trusted = trusted_certificates("");
    if (!trusted) return checks.push_back(unreadable("sandbox.certificates", trusted.error()));
    for (const std::string& name : *names) {
        if (!engine) {
            checks.push_back({"sandbox.image." + name, "skip", "no engine to ask", ""});
        } else {
            checks.push_back(image_check(name, *engine, {.architecture = engine->architecture, .trusted = *trusted}));
        }
    }
}

Check program_check(const std::string& program, const std::string& use) {
    const std::string id = "sandbox." + program;
    if (proc::installed(program)) return {id, "ok", "installed", ""};
    return {id, "warn", "not installed, so " + use, "apt install " + program};
}

}  // namespace

Result<nlohmann::json> health(const cli::Args&, const nlohmann::json&) {
    const Result<Engine> engine = detect();
    std::vector<Check> checks = {engine_check(engine)};
    add_images(engine, checks);
    checks.push_back(program_check("npm", "agents cannot be fetched"));
    checks.push_back(program_check("debootstrap", "the base must come from a registry"));
    return cli::health::document(checks);
}

}  // namespace scc::sandbox
