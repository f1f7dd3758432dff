#include "limits.hpp"

#include <charconv>
#include <cmath>

#include "base/text.hpp"

namespace scc::sandbox {
namespace {

constexpr const char* default_memory = "8g";
constexpr std::int64_t default_pids = 4096;
constexpr double most_pids = 4'194'304;

using Amount = std::optional<double> (*)(std::string_view);

std::optional<double> decimal(std::string_view text) {
    double value = 0;
    const auto [end, failure] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (failure != std::errc() || end != text.data() + text.size() || !(value > 0)) return std::nullopt;
    return value;
}

// "512m" and "4g" as the engines read them.
std::optional<double> bytes(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const std::size_t unit = std::string_view("bkmg").find(text.back());
    if (unit == std::string_view::npos) return decimal(text);
    const auto count = decimal(text.substr(0, text.size() - 1));
    return count ? std::optional(std::ldexp(*count, static_cast<int>(10 * unit))) : std::nullopt;
}

std::optional<double> whole(std::string_view text) {
    const auto count = text::number(text);
    if (!count || *count == 0 || static_cast<double>(*count) > most_pids) return std::nullopt;
    return static_cast<double>(*count);
}

// The amount asked for, which may not be over what a layer set; nothing when nobody said anything.
Result<std::optional<std::string>> amount(const cli::Args& args,
                                          std::string_view option,
                                          const std::optional<model::Sourced<std::string>>& allowed,
                                          Amount read) {
    const auto asked = args.text(option);
    if (!asked) return allowed ? std::optional(allowed->value) : std::nullopt;
    const auto value = read(*asked);
    if (!value)
        return Error{Code::usage, text::quoted("--" + std::string(option)) + " cannot be " + text::quoted(*asked)};
    const auto most = allowed ? read(allowed->value) : std::nullopt;
    if (most && *value > *most) {
        return Error{Code::denied,
                     text::quoted("--" + std::string(option) + " " + *asked) + " is more than the " + allowed->value +
                         " that " + allowed->origin.from + " allows",
                     "ask for " + allowed->value + " or less",
                     allowed->origin.because};
    }
    return asked;
}

}  // namespace

Result<Limits> limits_for(const cli::Args& args, const model::Effective& config) {
    std::optional<model::Sourced<std::string>> most_processes;
    if (config.pids) most_processes = {std::to_string(config.pids->value), config.pids->origin};
    SCC_TRY(const auto memory, amount(args, "memory", config.memory, bytes));
    SCC_TRY(const auto cpus, amount(args, "cpus", config.cpus, decimal));
    SCC_TRY(const auto pids, amount(args, "pids", most_processes, whole));
    Limits limits{memory.value_or(default_memory), cpus, default_pids, std::nullopt};
    if (pids) limits.pids = static_cast<std::int64_t>(text::number(*pids).value_or(default_pids));
    if (config.timeout_hours) limits.hours = config.timeout_hours->value;
    return limits;
}

}  // namespace scc::sandbox
