#include "schema.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"

namespace scc::config {
namespace {

// The documents that people write.
constexpr std::string_view written_kinds[] = {"org", "team-file", "workspace", "settings", "profile"};

}  // namespace

Result<int> org_schema(const cli::Args& args, const nlohmann::json&) {
    const std::string kind = args.operands.empty() ? "org" : args.operand(0);
    if (std::ranges::count(written_kinds, kind) == 0) {
        const std::vector<std::string> kinds(std::begin(written_kinds), std::end(written_kinds));
        return Error{Code::usage, "there is no schema " + text::quoted(kind), "write " + text::alternatives(kinds)};
    }
    SCC_TRY(const std::string schema, file::read(places::data_dir() + "/schemas/" + kind + ".schema.json"));
    SCC_CHECK(file::write(STDOUT_FILENO, schema, "standard output"));
    return 0;
}

}  // namespace scc::config
