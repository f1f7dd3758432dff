// The user's settings, config.toml, as a file that several tools change: scc-config and scc-provider set single keys.
//
// The file belongs to its user. A change touches one value and leaves every other byte, comments included, as it was;
// it happens under one lock for all writers, so that no change is lost, and the file is replaced at once with mode 0600
// (through a symbolic link, which stays one). What no longer reads as it must is never written.
#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace scc::model {

// The document; an empty one when there is no file.
Result<nlohmann::json> read_settings_file(const std::string& path);

// Sets the value at `key` ({"images", "base"}); null takes it out. `check` is given the document as it will be; its
// error is returned and nothing is written.
Result<Done> change_settings_file(const std::string& path,
                                  const std::vector<std::string>& key,
                                  const nlohmann::json& value,
                                  const std::function<Result<Done>(const nlohmann::json& document)>& check);

}  // namespace scc::model
