#include "auth.hpp"

#include <algorithm>

#include "base/env.hpp"
#include "base/text.hpp"
#include "proc/credential.hpp"
#include "proc/places.hpp"
#include "registry.hpp"
#include "volume.hpp"

namespace scc::provider {
namespace {

constexpr std::string_view of_env = "env:";

std::string mechanism_of_volume(const Record& record) { return "volume:" + volume_of(record); }

// The methods whose variables are taken from this machine's environment, one for each variable.
std::vector<const Method*> methods_of_environment(const Record& record, const model::ProviderSetup& setup) {
    std::vector<const Method*> methods;
    for (const Method& method : record.sign_in.methods) {
        const auto same = [&](const Method* other) { return other->variable == method.variable; };
        const bool counts = !method.variable.empty() && is_allowed(method, setup);
        if (counts && std::ranges::none_of(methods, same)) methods.push_back(&method);
    }
    return methods;
}

std::string variable_of(const Method& method) { return std::string(method.variable); }

const Method* method_set_here(const Record& record, const model::ProviderSetup& setup, IsSet is_set) {
    for (const Method* method : methods_of_environment(record, setup)) {
        if (is_set(variable_of(*method).c_str())) return method;
    }
    return nullptr;
}

Auth by_reference(const Record& record, const model::ProviderSetup& setup, IsSet is_set) {
    const model::Sourced<std::string>& credential = *setup.credential;
    const std::string shown = credential::shown(credential.value);
    const Method* method = referring_method(record, setup);
    if (method == nullptr || !is_allowed(*method, setup)) {
        return {"missing", shown, "no credential may be given by reference (" + setup.sign_in->origin.because + ")"};
    }
    const bool lacking = shown.starts_with(of_env) && !is_set(shown.substr(of_env.size()).c_str());
    if (lacking) return {"missing", shown, shown.substr(of_env.size()) + " is not set"};
    return {"present", shown, std::string(method->title) + " from " + shown};
}

Auth by_mark(const Record& record,
             const model::ProviderSetup& setup,
             const model::SignInMark& mark,
             time::Seconds now) {
    const std::string volume = mechanism_of_volume(record);
    const std::string since = mark.time ? " " + time::text_of(*mark.time) : "";
    if (mark.fault) return {"missing", volume, *mark.fault};
    if (!mark.signed_in) return {"missing", volume, "signed out" + since};
    const Method* method = mark.method ? record.sign_in.named(*mark.method) : nullptr;
    if (method != nullptr && !is_allowed(*method, setup)) {
        return {"missing", volume, "signed in by " + text::quoted(method->name) + ", which is not allowed"};
    }
    const std::string by = method == nullptr ? "" : " by " + *mark.method;
    if (!mark.expires) return {"present", volume, "signed in" + since + by};
    const std::string until = time::text_of(*mark.expires);
    if (mark.renews) return {"present", volume, "signed in" + since + by + ", renewed by itself after " + until};
    if (*mark.expires <= now) return {"expired", volume, "expired " + until};
    return {"present", volume, "signed in" + since + by + ", until " + until};
}

// The key of the file that names the provider, as an Error's place.
std::string place_of(const model::ProviderSetup& setup) {
    if (setup.gateway) return setup.gateway->origin.because;
    return setup.credential ? setup.credential->origin.because : setup.sign_in->origin.because;
}

}  // namespace

bool is_set(const char* variable) { return env::get(variable).has_value(); }

bool is_allowed(const Method& method, const model::ProviderSetup& setup) {
    return !setup.sign_in || std::ranges::count(setup.sign_in->value, method.name) > 0;
}

const Method* referring_method(const Record& record, const model::ProviderSetup& setup) {
    const auto found = std::ranges::find_if(record.sign_in.methods, [&](const Method& method) {
        return method.by_reference && method.at_gateway == setup.gateway.has_value();
    });
    return found == record.sign_in.methods.end() ? nullptr : &*found;
}

std::string mark_path(const Record& record) { return model::sign_in_mark_path(places::state_dir(), record.id); }

Auth auth_of(const Record& record, const model::ProviderSetup& setup, const Knowledge& known) {
    if (record.sign_in.methods.empty()) return {"none-needed", "", "needs no sign-in"};
    if (setup.credential) return by_reference(record, setup, known.is_set);
    if (const Method* method = method_set_here(record, setup, known.is_set)) {
        const std::string name = variable_of(*method);
        return {"present", std::string(of_env) + name, std::string(method->title) + " in " + name};
    }
    if (known.mark) return by_mark(record, setup, *known.mark, known.now);
    return {"unknown",
            mechanism_of_volume(record),
            "no credential in the environment; only volume " + text::quoted(volume_of(record)) + " can tell"};
}

Result<Auth> auth_of(const Record& record, const model::ProviderSetup& setup) {
    auto mark = model::read_sign_in_mark(mark_path(record));
    if (!mark) {
        mark.error().hint = "remove it, or sign in again: scc provider login " + std::string(record.id);
        return mark.error();
    }
    return auth_of(record, setup, {std::move(*mark), is_set, time::now()});
}

bool is_signed_in(const Auth& auth) { return auth.state == "present" || auth.state == "none-needed"; }

std::string advice(const Record& record, const model::ProviderSetup& setup) {
    if (record.sign_in.methods.empty()) return {};
    std::string how = "scc provider login " + std::string(record.id);
    std::vector<std::string> names;
    for (const Method* method : methods_of_environment(record, setup)) names.push_back(variable_of(*method));
    return names.empty() ? how : how + ", or set " + text::alternatives(names);
}

std::vector<model::Variable> secrets_of(const Record& record, const model::ProviderSetup& setup, IsSet is_set) {
    std::vector<model::Variable> secrets;
    if (setup.credential) {
        const Method* method = referring_method(record, setup);
        if (method != nullptr && is_allowed(*method, setup)) {
            secrets.push_back({variable_of(*method), std::nullopt, setup.credential->value});
        }
        return secrets;
    }
    const std::vector<const Method*> methods = methods_of_environment(record, setup);
    for (const Method* method : methods) {
        const std::string name = variable_of(*method);
        if (is_set(name.c_str())) secrets.push_back({name, std::nullopt, std::string(of_env) + name});
    }
    if (!secrets.empty()) return secrets;
    for (const Method* method : methods) {
        if (method->file.empty()) continue;
        const std::string path = std::string(record.volume_path) + "/" + std::string(method->file);
        secrets.push_back({variable_of(*method), std::nullopt, "file:" + path});
    }
    return secrets;
}

Result<Done> check_setups(const model::Effective& config) {
    for (const auto& [id, setup] : config.provider_setups) {
        auto record = named(id);
        if (!record) return Error{Code::config, record.error().message, record.error().hint, place_of(setup)};
        if (!setup.sign_in) continue;
        for (const std::string& name : setup.sign_in->value) {
            const auto method = (*record)->sign_in.find(name, id);
            if (!method) {
                return Error{Code::config, method.error().message, method.error().hint, setup.sign_in->origin.because};
            }
        }
    }
    return Done{};
}

}  // namespace scc::provider
