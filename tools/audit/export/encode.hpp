// Records as other programs read them.
//
// `ocsf` is an object a line of the Open Cybersecurity Schema Framework, 1.3: refused and warned commands are process
// activity, hosts network activity, sign-ins authentication, launches application lifecycle, exceptions entity
// management; every member that has no place there stands under `unmapped`. `otlp` is what an OpenTelemetry collector
// takes at /v1/logs, in JSON: one document a batch, the members as attributes `scc.NAME`.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace scc::audit {

using json = nlohmann::json;

enum class Encoding {
    jsonl,
    csv,
    ocsf,
    otlp,
};

struct Records {
    std::vector<json> events;
    std::vector<std::string> lines;  // the same as they stand in the log
};

// Code::usage for a name that is none.
Result<Encoding> encoding_named(std::string_view name);

// The text of a batch; `first` of those that go to one place, for formats with a heading.
std::string encoded(const Records& batch, Encoding encoding, bool first);

// Its media type.
std::string_view media_type_of(Encoding encoding);

json ocsf_of(const json& event);
json otlp_of(const std::vector<json>& events);

}  // namespace scc::audit
