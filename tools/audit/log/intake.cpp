#include "log/intake.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/text.hpp"
#include "base/time.hpp"
#include "log/event.hpp"
#include "log/store.hpp"
#include "wire/parse.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t batch_bytes = 4U << 20U;
constexpr std::string_view input_name = "standard input";

bool has_more(int descriptor) {
    pollfd polled = {descriptor, POLLIN, 0};
    return ::poll(&polled, 1, 0) > 0;
}

// Whether the line is the first of a document of several.
bool begins_document(std::string_view line) {
    if (text::trim(line).empty() || line.size() > longest_event) return false;
    const auto whole = wire::parse(line, input_name);
    return !whole && whole.error().message.find("unexpected end of input") != std::string::npos;
}

class Intake {
public:
    Intake(int descriptor, const std::string& directory, bool keep_bad)
        : descriptor_(descriptor), directory_(directory), keep_bad_(keep_bad) {}

    Result<std::uint64_t> lines() && {
        while (!at_end_) {
            SCC_CHECK(fill());
            SCC_CHECK(take_lines());
        }
        return taken_;
    }

    Result<std::uint64_t> document_or_lines() && {
        SCC_CHECK(fill());
        const bool begun = begins_document(std::string_view(bytes_).substr(0, bytes_.find('\n')));
        while (begun && !at_end_ && bytes_.size() <= longest_event) {
            has_line_ = false;
            SCC_CHECK(fill());
        }
        if (!begun || text::trim(bytes_).find('\n') == std::string_view::npos) {
            SCC_CHECK(take_lines());
            return std::move(*this).lines();
        }
        SCC_TRY(json event, read_event(bytes_, std::string(input_name)));
        SCC_CHECK(append(directory_, {std::move(event)}, time::now()));
        return 1;
    }

private:
    // Reads until there is at least a line, then what comes without waiting.
    Result<Done> fill() {
        do {
            const std::size_t before = bytes_.size();
            bytes_.resize(before + 65536);
            const ssize_t got = ::read(descriptor_, bytes_.data() + before, bytes_.size() - before);
            bytes_.resize(before + static_cast<std::size_t>(got > 0 ? got : 0));
            if (got < 0 && errno != EINTR) {
                return Error{Code::config, std::string("cannot read standard input: ") + std::strerror(errno)};
            }
            at_end_ = got == 0;
            has_line_ = has_line_ || bytes_.find('\n', before) != std::string::npos;
        } while (!at_end_ && bytes_.size() < batch_bytes && (!has_line_ || has_more(descriptor_)));
        return Done{};
    }

    // Appends the whole lines read so far; at the end of input also one without a newline.
    Result<Done> take_lines() {
        std::string_view rest = bytes_;
        std::vector<json> events;
        while (!rest.empty()) {
            const std::size_t end = rest.find('\n');
            if (end == std::string_view::npos && !at_end_ && rest.size() <= longest_event) break;
            auto event = next(rest.substr(0, end));
            if (!event) {
                SCC_CHECK(append(directory_, events, time::now()));
                return std::move(event).error();
            }
            if (!event->is_null()) events.push_back(std::move(*event));
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        }
        SCC_CHECK(append(directory_, events, time::now()));
        taken_ += events.size();
        bytes_.erase(0, bytes_.size() - rest.size());
        has_line_ = false;
        return Done{};
    }

    // The event of the line; null for an empty one.
    Result<json> next(std::string_view line) {
        ++line_;
        if (text::trim(line).empty()) return json();
        auto event = read_event(line, std::string(input_name) + ":" + std::to_string(line_));
        if (!event && keep_bad_) return refusal_of(line, event.error());
        return event;
    }

    int descriptor_;
    const std::string& directory_;
    bool keep_bad_;
    std::string bytes_;
    bool at_end_ = false;
    bool has_line_ = false;
    std::uint64_t line_ = 0;
    std::uint64_t taken_ = 0;
};

}  // namespace

Result<std::uint64_t> take_in(int descriptor, const std::string& directory, Taking how) {
    Intake intake(descriptor, directory, how.keep_bad);
    return how.lines_only ? std::move(intake).lines() : std::move(intake).document_or_lines();
}

}  // namespace scc::audit
