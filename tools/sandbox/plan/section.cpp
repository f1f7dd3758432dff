#include "section.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "wire/nullable.hpp"

namespace scc::sandbox {
namespace {

using nlohmann::json;

const std::vector<std::string> how_names = {"quiet", "beside", "agent", "join"};
const std::vector<std::string> mount_kinds = {"bind", "volume"};
constexpr std::int64_t most_pids = 4'194'304;
constexpr std::int64_t most_hours = 8760;

json mounts_json(const Sandbox& sandbox) {
    json mounts = json::array();
    for (const Mount& mount : sandbox.mounts) {
        mounts.push_back(
            {{"kind", mount.kind}, {"source", mount.source}, {"target", mount.target}, {"writable", mount.writable}});
    }
    return mounts;
}

json operations_json(const Sandbox& sandbox) {
    json operations = json::array();
    for (const Operation& operation : sandbox.operations) {
        operations.push_back({{"does", operation.does},
                              {"how", how_names[static_cast<std::size_t>(operation.how)]},
                              {"argv", operation.argv},
                              {"undo", operation.undo}});
    }
    return operations;
}

json limits_json(const Limits& limits) {
    return {{"memory", limits.memory},
            {"cpus", wire::or_null(limits.cpus)},
            {"pids", limits.pids},
            {"hours", wire::or_null(limits.hours)}};
}

How how_named(const std::string& name) {
    const auto found = std::ranges::find(how_names, name);
    return found == how_names.end() ? How::quiet : static_cast<How>(found - how_names.begin());
}

Operation read_operation(wire::Reader& in) {
    Operation operation;
    operation.does = in.text("does");
    operation.how = how_named(in.one_of("how", how_names));
    operation.argv = in.texts("argv");
    operation.undo = in.texts("undo");
    if (operation.argv.empty()) in.fault("argv", "'argv' must not be empty");
    return operation;
}

Limits read_limits(wire::Reader in) {
    Limits limits;
    limits.memory = in.text("memory");
    limits.cpus = in.optional_text("cpus");
    limits.pids = in.integer("pids", 1, most_pids);
    limits.hours = in.optional_integer("hours", 1, most_hours);
    return limits;
}

}  // namespace

json to_json(const Sandbox& sandbox) {
    return {{"name", sandbox.name},
            {"title", wire::or_null(sandbox.title)},
            {"once", sandbox.once},
            {"fresh", sandbox.fresh},
            {"images", sandbox.images},
            {"labels", sandbox.labels},
            {"mounts", mounts_json(sandbox)},
            {"user", sandbox.user},
            {"capabilities", sandbox.capabilities},
            {"limits", limits_json(sandbox.limits)},
            {"secrets", sandbox.secrets},
            {"guard", sandbox.guard},
            {"operations", operations_json(sandbox)}};
}

Sandbox read_sandbox(wire::Reader& in) {
    in.complete();
    Sandbox sandbox;
    sandbox.name = in.text("name");
    sandbox.title = in.optional_text("title");
    sandbox.once = in.boolean("once");
    sandbox.fresh = in.boolean("fresh");
    sandbox.images = in.text_map("images");
    sandbox.labels = in.text_map("labels");
    in.for_each("mounts", [&](wire::Reader& at) {
        Mount mount{at.one_of("kind", mount_kinds), at.text("source"), at.text("target")};
        mount.writable = at.boolean("writable");
        sandbox.mounts.push_back(std::move(mount));
    });
    sandbox.user = in.text("user");
    sandbox.capabilities = in.texts("capabilities");
    sandbox.limits = read_limits(in.object("limits"));
    sandbox.secrets = in.text_map("secrets");
    sandbox.guard = in.text("guard");
    in.for_each("operations", [&](wire::Reader& at) { sandbox.operations.push_back(read_operation(at)); });
    const auto agents = std::ranges::count(sandbox.operations, How::agent, &Operation::how);
    if (agents != 1) in.fault("operations", "exactly one operation must start the agent");
    return sandbox;
}

}  // namespace scc::sandbox
