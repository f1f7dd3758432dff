#include "query/stream.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <map>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "query/format.hpp"
#include "query/sentence.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t buffered_bytes = 64U << 10U;
constexpr int longest_wait_ms = 1000;

// Rows for standard output, gathered to larger writes.
class Output {
public:
    explicit Output(Format format) : format_(format) {
        if (format == Format::csv) text_ = csv_heading();
    }

    Result<Done> add(const json& event, std::string_view line) {
        ++count_;
        text_ += row(event, line);
        return text_.size() < buffered_bytes ? Done{} : flush();
    }

    Result<Done> flush() {
        const std::string text = std::move(text_);
        text_.clear();
        return text.empty() ? Done{} : file::write(STDOUT_FILENO, text, "standard output");
    }

    std::uint64_t count() const { return count_; }

private:
    std::string row(const json& event, std::string_view line) const {
        if (format_ == Format::csv) return csv_row(event);
        if (format_ != Format::text) return std::string(line) + "\n";
        return text::join(
                   {shown_at(event, "time"), shown_at(event, "type"), shown_at(event, "session"), sentence_of(event)},
                   "  ") +
               "\n";
    }

    Format format_;
    std::string text_;
    std::uint64_t count_ = 0;
};

// Where each segment was read up to.
using Places = std::map<std::string, std::uint64_t>;

class Watch {
public:
    explicit Watch(const std::string& directory) : notified_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
        if (notified_) ::inotify_add_watch(notified_.number(), directory.c_str(), IN_MODIFY | IN_CREATE | IN_MOVED_TO);
    }

    // Returns when something happened in the directory, and after a second in any case: not every file system tells.
    // False when nobody reads standard output any more.
    bool wait() const {
        std::array<pollfd, 2> polled = {{{notified_.number(), POLLIN, 0}, {STDOUT_FILENO, 0, 0}}};
        ::poll(polled.data(), polled.size(), longest_wait_ms);
        std::array<char, 4096> events = {};
        while (::read(notified_.number(), events.data(), events.size()) > 0) continue;
        return (polled[1].revents & (POLLERR | POLLHUP)) == 0;
    }

private:
    file::Descriptor notified_;
};

// The whole lines that stand behind the places, which move on.
Result<Done> read_on(const Snapshot& log, const Wanted& wanted, Places& places, Output& out) {
    for (const Segment& segment : log.segments) {
        std::uint64_t& from = places[segment.name];
        if (segment.bytes < from) from = 0;
        if (segment.bytes == from) continue;
        const auto look = [&](const Block& block) -> Result<Done> {
            const std::size_t finished = block.lines.rfind('\n') + 1;
            from = finished == block.lines.size() ? block.end : block.begin + finished;
            SCC_CHECK(each_wanted(block.lines.substr(0, finished), wanted, [&](json&& event, std::string_view line) {
                return out.add(event, line);
            }));
            return Done{};
        };
        SCC_CHECK(for_each_block(log.path_of(segment.name), from, segment.bytes, look));
    }
    return out.flush();
}

Result<Done> follow(const std::string& directory, const Wanted& wanted, Places places, Output& out) {
    const Watch watch(directory);
    do {
        SCC_TRY(const Snapshot log, look(directory));
        SCC_CHECK(read_on(log, wanted, places, out));
        if (wanted.until && time::now() >= *wanted.until) break;
    } while (watch.wait());
    return Done{};
}

Result<Done> newest(const Snapshot& log, const Wanted& wanted, Output& out) {
    SCC_TRY(const Answer answer, ask(log, wanted, true));
    warn(answer.pass);
    for (std::size_t i = 0; i < answer.events.size(); ++i) SCC_CHECK(out.add(answer.events[i], answer.lines[i]));
    return Done{};
}

Result<Done> everything(const Snapshot& log, const Wanted& wanted, Output& out) {
    SCC_TRY(const Pass pass,
            pass_over(log, wanted, [&](json&& event, std::string_view line) { return out.add(event, line); }));
    warn(pass);
    return Done{};
}

}  // namespace

Result<Format> format_of(const cli::Args& args) {
    const std::pair<std::string_view, Format> known[] = {
        {"text", Format::text}, {"json", Format::document}, {"jsonl", Format::lines}, {"csv", Format::csv}};
    const bool for_people = !args.has("json") && (args.has("text") || ::isatty(STDOUT_FILENO) == 1);
    const auto given = args.text("format");
    if (!given) return for_people ? Format::text : Format::lines;
    for (const auto& [name, format] : known) {
        if (*given == name) return format == Format::document && args.has("follow") ? Format::lines : format;
    }
    return Error{Code::usage, "'--format' must be one of text, json, jsonl, csv, not " + text::quoted(*given)};
}

void warn(const Pass& pass) {
    if (const std::string doubt = doubt_about(pass); !doubt.empty()) {
        cli::log::warning("the log is not verified: " + doubt + "; see scc-audit verify");
    }
}

Result<std::uint64_t> stream(const std::string& directory, const Wanted& wanted, Format format, bool follow_it) {
    Output out(format);
    SCC_TRY(const Snapshot log, snapshot(directory));
    SCC_CHECK(wanted.limit ? newest(log, wanted, out) : everything(log, wanted, out));
    SCC_CHECK(out.flush());
    Places places;
    for (const Segment& segment : log.segments) places[segment.name] = segment.bytes;
    if (follow_it) SCC_CHECK(follow(directory, wanted, std::move(places), out));
    return out.count();
}

}  // namespace scc::audit
