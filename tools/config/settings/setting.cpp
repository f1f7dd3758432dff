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
    const char* key;  // a star stands for any one name
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
    {"providers.*.credential", Form::text},
    {"providers.*.gateway", Form::text},
    {"selected_profile", Form::text},
    {"selected_provider", Form::text},
    {"standalone", Form::flag},
    {"team", Form::text},
};

// What the star stands for in `key`, which may have dots in it; nothing when `key` is no such setting.
std::optional<std::string> name_in(const Setting& setting, std::string_view key) {
    const std::string_view pattern = setting.key;
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return key == pattern ? std::optional<std::string>("") : std::nullopt;
    const std::string_view before = pattern.substr(0, star);
    const std::string_view after = pattern.substr(star + 1);
    if (key.size() < pattern.size() || !key.starts_with(before) || !key.ends_with(after)) return std::nullopt;
    return std::string(key.substr(star, key.size() - pattern.size() + 1));
}

Result<Setting> setting_named(const std::string& key) {
    std::vector<std::string> keys;
    for (const Setting& setting : settings) {
        if (name_in(setting, key)) return setting;
        keys.emplace_back(setting.key);
    }
    const std::string meant = text::nearest(key, keys);
    return Error{Code::usage,
                 "there is no setting " + text::quoted(key),
                 meant.empty() ? "one of " + text::join(keys, ", ") : "did you mean " + text::quoted(meant) + "?"};
}

std::vector<std::string> steps_of(const Setting& setting, const std::string& key) {
    std::vector<std::string> steps = text::split(setting.key, '.');
    std::ranges::replace(steps, std::string("*"), name_in(setting, key).value_or(""));
    return steps;
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
    SCC_TRY(const Setting setting, setting_named(key));
    const std::string path = places::settings_file();
    return model::change_settings_file(path, steps_of(setting, key), value, [&](const json& document) -> Result<Done> {
        SCC_CHECK(read_settings(document, path));
        return Done{};
    });
}

}  // namespace

Result<json> get_setting(const cli::Args& args, const json&) {
    const std::string key = args.operand(0);
    SCC_TRY(const Setting setting, setting_named(key));
    const std::string path = places::settings_file();
    SCC_TRY(const json document, model::read_settings_file(path));
    SCC_CHECK(read_settings(document, path));
    json value = value_at(document, steps_of(setting, key));
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
