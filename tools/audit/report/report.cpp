#include "report/report.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "base/time.hpp"
#include "log/segment.hpp"
#include "query/stream.hpp"
#include "report/page.hpp"

namespace scc::audit {
namespace {

// The choice of records as it was asked for.
std::string wanted_words(const cli::Args& args) {
    std::vector<std::string> words;
    if (!args.operand(0).empty()) words.push_back("session " + args.operand(0));
    for (const char* option : {"type", "since", "until", "provider", "team", "workspace", "rule", "verdict"}) {
        for (const std::string& value : args.all(option)) words.push_back(std::string(option) + " " + value);
    }
    return text::join(words, ", ");
}

}  // namespace

Result<int> report(const cli::Args& args, const nlohmann::json&) {
    SCC_TRY(const std::string cwd, path::current());
    SCC_TRY(const Wanted wanted, wanted_by(args, time::now(), cwd));
    SCC_TRY(const Snapshot log, snapshot(default_directory()));
    Report report{
        .segments = log.segments.size(), .wanted = wanted_words(args), .generated = time::text_of(time::now())};
    const auto take = [&](json&& event, std::string_view) -> Result<Done> {
        report.tally.take(event);
        return Done{};
    };
    SCC_TRY(report.pass, pass_over(log, wanted, take, UINT64_MAX));
    warn(report.pass);
    const std::string page = page_of(report);
    if (const auto output = args.text("output")) {
        SCC_CHECK(file::replace(path::normal(*output, cwd), page));
    } else {
        SCC_CHECK(file::write(STDOUT_FILENO, page, "standard output"));
    }
    return static_cast<int>(report.pass.is_verified() ? Code::ok : Code::config);
}

}  // namespace scc::audit
