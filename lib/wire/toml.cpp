// The only place that includes toml++, which takes seconds to compile.
#include <toml++/toml.h>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/file.hpp"
#include "wire/input.hpp"
#include "wire/parse.hpp"

namespace scc::wire {

Result<json> parse_toml(std::string_view bytes, std::string_view name) {
    SCC_CHECK(check_input(bytes, name));
    try {
        std::ostringstream text;
        text << toml::json_formatter{toml::parse(bytes)};
        return parse(text.str(), name);
    } catch (const toml::parse_error& fault) {
        const auto& at = fault.source().begin;
        return Error{Code::config,
                     std::string(fault.description()),
                     "correct that line: texts stand in quotes, and every key and table once",
                     std::string(name) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column)};
    }
}

Result<json> parse_file(const std::string& path) {
    SCC_TRY(const std::string bytes, file::read(path, max_bytes));
    return path.ends_with(".toml") ? parse_toml(bytes, path) : parse(bytes, path);
}

}  // namespace scc::wire
