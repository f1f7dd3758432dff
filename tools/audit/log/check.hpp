// Whether the log is whole: every record as it was written, each behind the one it was written behind, none missing.
//
// Found are a changed, removed, inserted, moved or unfinished line, a log or segment cut off at its end (by the
// recorded heads), and a missing segment. Who can write the log and heads.json and rebuilds both is not found.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "log/block.hpp"
#include "log/seal.hpp"
#include "log/segment.hpp"

namespace scc::audit {

struct Fault {
    std::string where;  // "FILE:LINE", or the file
    std::string message;
};

struct Findings {
    std::uint64_t records = 0;      // lines that are records, whole or not
    std::uint64_t fault_count = 0;  // of which the first hundred are listed
    std::vector<Fault> faults;
    std::optional<bool> is_signed;  // whether every head is signed; nothing without a key to tell by
    bool is_whole() const { return fault_count == 0; }
};

// Follows the chain: told of every segment and line in their order, and of the end.
class Checker {
public:
    // With a key, every head must be signed by it.
    explicit Checker(const Snapshot& log, const std::optional<CheckingKey>& key = std::nullopt);

    void begin(const Segment& segment);
    void take(const RawLine& line);
    Findings finish();

private:
    void fault(std::string message);
    void fault_at(std::string where, std::string message);
    void follow(const Line& line);
    void compare_with_head(const Line& line);
    void check_signatures();

    const Snapshot& log_;
    std::optional<CheckingKey> key_;
    Findings findings_;
    std::string path_;
    const Head* head_ = nullptr;  // of this segment
    std::uint64_t line_ = 0;
    Link last_;
    std::string last_digest_;       // differs from last_.hash when that record was changed
    std::uint64_t unreadable_ = 0;  // lines that are no records since the last that is one
};

// Reads the whole log.
Result<Findings> check(const Snapshot& log, const std::optional<CheckingKey>& key = std::nullopt);

// {"records", "segments", "signed", "whole", "fault_count", "faults": [{"where", "message"}]}
nlohmann::json to_json(const Findings& findings, const Snapshot& log);

}  // namespace scc::audit
