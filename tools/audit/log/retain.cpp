#include "log/retain.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "log/seal.hpp"
#include "log/segment.hpp"
#include "log/store.hpp"

namespace scc::audit {
namespace {

constexpr std::uint64_t most_months = 1200;

// The segment of the month that is `months` before that of `now`.
std::string oldest_kept(std::uint64_t months, time::Seconds now) {
    const std::string name = segment_name(now);
    const std::uint64_t year = text::number(name.substr(0, 4)).value_or(0);
    const std::uint64_t month = text::number(name.substr(5, 2)).value_or(1);
    const std::uint64_t at = std::max(year * 12 + month - 1, months) - months;
    std::string text = std::to_string(at / 12);
    text.insert(0, 4 - std::min<std::size_t>(4, text.size()), '0');
    return text + (at % 12 < 9 ? "-0" : "-") + std::to_string(at % 12 + 1) + ".jsonl";
}

// The files of segments up to that one, whether or not the log still counts them.
Result<std::vector<std::string>> files_up_to(const std::string& directory, const std::string& last) {
    SCC_TRY(std::vector<std::string> names, file::list(directory));
    std::erase_if(names, [&](const std::string& name) { return !is_segment(name) || name > last; });
    return names;
}

Result<Done> remove_file(const std::string& path) {
    if (::unlink(path.c_str()) == 0 || errno == ENOENT) return Done{};
    return Error{Code::tool, "cannot remove " + text::quoted(path) + ": " + std::strerror(errno)};
}

// Forgets the heads of what goes, and keeps the last of them.
Result<Done> let_go(const Snapshot& log, const std::string& kept) {
    Heads heads = log.heads;
    const auto goes = [&](const Head& head) { return head.segment < kept; };
    for (const Head& head : heads.list) {
        if (goes(head)) heads.removed = head;
    }
    std::erase_if(heads.list, goes);
    return write_heads(log.directory, heads);
}

}  // namespace

Result<std::vector<std::string>> retain(const std::string& directory, std::uint64_t months, time::Seconds now) {
    std::vector<std::string> removed;
    {
        if (!file::is_directory(directory)) return removed;
        SCC_TRY(const file::Descriptor held, file::lock(lock_path(directory)));
        SCC_TRY(Snapshot log, look(directory));
        SCC_CHECK(check_version(log.heads));
        if (log.heads.list.empty()) return removed;
        const std::string kept = std::min(oldest_kept(months, now), log.heads.list.back().segment);
        if (log.heads.list.front().segment < kept) {
            SCC_CHECK(let_go(log, kept));
            SCC_TRY(log, look(directory));
        }
        if (!log.heads.removed) return removed;
        SCC_TRY(removed, files_up_to(directory, log.heads.removed->segment));
        for (const std::string& name : removed) SCC_CHECK(remove_file(log.path_of(name)));
    }
    if (!removed.empty()) {
        SCC_CHECK(append(directory, {{{"type", "log.removed"}, {"segments", removed}, {"months", months}}}, now));
    }
    return removed;
}

Result<json> retain_verb(const cli::Args& args, const json&) {
    const auto months = text::number(args.text_or("months", ""));
    if (!months || *months == 0 || *months > most_months) {
        return Error{Code::usage, "'--months' must be a number from 1 to 1200", "so many whole months stay"};
    }
    SCC_TRY(const auto removed, retain(default_directory(), *months, time::now()));
    return json{{"removed", removed}, {"months", *months}};
}

std::string retained_text(const cli::Args&, const json& data) {
    std::string lines;
    for (const json& name : data.at("removed")) lines += "removed " + name.get<std::string>() + "\n";
    return lines.empty() ? "nothing is older\n" : lines;
}

}  // namespace scc::audit
