#include "export/encode.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "query/format.hpp"
#include "wire/parse.hpp"

namespace scc::audit {
namespace {

struct Named {
    std::string_view name;
    Encoding encoding;
    std::string_view media_type;
};

constexpr Named encodings[] = {
    {"jsonl", Encoding::jsonl, "application/x-ndjson"},
    {"csv", Encoding::csv, "text/csv"},
    {"ocsf", Encoding::ocsf, "application/x-ndjson"},
    {"otlp", Encoding::otlp, "application/json"},
};

}  // namespace

Result<Encoding> encoding_named(std::string_view name) {
    const auto found = std::ranges::find(encodings, name, &Named::name);
    if (found != std::end(encodings)) return found->encoding;
    return Error{Code::usage, "'--format' must be one of jsonl, csv, ocsf, otlp, not " + text::quoted(name)};
}

std::string_view media_type_of(Encoding encoding) {
    return std::ranges::find(encodings, encoding, &Named::encoding)->media_type;
}

std::string encoded(const Records& batch, Encoding encoding, bool first) {
    if (encoding == Encoding::otlp) return wire::compact(otlp_of(batch.events)) + "\n";
    if (encoding == Encoding::jsonl) return text::join(batch.lines, "\n") + "\n";
    std::string text = encoding == Encoding::csv && first ? csv_heading() : "";
    for (const json& event : batch.events) {
        text += encoding == Encoding::csv ? csv_row(event) : wire::compact(ocsf_of(event)) + "\n";
    }
    return text;
}

}  // namespace scc::audit
