// A document from elsewhere that is kept in a copy: used from the cache while that is fresh, asked for again when not.
//
// Whatever goes wrong with asking again (no network, an expired credential, a file with a fault) leaves the copy in
// use, with a warning that says how old it is, until it is older than it may be; then it is refused. What `check` does
// not take is never stored, so a bad document does not displace a good one.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/time.hpp"
#include "fetch/cache.hpp"
#include "fetch/credential.hpp"
#include "fetch/location.hpp"

namespace scc::config {

enum class Renewal {
    never,       // what is there counts
    when_stale,  // asked for again once it is older than its time to live
    always,      // asked for again now; a failure is the answer
    unkept,      // the same, without a look at the cache and nothing stored there
};

// How long a copy serves.
struct Terms {
    std::int64_t ttl_hours = 24;
    std::optional<std::int64_t> max_age_hours;  // older than that it is refused; nothing: never
};

struct Subscription {
    std::string what;  // "the organisation's file"
    Location location;
    std::function<Result<Access>()> access;                 // called when something is fetched
    std::function<Result<Terms>(const CacheEntry&)> check;  // whether these bytes, with that signature, may be used
    std::string signature_suffix = {};                      // what the signature's name ends in; empty: none is wanted
    Renewal renewal = Renewal::when_stale;
    bool offline = false;
};

struct Copy {
    CacheEntry entry;
    std::string age = "fresh";  // as in model::Source
    Terms terms = {};
    bool changed = false;  // other bytes came than were there
};

// A file of this machine is read as it is and is always fresh. Code::prereq when nothing was ever fetched and --offline
// forbids it, Code::denied when the copy is too old, else what fetching or checking says.
Result<Copy> copy_of(const Subscription& wanted, time::Seconds now);

}  // namespace scc::config
