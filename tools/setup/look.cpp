#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "cli/stage.hpp"
#include "proc/places.hpp"
#include "setup.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::setup {
namespace {

Result<json> answer_of(std::vector<std::string> words, std::string_view kind) {
    const std::string name = words.front();
    words.emplace_back("--json");
    SCC_TRY(const std::string out, cli::output_of_stage(std::move(words)));
    SCC_TRY(const json document, wire::parse(out, name));
    return wire::open(document, kind, name);
}

// A setting as text; one that is more than a word as the JSON it is.
Result<std::optional<std::string>> setting(const std::string& key) {
    const auto data = answer_of({"scc-config", "get", key}, "setting");
    if (!data && data.error().code == Code::not_found) return std::optional<std::string>();
    if (!data) return data.error();
    wire::Reader in(*data, "scc-config get");
    const json& value = in.raw("value");
    return std::optional(value.is_string() ? value.get<std::string>() : value.dump());
}

}  // namespace

Result<Current> look() {
    Current current;
    SCC_TRY(current.organisation, setting("organization_source"));
    SCC_TRY(current.team, setting("team"));
    SCC_TRY(current.provider, setting("provider"));
    SCC_TRY(const auto standalone, setting("standalone"));
    current.standalone = standalone == "true";
    current.machine = file::exists(places::system_organisation);
    return current;
}

Result<std::vector<Provider>> providers() {
    SCC_TRY(const json data, answer_of({"scc-provider", "list"}, "providers"));
    wire::Reader in(data, "scc-provider list");
    std::vector<Provider> all;
    in.for_each("providers", [&](wire::Reader& at) {
        Provider one{at.text("id"), at.text("title"), at.text("image"), false};
        at.with("auth", [&](wire::Reader& auth) {
            const std::string state = auth.text("state");
            one.signed_in = state == "present" || state == "none-needed";
        });
        all.push_back(std::move(one));
    });
    return all;
}

Result<std::vector<std::string>> teams_here() {
    SCC_TRY(const json data, answer_of({"scc-config", "team", "list"}, "teams"));
    wire::Reader in(data, "scc-config team list");
    std::vector<std::string> names;
    in.for_each("teams", [&](wire::Reader& at) { names.push_back(at.text("name")); });
    return names;
}

Result<std::vector<std::string>> teams_in(const std::string& organisation, const std::vector<std::string>& options) {
    std::vector<std::string> words = {"scc-config", "org", "import", "--preview", organisation};
    words.insert(words.end(), options.begin(), options.end());
    SCC_TRY(const json data, answer_of(std::move(words), "import"));
    wire::Reader in(data, "scc-config org import");
    return in.texts("teams");
}

}  // namespace scc::setup
