#include "model/settings_file.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "wire/parse.hpp"
#include "wire/toml_edit.hpp"

namespace scc::model {
namespace {

Result<std::string> text_of_file(const std::string& path) {
    auto text = file::read(path, wire::max_bytes);
    if (!text && text.error().code == Code::not_found) return std::string();
    return text;
}

}  // namespace

Result<nlohmann::json> read_settings_file(const std::string& path) {
    SCC_TRY(const std::string text, text_of_file(path));
    return wire::parse_toml(text, path);
}

Result<Done> change_settings_file(const std::string& path,
                                  const std::vector<std::string>& key,
                                  const nlohmann::json& value,
                                  const std::function<Result<Done>(const nlohmann::json& document)>& check) {
    SCC_TRY(const file::Descriptor lock, file::lock(path + ".lock"));
    SCC_TRY(const std::string text, text_of_file(path));
    SCC_TRY(const std::string changed, wire::with_value(text, key, value, path));
    SCC_TRY(const nlohmann::json document, wire::parse_toml(changed, path));
    SCC_CHECK(check(document));
    return file::replace(path::real(path).value_or(path), changed, 0600);
}

}  // namespace scc::model
