#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

// Settings of agents that say how one talks and looks, and nothing about what it may do, run, reach or read. Under an
// organisation no other key of a person counts: hooks, permissions, environments, status lines and servers are run or
// obeyed by the agent, and a key that nobody here knows may be.
constexpr std::string_view preferences[] = {
    "alwaysThinkingEnabled",
    "cleanupPeriodDays",
    "disable_paste_burst",
    "effortLevel",
    "file_opener",
    "hide_agent_reasoning",
    "includeCoAuthoredBy",
    "language",
    "model",
    "model_reasoning_effort",
    "model_reasoning_summary",
    "model_verbosity",
    "outputStyle",
    "personality",
    "prefersReducedMotion",
    "show_raw_agent_reasoning",
    "spinnerTipsEnabled",
    "theme",
    "verbose",
};

// A value that holds others could hold more than it says.
bool is_preference(const model::AgentSetting& setting) {
    const bool known = std::ranges::find(preferences, setting.key) != std::end(preferences);
    return known && nlohmann::json::parse(setting.value).is_primitive();
}

void add(Merge& merge, const model::AgentSetting& setting, const Layer& layer) {
    const std::string item = setting.provider + " " + setting.key;
    if (merge.org != nullptr && !is_preference(setting)) {
        return merge.reject(
            "setting",
            item,
            layer.name,
            {"under an organisation a person sets how an agent looks and talks, and nothing else", setting.origin});
    }
    merge.out.agent_settings.push_back(setting);
}

}  // namespace

void merge_agent_settings(Merge& merge) {
    for (const Layer* layer : merge.layers) {
        for (const model::AgentSetting& setting : layer->agent_settings) add(merge, setting, *layer);
    }
}

}  // namespace scc::config
