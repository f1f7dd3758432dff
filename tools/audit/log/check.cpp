#include "log/check.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t listed_faults = 100;

std::string missing(std::uint64_t count) {
    return text::count_of(count, "record") + (count == 1 ? " is" : " are") + " missing";
}

std::string range(std::uint64_t first, std::uint64_t last) {
    return first == last ? std::to_string(first) : std::to_string(first) + " to " + std::to_string(last);
}

}  // namespace

Checker::Checker(const Snapshot& log, const std::optional<CheckingKey>& key) : log_(log), key_(key) {
    if (log.heads.removed) last_ = log.heads.removed->last;
    last_digest_ = last_.hash;
}

void Checker::fault_at(std::string where, std::string message) {
    ++findings_.fault_count;
    if (findings_.faults.size() < listed_faults) findings_.faults.push_back({std::move(where), std::move(message)});
}

void Checker::fault(std::string message) { fault_at(path_ + ":" + std::to_string(line_), std::move(message)); }

void Checker::begin(const Segment& segment) {
    path_ = log_.path_of(segment.name);
    head_ = log_.heads.of(segment.name);
    line_ = 0;
}

void Checker::take(const RawLine& raw) {
    line_ = raw.number;
    const auto line = read_line(raw.text);
    if (!raw.ended) {
        fault("the last line is not finished");
    } else if (!line) {
        fault("this line is no record of the log");
    }
    if (!raw.ended || !line) {
        ++unreadable_;
        return;
    }
    ++findings_.records;
    follow(*line);
    compare_with_head(*line);
}

void Checker::follow(const Line& line) {
    const std::string number = std::to_string(line.seq);
    if (line.seq <= last_.seq) {
        fault("record " + number + " stands here again or out of order");
        return;
    }
    const std::uint64_t skipped = line.seq - last_.seq - 1;
    const bool follows = line.prev == last_.hash || line.prev == last_digest_;
    if (!line.is_whole()) fault("record " + number + " was changed after it was written");
    if (skipped > unreadable_) {
        const std::uint64_t lost = skipped - unreadable_;
        fault(missing(lost) + " before this one: " + range(line.seq - lost, line.seq - 1));
    } else if (skipped == 0 && !follows && line.is_whole()) {
        fault("record " + number + " does not follow the record before it");
    }
    unreadable_ = 0;
    last_ = {line.seq, std::string(line.hash)};
    last_digest_ = line.digest;
}

void Checker::compare_with_head(const Line& line) {
    if (head_ == nullptr || line.seq != head_->last.seq || !line.is_whole() || line.hash == head_->last.hash) return;
    fault("record " + std::to_string(line.seq) + " is not the one that was written");
}

void Checker::check_signatures() {
    if (!key_) return;
    std::vector<Head> heads = log_.heads.list;
    if (log_.heads.removed) heads.push_back(*log_.heads.removed);
    findings_.is_signed = !heads.empty();
    for (const Head& head : heads) {
        if (audit::is_signed(head, *key_)) continue;
        findings_.is_signed = false;
        fault_at(
            heads_path(log_.directory),
            "the head of " + head.segment + (head.signature.empty() ? " is not signed" : " is not signed by this key"));
    }
}

Findings Checker::finish() {
    check_signatures();
    for (const Head& head : log_.heads.list) {
        const bool there = std::ranges::any_of(log_.segments, [&](const Segment& s) { return s.name == head.segment; });
        if (!there) fault_at(log_.path_of(head.segment), "the segment is missing");
    }
    const std::uint64_t written = log_.heads.list.empty() ? 0 : log_.heads.list.back().last.seq;
    if (written > last_.seq + unreadable_) {
        const std::string& segment = log_.heads.list.back().segment;
        const bool here = path_ == log_.path_of(segment);
        const std::uint64_t lost = written - last_.seq - unreadable_;
        fault_at(log_.path_of(segment) + ":" + std::to_string(here ? line_ + 1 : 1),
                 missing(lost) + " at the end: " + range(written - lost + 1, written));
    }
    if (!log_.heads.known && !log_.segments.empty()) {
        fault_at(heads_path(log_.directory),
                 log_.heads.fault.empty() ? "the file is missing: lines cut off the end cannot be told"
                                          : "the file cannot be read: " + log_.heads.fault);
    }
    return std::move(findings_);
}

Result<Findings> check(const Snapshot& log, const std::optional<CheckingKey>& key) {
    Checker checker(log, key);
    for (const Segment& segment : log.segments) {
        checker.begin(segment);
        SCC_CHECK(for_each_line(
            log.path_of(segment.name), 0, segment.bytes, [&](const RawLine& line) { checker.take(line); }));
    }
    return checker.finish();
}

nlohmann::json to_json(const Findings& findings, const Snapshot& log) {
    json faults = json::array();
    for (const Fault& fault : findings.faults) faults.push_back({{"where", fault.where}, {"message", fault.message}});
    return {{"records", findings.records},
            {"segments", log.segments.size()},
            {"signed", findings.is_signed ? json(*findings.is_signed) : json()},
            {"whole", findings.is_whole()},
            {"fault_count", findings.fault_count},
            {"faults", faults}};
}

}  // namespace scc::audit
