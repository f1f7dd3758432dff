#include "base/text.hpp"
#include "parts.hpp"

namespace scc::config {
namespace {

// Takes a limit when it is the first or lower than the one there is; a higher one is recorded as narrowed.
template <class Value, class Size>
void limit(Merge& merge,
           std::optional<Value>& current,
           const std::optional<Value>& wanted,
           const char* kind,
           const std::string& layer,
           Size size) {
    if (!wanted) return;
    if (!current || size(*wanted) <= size(*current)) {
        current = wanted;
        return;
    }
    merge.narrow(
        kind, size.text(*wanted), layer, {"the limit is " + text::quoted(size.text(*current)), current->origin});
}

struct Bytes {
    std::int64_t operator()(const Text& at) const { return bytes_in(at.value).value_or(0); }
    std::string text(const Text& at) const { return at.value; }
};

struct Millis {
    std::int64_t operator()(const Text& at) const { return millis_in(at.value).value_or(0); }
    std::string text(const Text& at) const { return at.value; }
};

struct Count {
    std::int64_t operator()(const Number& at) const { return at.value; }
    std::string text(const Number& at) const { return std::to_string(at.value); }
};

// Session hours and the resume preference are defaults, not limits: a team says its own, a workspace only where both
// switches let it, a person may shorten.
void take_session(Merge& merge, const Layer& layer) {
    const Session& session = layer.session;
    auto& hours = merge.out.timeout_hours;
    const bool is_workspace = merge.in.workspace && &layer == &*merge.in.workspace;
    const auto refused = is_workspace ? merge.workspace_switches() : std::nullopt;
    const auto deny = [&](const char* kind, const std::string& subject) {
        merge.reject(kind, subject, layer.name, *refused);
    };
    if (refused && session.timeout_hours) {
        deny("session.timeout_hours", std::to_string(session.timeout_hours->value));
    } else if (merge.in.personal && &layer == &*merge.in.personal && merge.org != nullptr) {
        limit(merge, hours, session.timeout_hours, "session.timeout_hours", layer.name, Count());
    } else if (session.timeout_hours) {
        hours = session.timeout_hours;
    }
    if (refused && session.auto_resume) {
        deny("session.auto_resume", session.auto_resume->value ? "true" : "false");
    } else if (session.auto_resume) {
        merge.out.auto_resume = session.auto_resume;
    }
}

}  // namespace

void merge_limits(Merge& merge) {
    for (const Layer* layer : merge.layers) {
        take_session(merge, *layer);
        const Limits& wanted = layer->limits;
        limit(merge, merge.out.memory, wanted.memory, "limits.memory", layer->name, Bytes());
        limit(merge, merge.out.cpus, wanted.cpus, "limits.cpus", layer->name, Millis());
        limit(merge, merge.out.pids, wanted.pids, "limits.pids", layer->name, Count());
        limit(merge, merge.out.session_hours, wanted.session_hours, "limits.session_hours", layer->name, Count());
    }
    auto& hours = merge.out.timeout_hours;
    const auto& most_hours = merge.out.session_hours;
    if (!most_hours || (hours && hours->value <= most_hours->value)) return;
    if (hours) {
        const Merge::Refused why{"the limit is " + text::quoted(std::to_string(most_hours->value)), most_hours->origin};
        merge.narrow("session.timeout_hours", std::to_string(hours->value), hours->origin.from, why);
    }
    hours = most_hours;
}

}  // namespace scc::config
