#include "organisation.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/kept.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

constexpr const char* what = "the organisation's file";

// The machine's key; nothing when there is none.
Result<std::optional<PublicKey>> key_in(const std::string& path) {
    if (path.empty()) return std::optional<PublicKey>();
    SCC_TRY(const bool there, file::is_there(path));
    if (!there) return std::optional<PublicKey>();
    SCC_TRY(const std::string text, file::read(path, 64U << 10U));
    SCC_TRY(const PublicKey key, read_public_key(text, path));
    return std::optional<PublicKey>(key);
}

Result<Done> check_pin(const OrgSource& source, const std::string& digest) {
    if (source.sha256.empty() || source.sha256 == digest) return Done{};
    return Error{Code::denied,
                 std::string(what) + " " + text::quoted(source.location.shown()) +
                     " is not the one that is pinned: its SHA-256 is " + digest,
                 "ask whoever keeps it; if the change is right, set organization_source.sha256 to that",
                 "config.toml:/organization_source/sha256"};
}

// A web page in place of a document usually is one for signing in.
Error explained(Error error, std::string_view bytes) {
    if (text::trim(bytes).starts_with('<'))
        error.hint = "a web page came instead of a document: is a credential missing?";
    return error;
}

Error no_file(const std::string& path) {
    return {Code::not_found,
            "there is no organisation file " + text::quoted(path),
            "check the path given with --org or organization_source",
            ""};
}

}  // namespace

Result<Location> location_in(const std::string& text, const std::string& base) {
    const std::string path = path::normal(text, base);
    if (!text.empty() && text.find("://") == std::string::npos && file::exists(path)) return Location{.url = path};
    return parse_location(text, base);
}

Result<OrgSource> source_in(const Settings& settings, const std::string& key_file) {
    const Text& text = *settings.organization_source;
    auto location = location_in(text.value, std::string(path::parent(settings.path)));
    if (!location) {
        location.error().where = text.origin.because;
        return location.error();
    }
    OrgSource source{
        .location = *location, .shown = text.value, .credential = settings.credential, .key_file = key_file};
    if (location->is_remote()) source.shown = location->shown();
    if (settings.sha256) source.sha256 = settings.sha256->value;
    if (settings.preferences.ca_bundle) source.ca_bundle = settings.preferences.ca_bundle->value;
    return source;
}

Result<Organisation> organisation_at(const OrgSource& source, Renewal renewal, bool offline) {
    SCC_TRY(const std::optional<PublicKey> key, key_in(source.of_machine ? "" : source.key_file));
    std::optional<Org> read;
    const auto check = [&](const CacheEntry& entry) -> Result<Terms> {
        SCC_CHECK(check_pin(source, entry.digest));
        if (key)
            SCC_CHECK(verify(
                *key, entry.bytes, entry.signature, std::string(what) + " " + text::quoted(source.location.shown())));
        const std::string name = source.location.shown();
        auto document = wire::parse(entry.bytes, name);
        if (!document) return explained(document.error(), entry.bytes);
        SCC_TRY(Org org, read_org(kept(std::move(*document)), name));
        const Terms terms{org.defaults.cache_ttl_hours, org.security.max_policy_age_hours};
        read = std::move(org);
        return terms;
    };
    const auto copy =
        copy_of({.what = what,
                 .location = source.location,
                 .access = [&] { return access_to(source.location, source.credential, source.ca_bundle); },
                 .check = check,
                 .signature_suffix = key ? key->suffix() : "",
                 .renewal = renewal,
                 .offline = offline},
                time::now());
    if (!copy && copy.error().code == Code::not_found && !source.location.is_remote() &&
        !file::exists(source.location.url)) {
        return no_file(source.location.url);
    }
    if (!copy) return copy.error();
    return Organisation{std::move(*read), {source, std::move(*copy), key.has_value()}};
}

}  // namespace scc::config
