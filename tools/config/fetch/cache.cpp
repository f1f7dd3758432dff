#include "cache.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::config {
namespace {

using json = nlohmann::json;

constexpr time::Seconds forgiven = 300;
constexpr std::size_t longest = 64U << 20U;
constexpr const char* hint = "fetch it again with 'scc-config org update', or remove that directory";

std::string meta_path(const std::string& directory) { return directory + "/meta.json"; }
std::string body_path(const std::string& directory, const std::string& digest) { return directory + "/" + digest; }

json to_json(const CacheEntry& entry) {
    return {{"source", entry.source},
            {"digest", entry.digest},
            {"etag", entry.etag},
            {"commit", entry.commit},
            {"signature", entry.signature},
            {"fetched_at", time::text_of(entry.fetched_at)},
            {"checked_at", time::text_of(entry.checked_at)}};
}

Result<CacheEntry> read_entry(const std::string& text, const std::string& path) {
    SCC_TRY(const json document, wire::parse(text, path));
    wire::Reader in(document, path);
    CacheEntry entry{.source = in.text("source"),
                     .digest = in.text("digest"),
                     .etag = in.any_text("etag"),
                     .commit = in.any_text("commit"),
                     .signature = in.any_text("signature"),
                     .fetched_at = in.time("fetched_at"),
                     .checked_at = in.time("checked_at")};
    return in.finish(std::move(entry));
}

Error untrusted(const std::string& directory, const std::string& why) {
    return {Code::config, "the cached copy in " + text::quoted(directory) + " is not used: " + why, hint};
}

// meta.json as a record; nothing when there is none.
Result<std::optional<CacheEntry>> load_meta(const std::string& directory, const std::string& source) {
    auto text = file::read(meta_path(directory), wire::max_bytes);
    if (!text && text.error().code == Code::not_found) return std::optional<CacheEntry>();
    SCC_TRY(const std::string bytes, std::move(text));
    auto entry = read_entry(bytes, meta_path(directory));
    if (!entry) return untrusted(directory, entry.error().message);
    if (entry->source != source) return untrusted(directory, "it is a copy of something else");
    const bool digest =
        entry->digest.size() == 64 && entry->digest.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (!digest) return untrusted(directory, "its digest is none");
    return std::optional<CacheEntry>(std::move(*entry));
}

// Bodies that meta.json no longer names; the one it named last stays for whoever is about to read it.
Result<Done> sweep(const std::string& directory, const std::string& kept, const std::string& before) {
    SCC_TRY(const std::vector<std::string> names, file::list(directory));
    for (const std::string& name : names) {
        const bool ours = name == "meta.json" || name == "lock" || name == kept || name == before;
        if (!ours) SCC_CHECK(file::remove_all(directory + "/" + name));
    }
    return Done{};
}

}  // namespace

Cache::Cache(const std::string& source)
    : source_(source), directory_(places::cache_dir() + "/org/" + wire::sha256(source).substr(0, 32)) {}

Result<std::optional<CacheEntry>> Cache::load() const {
    SCC_TRY(std::optional<CacheEntry> entry, load_meta(directory_, source_));
    if (!entry) return entry;
    auto bytes = file::read(body_path(directory_, entry->digest), longest);
    if (!bytes) return untrusted(directory_, bytes.error().message);
    if (wire::sha256(*bytes) != entry->digest) return untrusted(directory_, "it is not what its digest says");
    entry->bytes = std::move(*bytes);
    return entry;
}

Result<Done> Cache::store(CacheEntry entry) const {
    SCC_TRY(const file::Descriptor lock, file::lock(directory_ + "/lock"));
    const auto before = load_meta(directory_, source_);
    entry.source = source_;
    entry.digest = wire::sha256(entry.bytes);
    SCC_CHECK(file::replace(body_path(directory_, entry.digest), entry.bytes, 0600));
    SCC_CHECK(file::replace(meta_path(directory_), wire::text_of(to_json(entry)), 0600));
    return sweep(directory_, entry.digest, before && *before ? (*before)->digest : "");
}

Result<Done> Cache::confirm(time::Seconds now) const {
    SCC_TRY(const file::Descriptor lock, file::lock(directory_ + "/lock"));
    SCC_TRY(std::optional<CacheEntry> entry, load_meta(directory_, source_));
    if (!entry) return Error{Code::not_found, "there is no cached copy in " + text::quoted(directory_)};
    entry->checked_at = now;
    return file::replace(meta_path(directory_), wire::text_of(to_json(*entry)), 0600);
}

std::optional<time::Seconds> age_of(const CacheEntry& entry, time::Seconds now) {
    const time::Seconds age = now - entry.checked_at;
    if (age < -forgiven) return std::nullopt;
    return age < 0 ? 0 : age;
}

}  // namespace scc::config
