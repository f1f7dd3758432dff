// scc-audit: the log of what agents did and were refused.
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/health.hpp"
#include "cli/tool.hpp"
#include "export/verbs.hpp"
#include "health.hpp"
#include "log/check.hpp"
#include "log/import.hpp"
#include "log/intake.hpp"
#include "log/retain.hpp"
#include "log/seal.hpp"
#include "query/verbs.hpp"
#include "report/verbs.hpp"

namespace {

using nlohmann::json;
using scc::Code;
using scc::Error;
using scc::Result;
using scc::cli::Args;

constexpr scc::cli::Option append_options[] = {
    {.name = "batch", .help = "one event a line, whatever the first line looks like"},
    {.name = "keep-bad", .help = "record a line that is no event as log.refused, and go on"},
};

constexpr scc::cli::Option verify_options[] = {
    {.name = "key", .value = "FILE", .help = "the heads must be signed by this public key"},
};

constexpr scc::cli::Option retain_options[] = {
    {.name = "months", .value = "N", .help = "so many whole months stay beside this one"},
};

Result<int> append(const Args& args, const json&) {
    SCC_CHECK(scc::audit::take_in(
        STDIN_FILENO,
        scc::audit::default_directory(),
        {.lines_only = args.has("batch") || args.has("keep-bad"), .keep_bad = args.has("keep-bad")}));
    return 0;
}

// The key of --key, else that with which this machine signs.
Result<std::optional<scc::audit::CheckingKey>> checking_key(const Args& args) {
    using scc::audit::CheckingKey;
    if (const auto file = args.text("key")) {
        SCC_TRY(const CheckingKey key, scc::audit::read_checking_key(*file));
        return std::optional(key);
    }
    SCC_TRY(const auto own, scc::audit::read_signing_key(scc::audit::signing_key_path()));
    return own ? std::optional(scc::audit::public_half(*own)) : std::nullopt;
}

Result<json> verify(const Args& args, const json&) {
    const std::string directory = scc::audit::default_directory();
    SCC_TRY(const auto log, scc::audit::snapshot(directory));
    if (log.segments.empty() && log.heads.list.empty()) {
        return Error{Code::not_found, "there is no audit log in " + scc::text::quoted(directory)};
    }
    SCC_CHECK(scc::audit::check_version(log.heads));
    SCC_TRY(const auto key, checking_key(args));
    SCC_TRY(const auto findings, scc::audit::check(log, key));
    return scc::audit::to_json(findings, log);
}

std::string verified_text(const Args&, const json& data) {
    std::string lines;
    for (const json& fault : data.at("faults")) {
        lines += fault.at("where").get<std::string>() + ": " + fault.at("message").get<std::string>() + "\n";
    }
    const std::string records = scc::text::count_of(data.at("records").get<std::size_t>(), "record");
    const std::string segments = scc::text::count_of(data.at("segments").get<std::size_t>(), "segment");
    const std::string faults = scc::text::count_of(data.at("fault_count").get<std::size_t>(), "fault");
    const std::string sealed = data.at("signed") == true ? " and signed" : "";
    return lines + records + " in " + segments + ", " + (data.at("whole").get<bool>() ? "whole" + sealed : faults) +
           "\n";
}

Code verified_status(const json& data) { return data.at("whole").get<bool>() ? Code::ok : Code::config; }

constexpr scc::cli::Verb log_verbs[] = {
    {.name = "append",
     .help = "record the event on standard input, or the events there, one a line",
     .options = append_options,
     .act = append},
    {.name = "import",
     .operands = "[FILE]",
     .help = "take over launch-events.jsonl, the log of scc 2.0",
     .takes = {0, 1},
     .emits = "imported",
     .body = scc::audit::import,
     .text = scc::audit::import_text,
     .status = scc::audit::import_status},
    {.name = "verify",
     .help = "whether every record is as it was written and none is missing",
     .options = verify_options,
     .emits = "verification",
     .body = verify,
     .text = verified_text,
     .status = verified_status},
    {.name = "retain",
     .help = "take away segments that are older, and record it",
     .options = retain_options,
     .emits = "retained",
     .body = scc::audit::retain_verb,
     .text = scc::audit::retained_text},
    {.name = "health",
     .help = "whether the log can be written and is whole",
     .emits = "health",
     .body = scc::audit::health,
     .text = scc::cli::health::text,
     .status = scc::cli::health::status},
};

constexpr auto verbs =
    scc::cli::joined(log_verbs, scc::audit::query_verbs, scc::audit::export_verbs, scc::audit::report_verbs);

}  // namespace

int main(int argc, char** argv) {
    return scc::cli::run(
        argc, argv, {.name = "scc-audit", .summary = "the log of what agents did and were refused", .verbs = verbs});
}
