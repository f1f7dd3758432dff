// The merged configuration with its content.
#pragma once

#include "base/error.hpp"
#include "model/effective.hpp"
#include "source/sources.hpp"

namespace scc::config {

// For a launch: what is missing or old is fetched, unless the request is for what is cached. Marketplaces say what they
// call themselves only when they are there, and rules may speak of them by that name: then the merge, which alone
// decides what counts, is asked once more.
Result<model::Effective> supplied(const Sources& sources, const Request& request, time::Seconds now);

// For looking at: with what the cache has, and what is missing named.
model::Effective as_cached(model::Effective effective,
                           const Sources& sources,
                           const Request& request,
                           time::Seconds now);

}  // namespace scc::config
