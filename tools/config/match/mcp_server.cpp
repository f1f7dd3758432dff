#include "mcp_server.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "url.hpp"

namespace scc::config {
namespace {

enum class Dimension {
    any,
    name,
    host,
    url,
    command,
};

struct Typed {
    Dimension dimension = Dimension::any;
    std::string_view pattern;
};

struct Prefix {
    std::string_view text;
    Dimension dimension;
};

constexpr Prefix prefixes[] = {
    {"name:", Dimension::name},
    {"host:", Dimension::host},
    {"url:", Dimension::url},
    {"command:", Dimension::command},
};

Typed typed(std::string_view pattern) {
    pattern = text::trim(pattern);
    for (const Prefix& prefix : prefixes) {
        if (text::lower(pattern.substr(0, prefix.text.size())) == prefix.text) {
            return {prefix.dimension, pattern.substr(prefix.text.size())};
        }
    }
    return {Dimension::any, pattern};
}

// A server as patterns see it.
struct Sight {
    explicit Sight(const model::McpServer& server)
        : name(server.name),
          raw_url(server.url.value_or("")),
          url(parse_url(raw_url)),
          command(server.command.value_or("")),
          args(server.args) {}

    std::string name;
    std::string raw_url;
    std::optional<Url> url;
    std::string command;
    const std::vector<std::string>& args;
};

bool any_of(std::string_view pattern, const std::vector<std::string>& candidates) {
    return std::ranges::any_of(candidates, [&](const std::string& at) { return matches(pattern, at); });
}

// Who blocks all names below a host does not mean to leave out the host itself.
bool blocks_host(std::string_view written, const Sight& sight) {
    if (!sight.url) return false;
    if (written.ends_with('.')) written.remove_suffix(1);
    const std::string pattern = host_pattern(written);
    const std::vector<std::string> hosts = {sight.url->host, sight.url->host + ":" + std::to_string(sight.url->port)};
    return any_of(pattern, hosts) || (pattern.starts_with("*.") && any_of(pattern.substr(2), hosts));
}

bool blocks_url(std::string_view pattern, const Sight& sight) {
    if (matches(pattern, sight.raw_url)) return true;
    return sight.url && (matches(pattern, sight.url->text()) || admits(pattern, *sight.url));
}

std::string normal_word(const std::string& word) { return word.starts_with('/') ? path::normal(word) : word; }

bool matches_command(std::string_view pattern, const Sight& sight) {
    return !sight.command.empty() && matches(pattern, normal_word(sight.command));
}

// A launcher (npx, env, sh) runs what its arguments name: a block sees every word, an allow list the command alone.
bool blocks_command(std::string_view pattern, const Sight& sight) {
    if (sight.command.empty()) return false;
    const auto hit = [&](const std::string& word) {
        return matches(pattern, word) || matches(pattern, normal_word(word));
    };
    return hit(sight.command) || std::ranges::any_of(sight.args, hit) ||
           matches(pattern, sight.command + " " + text::join(sight.args, " "));
}

bool blocks(const Text& text, const Sight& sight) {
    const auto [dimension, pattern] = typed(text.value);
    const bool any = dimension == Dimension::any;
    return ((any || dimension == Dimension::name) && matches(pattern, sight.name)) ||
           ((any || dimension == Dimension::url) && blocks_url(pattern, sight)) ||
           ((any || dimension == Dimension::host) && blocks_host(pattern, sight)) ||
           ((any || dimension == Dimension::command) && blocks_command(pattern, sight));
}

// A pattern with "://" speaks of URLs, any other of hosts: an allow list never looks inside a path it did not mean.
bool admits_target(const Text& text, const Sight& sight) {
    const auto [dimension, pattern] = typed(text.value);
    const bool is_url = pattern.find("://") != std::string_view::npos;
    const bool any = dimension == Dimension::any;
    const bool star = any && pattern == "*";
    const bool target = sight.url && (any || dimension == (is_url ? Dimension::url : Dimension::host));
    return star || (target && admits(pattern, *sight.url)) ||
           ((any || dimension == Dimension::command) && matches_command(pattern, sight));
}

bool admits_name(const Text& text, const Sight& sight) {
    const auto [dimension, pattern] = typed(text.value);
    return (dimension == Dimension::any || dimension == Dimension::name) && matches(pattern, sight.name);
}

template <class Matches>
const Text* first(const std::vector<Text>& patterns, const Sight& sight, Matches matching) {
    const auto found = std::ranges::find_if(patterns, [&](const Text& at) { return matching(at, sight); });
    return found == patterns.end() ? nullptr : &*found;
}

}  // namespace

const Text* blocking(const std::vector<Text>& patterns, const model::McpServer& server) {
    return first(patterns, Sight(server), blocks);
}

Admission admission(const std::vector<Text>& patterns, const model::McpServer& server, bool strict) {
    const Sight sight(server);
    if (const Text* strong = first(patterns, sight, admits_target)) return {strong, false};
    return {strict ? nullptr : first(patterns, sight, admits_name), true};
}

}  // namespace scc::config
