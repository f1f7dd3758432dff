#include "setting.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "layer/settings.hpp"
#include "model/settings_file.hpp"
#include "proc/places.hpp"

namespace scc::config {
namespace {

enum class Form {
    text,
    flag,
    number,
    pin,
};

struct Setting {
    const char* key;  // "images.*" stands for every name below images
    Form form;
};

constexpr Setting settings[] = {
    {"images.pins.*", Form::pin},
    {"images.*", Form::text},
    {"organization_source", Form::text},
    {"personal.limits.cpus", Form::text},
    {"personal.limits.memory", Form::text},
    {"personal.limits.pids", Form::number},
    {"personal.limits.session_hours", Form::number},
    {"personal.network_policy", Form::text},
    {"personal.session.auto_resume", Form::flag},
    {"personal.session.timeout_hours", Form::number},
    {"provider", Form::text},
    {"selected_profile", Form::text},
    {"selected_provider", Form::text},
    {"standalone", Form::flag},
    {"team", Form::text},
};

Result<Setting> setting_named(const std::string& key) {
    std::vector<std::string> keys;
    for (const Setting& setting : settings) {
        const std::string_view name = setting.key;
        const std::string_view stem = name.substr(0, name.size() - 1);
        const bool below = name.ends_with('*') && key.starts_with(stem) && key.size() > stem.size();
        if (key == name || below) return setting;
        keys.emplace_back(name);
    }
    const std::string meant = text::nearest(key, keys);
    return Error{Code::usage,
                 "there is no setting " + text::quoted(key),
                 meant.empty() ? "one of " + text::join(keys, ", ") : "did you mean " + text::quoted(meant) + "?"};
}

// "images.NAME" has two steps even when the name has dots in it.
std::vector<std::string> steps_of(const std::string& key) {
    if (key.starts_with("images.pins.")) return {"images", "pins", key.substr(12)};
    if (key.starts_with("images.")) return {"images", key.substr(7)};
    return text::split(key, '.');
}

Result<json> value_of(const Setting& setting, const std::string& value) {
    if (setting.form == Form::text) return json(value);
    if (setting.form == Form::pin) return pin_from(value);
    if (setting.form == Form::number) {
        if (const auto number = text::number(value)) return json(*number);
        return Error{Code::usage, text::quoted(value) + " is no whole number"};
    }
    if (value == "true" || value == "false") return json(value == "true");
    return Error{Code::usage, text::quoted(value) + " is neither true nor false"};
}

// The value there, null when it is not set.
json value_at(const json& document, const std::vector<std::string>& steps) {
    json at = document;
    for (const std::string& step : steps) {
        wire::Reader in(at, "");
        in.open();
        json next = in.raw(step);
        at = std::move(next);
    }
    return at;
}

Result<Done> change(const std::string& key, const json& value) {
    const std::string path = places::settings_file();
    return model::change_settings_file(path, steps_of(key), value, [&](const json& document) -> Result<Done> {
        SCC_CHECK(read_settings(document, path));
        return Done{};
    });
}

}  // namespace

Result<json> get_setting(const cli::Args& args, const json&) {
    const std::string key = args.operand(0);
    SCC_CHECK(setting_named(key));
    const std::string path = places::settings_file();
    SCC_TRY(const json document, model::read_settings_file(path));
    SCC_CHECK(read_settings(document, path));
    json value = value_at(document, steps_of(key));
    if (!value.is_null()) return json{{"key", key}, {"value", std::move(value)}};
    return Error{Code::not_found, text::quoted(key) + " is not set", "set it with 'scc-config set " + key + " VALUE'"};
}

Result<Done> store_setting(const std::string& key, const std::string& value) {
    SCC_TRY(const Setting setting, setting_named(key));
    SCC_TRY(const json wanted, value_of(setting, value));
    return change(key, wanted);
}

Result<json> set_setting(const cli::Args& args, const json& input) {
    SCC_CHECK(store_setting(args.operand(0), args.operand(1)));
    return get_setting(args, input);
}

Result<json> unset_setting(const cli::Args& args, const json& input) {
    SCC_CHECK(get_setting(args, input));
    SCC_CHECK(change(args.operand(0), json()));
    return json{{"key", args.operand(0)}, {"value", json()}};
}

std::string setting_text(const cli::Args&, const json& data) {
    const json& value = data.at("value");
    if (value.is_null()) return text::quoted(data.at("key").get<std::string>()) + " is not set any more\n";
    return (value.is_string() ? value.get<std::string>() : value.dump()) + "\n";
}

}  // namespace scc::config
