#include "secrets.hpp"

#include <algorithm>

namespace scc::provider {
namespace {

constexpr std::string_view opening = "${";

std::string name_of(std::size_t index) { return "SCC_SECRET_" + std::to_string(index + 1); }

std::string use_of(const std::string& variable) { return std::string(opening) + variable + "}"; }

}  // namespace

std::string Secrets::variable_for(std::string_view reference) {
    const auto found = std::ranges::find(references_, reference);
    const auto index = static_cast<std::size_t>(found - references_.begin());
    if (found == references_.end()) references_.emplace_back(reference);
    return name_of(index);
}

std::string Secrets::with_variables(std::string_view value) {
    if (value.starts_with("env:") || value.starts_with("command:")) return use_of(variable_for(value));
    std::string text;
    for (std::size_t start = 0; (start = value.find(opening)) != std::string_view::npos;) {
        const std::size_t end = value.find('}', start);
        if (end == std::string_view::npos) break;
        const std::string name(value.substr(start + opening.size(), end - start - opening.size()));
        text += std::string(value.substr(0, start)) + use_of(variable_for("env:" + name));
        value.remove_prefix(end + 1);
    }
    return text + std::string(value);
}

std::vector<model::Variable> Secrets::variables() const {
    std::vector<model::Variable> variables;
    for (std::size_t i = 0; i < references_.size(); ++i) {
        variables.push_back({name_of(i), std::nullopt, references_[i]});
    }
    return variables;
}

}  // namespace scc::provider
