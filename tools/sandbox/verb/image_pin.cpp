#include "image_pin.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/stage.hpp"
#include "image/package.hpp"
#include "image_verbs.hpp"

namespace scc::sandbox {
namespace {

using json = nlohmann::json;
using Integrity = std::map<std::string, std::string>;  // by architecture

// "amd64=sha512-…", given instead of asking.
Result<Integrity> given(const std::vector<std::string>& words, const Pinned& folder) {
    Integrity integrity;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        const std::string architecture = word.substr(0, equals);
        if (equals == std::string::npos) {
            return Error{Code::usage, text::quoted(word) + " is no integrity", "write ARCHITECTURE=sha512-…"};
        }
        if (!folder.platforms.contains(architecture)) {
            return Error{Code::usage, "there is no package for the architecture " + text::quoted(architecture)};
        }
        integrity[architecture] = word.substr(equals + 1);
    }
    return integrity;
}

Result<Integrity> looked_up(const Pinned& folder, const std::string& version) {
    Integrity integrity;
    for (const auto& [architecture, pin] : folder.platforms) {
        SCC_TRY(integrity[architecture], integrity_of(folder.package_of(architecture, version)));
    }
    return integrity;
}

// Settings are written by scc-config alone.
Result<Done> store(const std::string& provider, const std::string& version, const Integrity& integrity) {
    std::string value = version;
    for (const auto& [architecture, hash] : integrity) value += " " + architecture + "=" + hash;
    SCC_CHECK(cli::output_of_stage({"scc-config", "set", "--json", "images.pins." + provider, value}));
    return Done{};
}

Result<Done> check_version(const std::string& version) {
    if (!version.empty() && version.front() >= '0' && version.front() <= '9') return Done{};
    return Error{Code::usage, text::quoted(version) + " is no version", "write one version, as in 2.1.3"};
}

}  // namespace

Result<json> image_pin(const cli::Args& args, const json& input) {
    const std::string image = args.operand(0).starts_with(image_of("")) ? args.operand(0) : image_of(args.operand(0));
    const std::string provider = image.substr(image_of("").size());
    const std::string version = args.operand(1);
    SCC_CHECK(check_version(version));
    SCC_TRY(const model::Effective config, config_in(input));
    SCC_TRY(const Pinned folder, pinned_by(image));
    const std::vector<std::string> words = args.all("integrity");
    SCC_TRY(const Integrity integrity, words.empty() ? looked_up(folder, version) : given(words, folder));
    SCC_CHECK(store(provider, version, integrity));
    const auto decided = config.pins.find(provider);
    json counts;
    if (decided != config.pins.end() && decided->second.origin.from == "org") {
        counts = model::with_origin({{"version", decided->second.version}}, decided->second.origin);
    }
    return json{{"provider", provider}, {"version", version}, {"integrity", integrity}, {"counts", std::move(counts)}};
}

std::string text_of_pin(const cli::Args&, const json& data) {
    const std::string pinned = data.at("provider").get<std::string>() + " is pinned to " +
                               data.at("version").get<std::string>() + " for you\n";
    const json& counts = data.at("counts");
    if (counts.is_null()) return pinned;
    return pinned + "the organisation's pin counts instead: " + counts.at("version").get<std::string>() + " (" +
           counts.at("because").get<std::string>() + ")\n";
}

}  // namespace scc::sandbox
