#include "model/dev_action.hpp"

#include <nlohmann/json.hpp>

namespace scc::model {

const std::vector<std::string>& dev_action_kinds() {
    static const std::vector<std::string> kinds = {"command", "log", "health_check"};
    return kinds;
}

nlohmann::json to_json(const DevAction& action) {
    return with_origin({{"kind", action.kind},
                        {"name", action.name},
                        {"argv", action.argv},
                        {"working_directory", action.working_directory},
                        {"timeout_seconds", action.timeout_seconds},
                        {"description", action.description}},
                       action.origin);
}

DevAction read_dev_action(wire::Reader& in) {
    DevAction action;
    action.kind = in.one_of("kind", dev_action_kinds());
    action.name = in.text("name");
    action.argv = in.texts("argv");
    action.working_directory = in.text("working_directory");
    action.timeout_seconds = in.integer("timeout_seconds", 1, 3600);
    action.description = in.any_text("description");
    action.origin = read_origin(in);
    return action;
}

}  // namespace scc::model
