// A company's own gateway between an agent and its model.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "model/effective.hpp"
#include "model/provider.hpp"

namespace scc::provider {

struct Gateway {
    std::string url;
    model::ProviderHost host;  // its port, where it is not the usual one of the URL's scheme
};

// Nothing when the provider is reached as its vendor means it. Code::config when the URL names no host.
Result<std::optional<Gateway>> gateway_of(const model::Effective& config, std::string_view provider);

}  // namespace scc::provider
