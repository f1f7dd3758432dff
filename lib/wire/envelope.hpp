// The envelope every document between tools travels in: {"scc": 1, "kind": K, "data": {…}}.
//
// An `error` document is contagious: a stage that reads one passes it on unchanged and exits with its code, so that
// the last stage of a pipe tells the truth. A stage may read every section of a plan and adds exactly its own.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "wire/reader.hpp"

namespace scc::wire {

// {"scc": 1, "kind": kind, "data": data}
json seal(std::string_view kind, json data);

// The document that carries `error`; `tool` is the program in which it happened.
json seal_error(const Error& error, std::string_view tool);

// The Error an error document carries, and the program it happened in.
struct Received {
    Error error;
    std::string tool;
};

// Checks version and kind and returns the data. For an error document the error itself, with its code.
Result<json> open(const json& document, std::string_view kind, std::string_view name);

// Whether the document says it is an error, and what it says then: Code::config when it is none after all, and never
// Code::ok in what it carries.
bool is_error(const json& document);
Result<Received> error_in(const json& document, std::string_view name);

// A Reader for a section of a plan (the data of a document of kind `plan`), which must outlive it. Code::config naming
// the stage that writes the section when it is missing.
Result<Reader> section(const json& plan, std::string_view name);

// What to do about a section in which something is missing or wrong; empty for one that no stage writes.
std::string section_hint(std::string_view name);

// The section as a record; `read` takes a Reader&.
template <class Read>
auto read_section(const json& plan, std::string_view name, Read read)
    -> Result<decltype(read(std::declval<Reader&>()))> {
    SCC_TRY(Reader in, section(plan, name));
    auto record = in.finish(read(in));
    if (!record && record.error().hint.empty()) record.error().hint = section_hint(name);
    return record;
}

// The plan with `section` added under `name`; Code::config when it already has one.
Result<json> with_section(json plan, std::string_view name, json section);

}  // namespace scc::wire
