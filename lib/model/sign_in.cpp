#include "model/sign_in.hpp"

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::model {

std::string sign_in_mark_path(std::string_view state_dir, std::string_view provider) {
    return std::string(state_dir) + "/providers/" + std::string(provider) + ".json";
}

Result<std::optional<SignInMark>> read_sign_in_mark(const std::string& path) {
    const auto document = wire::parse_file(path);
    if (!document && document.error().code == Code::not_found) return std::optional<SignInMark>();
    if (!document) return document.error();
    wire::Reader in(*document, path);
    SignInMark mark{.signed_in = in.boolean("signed_in")};
    if (in.has("time")) mark.time = in.time("time");
    mark.method = in.optional_text("method");
    if (in.has("expires")) mark.expires = in.time("expires");
    mark.renews = in.boolean_or("renews", false);
    mark.fault = in.optional_text("fault");
    return in.finish(std::optional(std::move(mark)));
}

Result<Done> write_sign_in_mark(const std::string& path, const SignInMark& mark) {
    nlohmann::json document = {{"signed_in", mark.signed_in}, {"renews", mark.renews}};
    if (mark.time) document["time"] = time::text_of(*mark.time);
    if (mark.method) document["method"] = *mark.method;
    if (mark.expires) document["expires"] = time::text_of(*mark.expires);
    if (mark.fault) document["fault"] = *mark.fault;
    return file::replace(path, wire::text_of(document));
}

}  // namespace scc::model
