#include "volume.hpp"

#include "base/env.hpp"

namespace scc::provider {

std::string volume_of(const Record& record) {
    if (record.volume.empty()) return {};
    return env::get("SCC_VOLUME_PREFIX").value_or("") + std::string(record.volume);
}

}  // namespace scc::provider
