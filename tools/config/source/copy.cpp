#include "copy.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "cli/log.hpp"
#include "fetch/fetch.hpp"
#include "fetch/signature.hpp"
#include "wire/digest.hpp"

namespace scc::config {
namespace {

// What the cache has: an entry that may be used, or why there is none.
struct Held {
    std::optional<CacheEntry> entry;
    Terms terms;
    std::optional<Error> fault;
};

Held held_in(const Cache& cache, const Subscription& wanted) {
    auto loaded = cache.load();
    if (!loaded) return {.fault = loaded.error()};
    if (!*loaded) return {};
    auto terms = wanted.check(**loaded);
    if (!terms) return {.fault = terms.error()};
    return {std::move(*loaded), *terms, {}};
}

Location with_suffix(Location location, const std::string& suffix) {
    if (location.transport == Transport::git) {
        location.path += suffix;
    } else {
        const std::size_t query = location.transport == Transport::https ? location.url.find('?') : std::string::npos;
        location.url.insert(std::min(query, location.url.size()), suffix);
    }
    return location;
}

Result<std::string> signature_of(const Subscription& wanted, const Access& access) {
    if (wanted.signature_suffix.empty()) return std::string();
    auto fetched = fetch_file(with_suffix(wanted.location, wanted.signature_suffix), access, "", 64U << 10U);
    if (fetched) return signature_text(fetched->bytes);
    fetched.error().message =
        wanted.what + " must be signed, and its signature cannot be had: " + fetched.error().message;
    return fetched.error();
}

// Asks the source; `known` is what is there already.
Result<Copy> fetched(const Cache& cache,
                     const Subscription& wanted,
                     const std::optional<CacheEntry>& known,
                     time::Seconds now) {
    SCC_TRY(const Access access, wanted.access());
    const std::string tag = !known ? "" : wanted.location.transport == Transport::git ? known->commit : known->etag;
    SCC_TRY(Fetched came, fetch_file(wanted.location, access, tag));
    Copy copy{.changed = !known};
    if (came.not_modified && known) {
        copy.entry = *known;
        SCC_TRY(copy.terms, wanted.check(copy.entry));
        copy.entry.checked_at = now;
        SCC_CHECK(cache.confirm(now));
        return copy;
    }
    copy.entry = {.source = wanted.location.canonical(),
                  .bytes = std::move(came.bytes),
                  .etag = std::move(came.etag),
                  .commit = std::move(came.commit),
                  .fetched_at = now,
                  .checked_at = now};
    copy.entry.digest = wire::sha256(copy.entry.bytes);
    SCC_TRY(copy.entry.signature, signature_of(wanted, access));
    SCC_TRY(copy.terms, wanted.check(copy.entry));
    copy.changed = !known || known->digest != copy.entry.digest;
    if (wanted.renewal != Renewal::unkept) SCC_CHECK(cache.store(copy.entry));
    return copy;
}

Result<Copy> of_this_machine(const Subscription& wanted, time::Seconds now) {
    SCC_TRY(Fetched came, fetch_file(wanted.location, {}));
    Copy copy;
    copy.entry = {
        .source = wanted.location.canonical(), .bytes = std::move(came.bytes), .fetched_at = now, .checked_at = now};
    copy.entry.digest = wire::sha256(copy.entry.bytes);
    SCC_TRY(copy.entry.signature, signature_of(wanted, {}));
    SCC_TRY(copy.terms, wanted.check(copy.entry));
    return copy;
}

bool is_older(const CacheEntry& entry, std::int64_t hours, time::Seconds now) {
    const auto age = age_of(entry, now);
    return !age || *age >= hours * 3600;
}

bool is_due(const Held& held, time::Seconds now) {
    const std::int64_t hours = std::min(held.terms.ttl_hours, held.terms.max_age_hours.value_or(held.terms.ttl_hours));
    return !held.entry || is_older(*held.entry, hours, now);
}

std::string message_of(const Error& error) { return (error.where.empty() ? "" : error.where + ": ") + error.message; }

// The copy that is there, if it may still be used.
Result<Copy> kept(const Subscription& wanted, const Held& held, time::Seconds now) {
    const std::string shown = text::quoted(wanted.location.shown());
    if (!held.entry && held.fault) return *held.fault;
    if (!held.entry) {
        return Error{Code::prereq,
                     wanted.what + " " + shown + " has never been fetched",
                     "leave out --offline once, or run 'scc-config org update' where there is a network"};
    }
    const auto most = held.terms.max_age_hours;
    if (most && is_older(*held.entry, *most, now)) {
        const bool future = !age_of(*held.entry, now);
        return Error{
            Code::denied,
            "the copy of " + wanted.what +
                (future ? " is dated from a time to come" : " is older than " + std::to_string(*most) + " hours"),
            "fetch it again with 'scc-config org update'",
            wanted.location.shown()};
    }
    const bool stale = is_older(*held.entry, held.terms.ttl_hours, now);
    return Copy{*held.entry, wanted.offline ? "offline" : stale ? "stale" : "fresh", held.terms, false};
}

}  // namespace

Result<Copy> copy_of(const Subscription& wanted, time::Seconds now) {
    if (!wanted.location.is_remote()) return of_this_machine(wanted, now);
    const Cache cache(wanted.location.canonical());
    if (wanted.renewal == Renewal::unkept && !wanted.offline) return fetched(cache, wanted, {}, now);
    const Held held = wanted.renewal == Renewal::unkept ? Held() : held_in(cache, wanted);
    const bool due = wanted.renewal == Renewal::always || (wanted.renewal == Renewal::when_stale && is_due(held, now));
    if (!due || wanted.offline) return kept(wanted, held, now);
    if (held.fault) cli::log::warning(message_of(*held.fault) + "; it is fetched again");
    auto renewed = fetched(cache, wanted, held.entry, now);
    if (renewed || wanted.renewal == Renewal::always || !held.entry || renewed.error().code == Code::interrupted)
        return renewed;
    auto copy = kept(wanted, held, now);
    const std::string outcome = copy ? "; its copy of " + time::ago(held.entry->checked_at, now) + " is used" : "";
    cli::log::warning(wanted.what + " could not be renewed: " + message_of(renewed.error()) + outcome);
    return copy;
}

}  // namespace scc::config
