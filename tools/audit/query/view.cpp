#include "query/view.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "cli/log.hpp"
#include "cli/table.hpp"
#include "log/segment.hpp"
#include "query/ask.hpp"
#include "query/sentence.hpp"
#include "query/stream.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

namespace scc::audit {
namespace {

struct View {
    std::vector<std::string> families;  // empty: every type
    std::vector<std::string> counted;   // the keys whose values are counted
};

const View all_events{{}, {"type"}};
const View launch_events{{"launch", "session"}, {"type", "provider", "team"}};
const View safety_events{{"guard", "safety", "hook"}, {"type", "rule"}};
const View network_events{{"net"}, {"type", "host"}};

Result<Wanted> wanted_of(const View& view, const cli::Args& args) {
    SCC_TRY(const std::string cwd, path::current());
    SCC_TRY(Wanted wanted, wanted_by(args, time::now(), cwd));
    wanted.families = view.families;
    return wanted;
}

Error no_such(const std::string& session) {
    return {Code::not_found, "no event of session " + text::quoted(session) + " is in the log"};
}

Result<json> look_at(const View& view, const cli::Args& args) {
    SCC_TRY(const Wanted wanted, wanted_of(view, args));
    SCC_TRY(const Snapshot log, snapshot(default_directory()));
    SCC_TRY(Answer answer, ask(log, wanted));
    warn(answer.pass);
    if (answer.events.empty() && !wanted.session.empty()) return no_such(wanted.session);
    json counts = json::array();
    for (const std::string& key : view.counted) {
        counts.push_back({{"of", key}, {"values", counts_of(answer.events, key)}});
    }
    const bool verified = answer.pass.is_verified();
    return json{{"events", std::move(answer.events)}, {"counts", std::move(counts)}, {"verified", verified}};
}

std::string counts_line(const json& counts) {
    std::string lines;
    for (const json& counted : counts) {
        std::vector<std::string> values;
        for (const json& value : counted.at("values")) {
            values.push_back(shown(value.at("name")) + " " + value.at("count").dump());
        }
        if (!values.empty()) lines += "by " + shown(counted.at("of")) + ": " + text::join(values, ", ") + "\n";
    }
    return lines;
}

// As one document, which is what the verb prints when it is not asked for a format.
Result<int> print_whole(const View& view, const cli::Args& args, Format format) {
    SCC_TRY(const json data, look_at(view, args));
    const bool as_text = format == Format::text;
    SCC_CHECK(file::write(
        STDOUT_FILENO, as_text ? table_of(args, data) : wire::text_of(wire::seal("events", data)), "standard output"));
    return 0;
}

Result<int> stream_of(const View& view, const cli::Args& args) {
    SCC_TRY(const Format format, format_of(args));
    const bool whole = format == Format::text || format == Format::document;
    if (whole && !args.has("follow")) return print_whole(view, args, format);
    SCC_TRY(const Wanted wanted, wanted_of(view, args));
    SCC_TRY(const std::uint64_t written, stream(default_directory(), wanted, format, args.has("follow")));
    if (written == 0 && !wanted.session.empty()) return no_such(wanted.session);
    return 0;
}

// As `scc sessions` shows them; `show` takes it.
constexpr std::size_t shown_of_session = 8;

}  // namespace

Result<json> show(const cli::Args& args, const json&) { return look_at(all_events, args); }
Result<json> launches(const cli::Args& args, const json&) { return look_at(launch_events, args); }
Result<json> safety(const cli::Args& args, const json&) { return look_at(safety_events, args); }
Result<json> network(const cli::Args& args, const json&) { return look_at(network_events, args); }

bool streams(const cli::Args& args) { return args.has("format") || args.has("follow"); }
Result<int> stream_all(const cli::Args& args, const json&) { return stream_of(all_events, args); }
Result<int> stream_launches(const cli::Args& args, const json&) { return stream_of(launch_events, args); }
Result<int> stream_safety(const cli::Args& args, const json&) { return stream_of(safety_events, args); }
Result<int> stream_network(const cli::Args& args, const json&) { return stream_of(network_events, args); }

std::string table_of(const cli::Args&, const json& data) {
    const json& events = data.at("events");
    if (events.empty()) return "no events\n";
    std::vector<std::vector<std::string>> rows = {{"TIME", "TYPE", "SESSION", "WHAT HAPPENED"}};
    for (const json& event : events) {
        rows.push_back({shown_at(event, "time"),
                        shown_at(event, "type"),
                        shown_at(event, "session").substr(0, shown_of_session),
                        sentence_of(event)});
    }
    return cli::table(rows) + "\n" + text::count_of(events.size(), "event") + "\n" + counts_line(data.at("counts"));
}

}  // namespace scc::audit
