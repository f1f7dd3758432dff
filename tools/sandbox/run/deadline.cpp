#include "deadline.hpp"

#include "cli/log.hpp"

namespace scc::sandbox {

void Deadline::begin() {
    const auto& hours = launch_.sandbox.limits.hours;
    const auto& set = launch_.sections.config.timeout_hours;
    if (hours) limit_ = TimeLimit(*hours, set ? set->origin.from : "the plan", uptime());
}

void Deadline::keep(time::Seconds now) {
    const std::string news = limit_.news_at(now);
    if (!news.empty()) cli::log::warning(news);
    if (!limit_.is_over_at(now) || stopped_) return;
    if (!news.empty()) over_ = news;
    const auto stopped = output_of(launch_.engine, {"stop", "--time", "10", container_of(launch_.session.id)});
    stopped_ = stopped.has_value();
    if (!stopped && !news.empty()) cli::log::error("cannot end the session: " + stopped.error().message);
}

}  // namespace scc::sandbox
