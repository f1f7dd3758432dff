#include <nlohmann/json.hpp>

#include "base/time.hpp"
#include "export/encode.hpp"
#include "query/sentence.hpp"
#include "query/wanted.hpp"
#include "wire/parse.hpp"

namespace scc::audit {
namespace {

// As the mapping of protocol buffers to JSON has it: 64-bit numbers are strings.
json any_value(const json& value) {
    if (value.is_boolean()) return {{"boolValue", value}};
    if (value.is_number_integer()) return {{"intValue", value.dump()}};
    if (value.is_number()) return {{"doubleValue", value}};
    if (value.is_string()) return {{"stringValue", value}};
    if (!value.is_array()) return {{"stringValue", wire::compact(value)}};
    json values = json::array();
    for (const json& one : value) values.push_back(any_value(one));
    return {{"arrayValue", {{"values", values}}}};
}

struct Severity {
    int number;
    const char* text;
};

Severity severity_of(const std::string& verdict) {
    if (verdict == "block") return {13, "WARN"};
    if (verdict == "warn") return {10, "INFO2"};
    return {9, "INFO"};
}

json log_record(const json& event) {
    json attributes = json::array();
    for (const auto& [key, value] : event.items()) {
        if (!value.is_null()) attributes.push_back({{"key", "scc." + key}, {"value", any_value(value)}});
    }
    const Severity severity = severity_of(verdict_of(event));
    const std::string nanoseconds =
        std::to_string(time::parse(text_at(event, "time")).value_or(0)) + std::string(9, '0');
    return {{"timeUnixNano", nanoseconds},
            {"observedTimeUnixNano", nanoseconds},
            {"severityNumber", severity.number},
            {"severityText", severity.text},
            {"eventName", text_at(event, "type")},
            {"body", {{"stringValue", sentence_of(event)}}},
            {"attributes", std::move(attributes)}};
}

}  // namespace

json otlp_of(const std::vector<json>& events) {
    json records = json::array();
    for (const json& event : events) records.push_back(log_record(event));
    const json service = json::array({{{"key", "service.name"}, {"value", {{"stringValue", "scc"}}}}});
    const json scope = {{"name", "scc-audit"}, {"version", SCC_VERSION}};
    return {{"resourceLogs",
             json::array({{{"resource", {{"attributes", service}}},
                           {"scopeLogs", json::array({{{"scope", scope}, {"logRecords", std::move(records)}}})}}})}};
}

}  // namespace scc::audit
