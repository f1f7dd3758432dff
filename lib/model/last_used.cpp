#include "model/last_used.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::model {

std::string last_used_path(std::string_view state_dir, std::string_view root) {
    return std::string(state_dir) + "/workspaces/" + wire::sha256(root).substr(0, 12) + ".json";
}

Result<std::optional<std::string>> last_used_provider(const std::string& path) {
    const auto document = wire::parse_file(path);
    if (!document && document.error().code == Code::not_found) return std::optional<std::string>();
    if (!document) return document.error();
    wire::Reader in(*document, path);
    in.open();
    return in.finish(in.optional_text("provider"));
}

Result<Done> remember_provider(const std::string& path, std::string_view id) {
    return file::replace(path, wire::text_of({{"provider", id}}));
}

}  // namespace scc::model
