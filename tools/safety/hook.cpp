#include "hook.hpp"

#include "base/text.hpp"
#include "cli/log.hpp"
#include "hook/serve.hpp"
#include "place.hpp"

namespace scc::safety {
namespace {

// A hook has no time to look through a work tree.
class Facts : public PlaceFacts {
public:
    using PlaceFacts::PlaceFacts;
    std::optional<bool> clean() override { return std::nullopt; }
};

}  // namespace

Result<const hook::Host*> host_for(const std::string& name) {
    if (const hook::Host* host = hook::host_named(name)) return host;
    return Error{Code::usage,
                 name.empty() ? "the name of an agent is missing" : "there is no hook for " + text::quoted(name),
                 "it is one of " + text::alternatives(hook::host_names())};
}

int answer_hook(const std::string& host_name, const std::function<Result<rule::Policy>()>& load) {
    const auto host = host_for(host_name);
    if (!host) {
        cli::log::error(host.error().message);
        cli::log::error("hint: " + host.error().hint);
        return hook::refused;
    }
    const hook::Judge judge = [&](const hook::Call& call) -> Result<rule::Verdict> {
        auto policy = load();
        if (!policy && policy.error().hint.empty()) policy.error().hint = "have the policy put in order";
        if (!policy) return policy.error();
        Facts facts({call.cwd, std::nullopt, std::nullopt});
        return hook::verdict_on(call, *policy, facts);
    };
    return hook::serve(**host, judge, [](const hook::Answer&) {});
}

}  // namespace scc::safety
