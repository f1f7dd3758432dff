#include "hook/reading.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "wire/parse.hpp"

namespace scc::hook {
namespace {

using wire::json;

// A value of the form stands in the reply as it is; "@" stands there as some text.
bool fits(const json& form, const json& value) {
    if (form.is_string() && form.get_ref<const std::string&>() == "@") {
        return value.is_string() && !text::trim(value.get_ref<const std::string&>()).empty();
    }
    if (!form.is_object()) return form == value;
    if (!value.is_object() || form.size() != value.size()) return false;
    for (const auto& [key, inner] : form.items()) {
        const auto found = value.find(key);
        if (found == value.end() || !fits(inner, *found)) return false;
    }
    return true;
}

bool is_refusal(const Host& host, std::string_view out) {
    const auto form = wire::parse(text::replace_all(std::string(host.dialect.refusal), "@", R"("@")"), "form");
    const auto value = wire::parse(out, "reply");
    return form && value && fits(*form, *value);
}

}  // namespace

bool withholds(const Host& host, const Reply& reply) {
    if (reply.status == 0) return is_refusal(host, reply.out);
    if (reply.status == refused && !text::trim(reply.err).empty()) return true;
    return host.setup.failure_refuses;
}

std::string call_for(const Host& host, std::string_view line, std::string_view cwd) {
    return wire::compact({{host.keys.tool.front(), host.shells.front()},
                          {host.keys.arguments.front(), {{"command", line}}},
                          {host.keys.cwd.front(), cwd}});
}

}  // namespace scc::hook
