#include "resolve.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/kept.hpp"
#include "base/path.hpp"
#include "cli/log.hpp"
#include "exception/record.hpp"
#include "model/discover.hpp"
#include "model/wanted.hpp"
#include "supplied.hpp"
#include "wire/envelope.hpp"

namespace scc::config {
namespace {

void warn_of_yaml(const std::string& root) {
    if (!file::exists(path::join(root, ".scc.yaml"))) return;
    cli::log::warning(root + "/.scc.yaml is not read; 'scc-config init' writes a .scc.toml with the same keys");
}

}  // namespace

Result<Situation> situation(const cli::Args& args, const json& input) {
    Situation found;
    SCC_TRY(found.request, request_from(args));
    if (args.operand(0) == "-") {
        SCC_TRY(found.workspace, wire::read_section(input, "workspace", model::read_workspace));
        SCC_TRY(const model::Wanted wanted, model::wanted_in(input));
        if (!found.request.team) found.request.team = wanted.team;
    } else {
        SCC_TRY(const std::string here, path::current());
        SCC_TRY(found.workspace, model::discover(path::join(here, args.operand(0))));
    }
    warn_of_yaml(found.workspace.root);
    SCC_TRY(found.sources, read_sources(found.request, found.workspace.root));
    return found;
}

Result<json> resolve(const cli::Args& args, const json& input) {
    SCC_TRY(Situation read, situation(args, input));
    const Situation& found = kept(std::move(read));
    if (!found.request.exceptions_file && !found.request.no_user) {
        const Org* org = found.sources.org ? &*found.sources.org : nullptr;
        record_ended(found.sources.exceptions, time::now(), most_exception_hours(org));
    }
    json plan = input.is_null() ? json::object() : input;
    if (!plan.contains("workspace")) plan["workspace"] = model::to_json(found.workspace);
    SCC_TRY(const model::Effective effective, supplied(found.sources, found.request, time::now()));
    return wire::with_section(std::move(plan), "config", model::to_json(effective));
}

}  // namespace scc::config
