#include "auth.hpp"

#include <nlohmann/json.hpp>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "volume.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::provider {
namespace {

struct Mark {
    bool signed_in = false;
    std::string time;
};

Result<Mark> mark_in(const std::string& text, const std::string& path) {
    SCC_TRY(const nlohmann::json document, wire::parse(text, path));
    wire::Reader in(document, path);
    Mark mark{in.boolean("signed_in"), in.text_or("time", "")};
    return in.finish(std::move(mark));
}

}  // namespace

bool is_set(const char* variable) { return env::get(variable).has_value(); }

std::string mark_path(const Record& record) {
    return places::state_dir() + "/providers/" + std::string(record.id) + ".json";
}

Result<Auth> auth_of(const Record& record,
                     const std::optional<std::string>& mark,
                     const std::string& mark_path,
                     bool (*is_set)(const char*)) {
    if (record.credentials.empty() && record.volume.empty()) return Auth{"none-needed", "", "needs no sign-in"};
    for (const Credential& credential : record.credentials) {
        const std::string name(credential.variable);
        if (is_set(name.c_str())) return Auth{"present", "env:" + name, std::string(credential.title) + " in " + name};
    }
    if (!mark) {
        return Auth{"unknown",
                    "volume:" + volume_of(record),
                    "no credential in the environment; only volume " + text::quoted(volume_of(record)) + " can tell"};
    }
    SCC_TRY(const Mark found, mark_in(*mark, mark_path));
    const std::string when = found.time.empty() ? "" : " " + found.time;
    if (found.signed_in) return Auth{"present", "volume:" + volume_of(record), "signed in" + when};
    return Auth{"missing", "volume:" + volume_of(record), "signed out" + when};
}

Result<Auth> auth_of(const Record& record) {
    const std::string path = mark_path(record);
    auto mark = file::read(path);
    if (!mark && mark.error().code != Code::not_found) return mark.error();
    return auth_of(record, mark ? std::optional(*mark) : std::nullopt, path, is_set);
}

std::string advice(const Record& record) {
    std::vector<std::string> names;
    for (const Credential& credential : record.credentials) names.emplace_back(credential.variable);
    if (names.empty()) return {};
    return "set " + text::alternatives(names) + ", or sign in in the sandbox: scc start --provider " +
           std::string(record.id);
}

std::vector<model::Variable> secrets_of(const Record& record, bool (*is_set)(const char*)) {
    std::vector<model::Variable> secrets;
    for (const Credential& credential : record.credentials) {
        const std::string name(credential.variable);
        if (is_set(name.c_str())) secrets.push_back({name, std::nullopt, "env:" + name});
    }
    return secrets;
}

}  // namespace scc::provider
