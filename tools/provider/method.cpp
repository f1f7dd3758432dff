#include "method.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace scc::provider {
namespace {

// The terminal shows nothing of what is typed, and shows everything again whatever ends the script.
constexpr std::string_view ask = R"(trap 'stty echo' EXIT
stty -echo
printf '%s: ' 'Paste @question@' >&2
IFS= read -r answer || answer=
echo >&2
[ -n "$answer" ] || { echo 'nothing was pasted' >&2; exit 1; }
printf '%s' "$answer" | { @take@; }
)";

}  // namespace

const Method* SignIn::named(std::string_view name) const {
    const auto found = std::ranges::find(methods, name, &Method::name);
    return found == methods.end() ? nullptr : &*found;
}

Result<const Method*> SignIn::find(std::string_view name, std::string_view id) const {
    if (const Method* method = named(name)) return method;
    const std::string meant = text::nearest(name, names());
    return Error{Code::usage,
                 "provider " + text::quoted(id) + " has no method " + text::quoted(name) + " of signing in",
                 meant.empty() ? "one of " + text::join(names(), ", ") : "did you mean " + text::quoted(meant) + "?"};
}

std::vector<std::string> SignIn::names() const {
    std::vector<std::string> all;
    for (const Method& method : methods) all.emplace_back(method.name);
    return all;
}

std::vector<std::string> SignIn::variables() const {
    std::vector<std::string> all;
    for (const Method& method : methods) {
        const std::string variable(method.variable);
        if (!variable.empty() && std::ranges::count(all, variable) == 0) all.push_back(variable);
    }
    return all;
}

std::string script_of(const Method& method) {
    std::string script = "set -e\n";
    if (!method.script.empty()) script += std::string(method.script) + "\n";
    if (method.takes.empty()) return script;
    const std::string asked = text::replace_all(std::string(ask), "@question@", method.asks);
    return script + text::replace_all(asked, "@take@", method.takes);
}

}  // namespace scc::provider
