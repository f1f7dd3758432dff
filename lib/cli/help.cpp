#include "cli/help.hpp"

#include <nlohmann/json.hpp>

namespace scc::cli {
namespace {

nlohmann::json to_json(const Option& option) {
    return {{"name", option.name},
            {"letter", option.letter == '\0' ? std::string() : std::string(1, option.letter)},
            {"value", option.value},
            {"value_is_optional", option.value_is_optional},
            {"help", option.help}};
}

}  // namespace

nlohmann::json help_entry(std::string_view name,
                          std::string_view operands,
                          std::string_view help,
                          std::span<const Option> options,
                          const std::vector<std::string>& is) {
    nlohmann::json list = nlohmann::json::array();
    for (const Option& option : options) list.push_back(to_json(option));
    return {{"name", name}, {"operands", operands}, {"help", help}, {"options", list}, {"is", is}};
}

}  // namespace scc::cli
