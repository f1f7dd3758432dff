#include "rule/request.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "rule/net.hpp"
#include "rule/pattern.hpp"

namespace scc::rule {
namespace {

constexpr std::string_view http_clients = "http|https|xh|xhs";

// Search engines, gateways, queues, registries and series, where they listen by default.
constexpr std::string_view store_ports =
    "9200|9201|9243|7700|7701|8001|8444|6333|8500|2379|5984|15672|9090|9091|8086|8983|8108|4242|8200|4646|8123";

bool is_upper(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

Request of_http(const Words& words) {
    Request made{.method = "get", .urls = {}, .body = {}};
    std::span<const shell::Argument> rest = words.operands;
    if (!rest.empty() && is_upper(rest[0].text)) {
        made.method = text::lower(rest[0].text);
        rest = rest.subspan(1);
    } else if (rest.size() > 1) {
        made.method = "post";
    }
    if (!rest.empty()) made.urls.push_back(rest[0].text);
    return made;
}

// The host of ":9200/x" is this machine.
bool is_stored_at(std::string_view url) {
    const std::string whole = url.starts_with(':') ? "localhost" + std::string(url) : std::string(url);
    const auto host = host_in(whole);
    if (!host) return true;
    if (!is_destination(*host, {})) return true;
    return host->port && matches(store_ports, *host->port);
}

std::string path_of(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    const std::size_t slash = url.find('/');
    return slash == std::string_view::npos ? std::string() : text::lower(url.substr(slash));
}

bool says_delete(const Request& request, std::string_view url) {
    if (request.method == "delete") return true;
    const std::string path = path_of(url);
    const bool changes = request.method == "post" || request.method == "put" || request.method == "patch";
    if (!changes) return false;
    const auto holds = [&](std::string_view part) { return path.find(part) != std::string::npos; };
    if (holds("delete") || holds("destroy") || holds("purge") || holds("truncate") || path.ends_with("/_close"))
        return true;
    if (holds("_cluster/settings")) return true;
    return matches(
        "(?is).*mutation\\b.*[a-z_]*(delete|destroy|remove|purge|wipe|detach|volumeInstanceUpdate)[a-z_]*\\s*\\(.*",
        request.body);
}

}  // namespace

Request request_of(const Words& words) {
    if (matches(http_clients, words.program)) return of_http(words);
    Request made{.method = "get", .urls = {}, .body = {}};
    for (const shell::Argument& operand : words.operands) made.urls.push_back(operand.text);
    for (const Option& option : words.options) {
        if (option.name == "--url") made.urls.push_back(option.value);
        if (option.name.starts_with("--data") ||
            matches("--json|--form|--post-data|--body-data|--post-file", option.name)) {
            made.method = "post";
            made.body = option.value;
        }
        if (option.name == "--upload-file") made.method = "put";
    }
    for (const Option& option : words.options) {
        if (option.name == "--request" || option.name == "--method") made.method = text::lower(option.value);
    }
    return made;
}

bool deletes_by_request(const Words& words, Place& place) {
    if (words.has("--help") || words.has("--version")) return false;
    const Request request = request_of(words);
    for (const std::string_view url : request.urls) {
        if (!says_delete(request, url) || !is_stored_at(url)) continue;
        const auto at = std::ranges::find_if(words.all, [&](const auto& word) { return word.text.ends_with(url); });
        if (at != words.all.end()) place.at = at->span;
        return true;
    }
    return false;
}

}  // namespace scc::rule
