#include "credential.hpp"

#include "base/env.hpp"
#include "base/text.hpp"
#include "proc/credential.hpp"

namespace scc::config {
namespace {

constexpr std::size_t none = std::string_view::npos;

Result<std::string> with_variables(const std::string& name, std::string_view value) {
    std::string text;
    for (std::size_t start = 0; (start = value.find("${")) != none;) {
        const std::size_t end = value.find('}', start);
        const std::string variable(value.substr(start + 2, end == none ? none : end - start - 2));
        if (end == none || !credential::is_variable(variable)) break;
        const auto found = env::get(variable.c_str());
        if (!found) {
            return Error{Code::prereq,
                         "header " + text::quoted(name) + " needs the environment variable " + text::quoted(variable) +
                             ", which is not set",
                         "set it"};
        }
        text += std::string(value.substr(0, start)) + *found;
        value.remove_prefix(end + 1);
    }
    return text + std::string(value);
}

bool is_header_name(std::string_view name) {
    constexpr std::string_view allowed = "-_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return !name.empty() && name.find_first_not_of(allowed) == none;
}

}  // namespace

Header header_for(const std::string& secret, const std::string& name, bool gitlab) {
    const bool has_scheme = secret.starts_with("Bearer ") || secret.starts_with("Basic ");
    std::string header = name;
    if (header.empty()) header = gitlab && !has_scheme ? "PRIVATE-TOKEN" : "Authorization";
    const bool bearer = text::lower(header) == "authorization" && !has_scheme;
    return {header, (bearer ? "Bearer " : "") + secret};
}

Result<Access> access_to(const Location& location, const Credential& credential, const std::string& ca_bundle) {
    Access access{.ca_bundle = ca_bundle};
    if (credential.auth.empty() || !location.is_remote()) return access;
    if (!credential.header.empty() && !is_header_name(credential.header)) {
        return Error{
            Code::config, text::quoted(credential.header) + " is no name of a header", "such as PRIVATE-TOKEN"};
    }
    SCC_TRY(const std::string secret, credential::value_of(credential.auth));
    access.headers.push_back(header_for(secret, credential.header, location.gitlab));
    access.credential = credential::shown(credential.auth);
    return access;
}

Result<std::vector<Header>> expanded(const std::map<std::string, std::string>& headers) {
    std::vector<Header> list;
    for (const auto& [name, value] : headers) {
        SCC_TRY(std::string text, with_variables(name, value));
        if (!is_header_name(name) || !credential::is_one_line(text)) {
            return Error{
                Code::config, "header " + text::quoted(name) + " is no header of one line", "write its name and value"};
        }
        list.push_back({name, std::move(text)});
    }
    return list;
}

}  // namespace scc::config
