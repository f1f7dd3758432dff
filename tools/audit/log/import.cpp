#include "log/import.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "log/block.hpp"
#include "log/event.hpp"
#include "log/line.hpp"
#include "log/redact.hpp"
#include "log/segment.hpp"
#include "log/store.hpp"
#include "proc/places.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::audit {
namespace {

struct Renamed {
    std::string_view from;
    std::string_view to;
};

constexpr Renamed renamed[] = {
    {"provider_id", "provider"},
    {"workspace_path", "workspace"},
    {"network_policy", "network"},
    {"session_name", "name"},
    {"failure_reason", "because"},
    {"matched_rule", "rule"},
};
constexpr std::string_view of_the_log[] = {"type", "time", "seq", "prev", "hash", "origin", "metadata"};
constexpr std::string_view other_type = "imported.event";
constexpr std::string_view origin_member = "\"origin\":\"";
constexpr std::size_t digest_length = 64;
constexpr std::size_t batch_events = 5000;
constexpr std::size_t listed_faults = 100;

std::string name_for(const std::string& key) {
    const auto found = std::ranges::find(renamed, key, &Renamed::from);
    return std::string(found == std::end(renamed) ? std::string_view(key) : found->to);
}

// Each value under a key of its own; what cannot have one stands in `metadata`.
void add_metadata(json& event, const std::map<std::string, std::string>& metadata) {
    json rest = json::array();
    for (const auto& [key, value] : metadata) {
        const std::string name = name_for(key);
        const bool taken = std::ranges::find(of_the_log, name) != std::end(of_the_log) || event.contains(name);
        if (is_key(name) && !taken) {
            event[name] = value;
        } else {
            rest.push_back(key + "=" + value);
        }
    }
    if (!rest.empty()) event["metadata"] = std::move(rest);
}

// The origins that stand in the log.
Result<std::set<std::string>> known_origins(const Snapshot& log) {
    std::set<std::string> origins;
    const auto gather = [&](const Block& block) -> Result<Done> {
        for (std::size_t at = block.lines.find(origin_member); at != std::string_view::npos;
             at = block.lines.find(origin_member, at + 1)) {
            origins.emplace(block.lines.substr(at + origin_member.size(), digest_length));
        }
        return Done{};
    };
    for (const Segment& segment : log.segments) {
        SCC_CHECK(for_each_block(log.path_of(segment.name), 0, segment.bytes, gather));
    }
    return origins;
}

class Import {
public:
    Import(std::string file, std::string directory) : file_(std::move(file)), directory_(std::move(directory)) {}

    Result<json> run() && {
        SCC_TRY(const Snapshot log, snapshot(directory_));
        SCC_TRY(known_, known_origins(log));
        SCC_CHECK(for_each_block(file_, 0, UINT64_MAX, [&](const Block& block) -> Result<Done> {
            for_each_line(block, lines_, [&](const RawLine& line) { take(line.text); });
            return batch_.size() < batch_events ? Done{} : record();
        }));
        SCC_CHECK(record());
        return json{{"file", file_},
                    {"lines", lines_},
                    {"recorded", recorded_},
                    {"known", already_},
                    {"refused", refused_},
                    {"faults", faults_}};
    }

private:
    void take(std::string_view line) {
        if (text::trim(line).empty()) return;
        const int before = seen_[wire::sha256(line)]++;
        const std::string origin = wire::sha256(line, before == 0 ? "" : std::to_string(before));
        if (known_.contains(origin)) {
            ++already_;
            return;
        }
        auto event = imported_event(line, file_ + ":" + std::to_string(lines_));
        if (!event) refuse(event.error());
        batch_.push_back(event ? std::move(*event) : refusal_of(line, event.error()));
        batch_.back()["origin"] = origin;
    }

    void refuse(const Error& error) {
        ++refused_;
        if (faults_.size() < listed_faults) faults_.push_back({{"where", error.where}, {"message", error.message}});
    }

    Result<Done> record() {
        SCC_CHECK(append(directory_, batch_, time::now()));
        recorded_ += batch_.size();
        batch_.clear();
        return Done{};
    }

    std::string file_;
    std::string directory_;
    std::set<std::string> known_;
    std::map<std::string, int> seen_;
    std::vector<json> batch_;
    std::uint64_t lines_ = 0;
    std::uint64_t recorded_ = 0;
    std::uint64_t already_ = 0;
    std::uint64_t refused_ = 0;
    json faults_ = json::array();
};

}  // namespace

Result<json> imported_event(std::string_view line, const std::string& name) {
    if (line.size() > longest_event) return Error{Code::config, "the event is longer than 1 MiB", "", name};
    auto parsed = wire::parse(line, name);
    if (!parsed) {
        parsed.error().where = name;
        return parsed;
    }
    wire::Reader in(*parsed, name);
    const std::string type = in.text("event_type");
    json event = {{"type", is_key(type) ? type : std::string(other_type)},
                  {"time", time::text_of(in.time("occurred_at"))}};
    if (!is_key(type)) event["event_type"] = type;
    for (const char* key : {"message", "severity", "subject"}) {
        if (const auto value = in.optional_text(key)) event[key] = *value;
    }
    if (in.has("metadata")) add_metadata(event, in.text_map("metadata"));
    if (auto error = in.faults()) return std::move(*error);
    redact(event);
    return event;
}

Result<json> import(const cli::Args& args, const json&) {
    const std::string standard = path::join(places::config_dir(), "audit/launch-events.jsonl");
    const std::string file = args.operand(0).empty() ? standard : args.operand(0);
    if (!file::exists(file)) {
        return Error{Code::not_found,
                     "there is no " + text::quoted(file),
                     "scc 2.0 kept its events in ~/.config/scc/audit/launch-events.jsonl"};
    }
    return Import(file, default_directory()).run();
}

std::string import_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& fault : data.at("faults")) {
        lines += fault.at("where").get<std::string>() + ": " + fault.at("message").get<std::string>() + "\n";
    }
    return lines + text::count_of(data.at("lines").get<std::size_t>(), "line") +
           " read: " + data.at("recorded").dump() + " recorded, of these " + data.at("refused").dump() +
           " as refused; " + data.at("known").dump() + " known before\n";
}

Code import_status(const json& data) { return data.at("refused") == 0 ? Code::ok : Code::config; }

}  // namespace scc::audit
