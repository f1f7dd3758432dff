#include "squid.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "model/net.hpp"
#include "pages.hpp"

namespace scc::net {
namespace {

constexpr std::string_view settings = R"(# How Squid runs: in the foreground, not as root, with nothing on the disk.
http_port 3128
visible_hostname scc-egress-proxy
pid_filename none
coredump_dir none
pinger_enable off
netdb_filename none
cache deny all
cache_mem 0 MB
memory_pools off
max_filedescriptors 4096
shutdown_lifetime 0 seconds
connect_timeout 15 seconds
forward_timeout 30 seconds

# What it says about itself and its client to others: nothing.
forwarded_for delete
httpd_suppress_version_string on
request_header_access Via deny all
reply_header_access Via deny all
reply_header_access X-Squid-Error deny all
reply_header_access X-Cache deny all
reply_header_access X-Cache-Lookup deny all
global_internal_static off
short_icon_urls off

# What it writes down: one JSON object a request, without what stands behind a "?".
logfile_rotate 0
cache_log stdio:/dev/stderr
strip_query_terms on
logformat scc {"time":"%{%Y-%m-%dT%H:%M:%S}tg.%03tuZ","client":"%>a","method":"%"rm","host":"%">rd","port":"%>rP","url":"%"ru","status":%>Hs,"verdict":"%{verdict}note","sent":%<st,"received":%>st,"ms":%tr}
acl asked has request
access_log stdio:/dev/stdout scc asked
acl to_port annotate_transaction verdict=denied:port
acl to_name annotate_transaction verdict=denied:name
acl to_blocked annotate_transaction verdict=denied:blocked
acl to_address annotate_transaction verdict=denied:address
acl to_all annotate_transaction verdict=allowed
)";

std::string line(const std::vector<std::string>& words) { return text::join(words, " ") + "\n"; }

std::string pattern_below(std::string_view host) {
    return R"(.\.)" + text::replace_all(std::string(host), ".", R"(\.)") + "$";
}

// One acl that holds for the hosts of `targets`. Addresses are compared as they stand in the request, unless `resolve`.
std::string hosts_acl(const std::string& name, const std::vector<Target>& targets, bool resolve) {
    std::set<std::string> names;
    std::set<std::string> below;
    std::set<std::string> addresses;
    for (const Target& target : reduced(targets)) {
        (target.kind == Target::Kind::name    ? names
         : target.kind == Target::Kind::below ? below
                                              : addresses)
            .insert(target.host);
    }
    std::string lines;
    std::vector<std::string> parts;  // what needs no look-up first
    const auto add = [&](const std::string& part, std::string_view test, const std::string& value) {
        lines += line({"acl", name + part, std::string(test), value});
        if (parts.empty() || parts.back() != name + part) parts.push_back(name + part);
    };
    for (const std::string& host : names) add("_names", "dstdomain -n", (below.contains(host) ? "." : "") + host);
    for (const std::string& host : below) {
        if (!names.contains(host)) add("_below", "dstdom_regex -n -i", pattern_below(host));
    }
    for (const std::string& host : addresses) add("_addresses", resolve ? "dst" : "dst -n", host);
    for (const std::string& part : parts) lines += line({"acl", name, "any-of", part});
    return lines;
}

std::map<std::optional<std::int64_t>, std::vector<Target>> by_port(const std::vector<Target>& targets) {
    std::map<std::optional<std::int64_t>, std::vector<Target>> groups;
    for (const Target& target : targets) groups[target.port].push_back(target);
    return groups;
}

std::string ports_acl(const std::string& name, const std::vector<std::int64_t>& ports) {
    std::string lines;
    for (const std::int64_t port : ports) lines += line({"acl", name, "port", std::to_string(port)});
    return lines;
}

// An acl `name` that holds for each target on its own ports; `usual` are those of a target that names none, and empty
// means any.
std::string targets_acl(const std::string& name,
                        const std::vector<Target>& targets,
                        const std::vector<std::int64_t>& usual,
                        bool resolve) {
    std::string lines;
    for (const auto& [port, group] : by_port(targets)) {
        const std::string hosts = name + (port ? "_" + std::to_string(*port) : "");
        lines += hosts_acl(hosts + "_hosts", group, resolve);
        const std::vector<std::int64_t> ports = port ? std::vector{*port} : usual;
        lines += ports_acl(hosts + "_ports", ports);
        lines += ports.empty() ? line({"acl", name, "all-of", hosts + "_hosts"})
                               : line({"acl", name, "all-of", hosts + "_hosts", hosts + "_ports"});
    }
    return lines;
}

std::string deny(std::string_view condition, std::string_view verdict) {
    return "http_access deny " + std::string(condition) + " " + std::string(verdict) + "\n";
}

bool is_address(const Target& target) { return target.kind == Target::Kind::address; }

// Denies what `blocked` names but for what `released` does. Where addresses are blocked the names that lead there are
// as well, and only a released address is let through.
std::string blocked_acl(const std::string& name,
                        const std::vector<Target>& blocked,
                        const std::vector<Target>& released,
                        bool resolve) {
    if (blocked.empty()) return {};
    const std::string lines = targets_acl(name, blocked, {}, resolve);
    if (released.empty()) return lines + deny(name, "to_blocked");
    const std::string except = name + "_released";
    return lines + targets_acl(except, released, {80, 443}, false) + deny(name + " !" + except, "to_blocked");
}

// By name before by address, so that a blocked name is not looked up either.
std::string blocked_acls(const Rules& rules) {
    const auto with = [](const std::vector<Target>& targets, bool addresses) {
        std::vector<Target> those;
        std::ranges::copy_if(
            targets, std::back_inserter(those), [&](const Target& target) { return is_address(target) == addresses; });
        return those;
    };
    return blocked_acl("blocked", with(rules.blocked, false), with(rules.released, false), false) +
           blocked_acl("blocked_to", with(rules.blocked, true), with(rules.released, true), true);
}

std::string ranges_acl(const std::vector<Range>& ranges) {
    std::string lines;
    for (const Range& range : ranges) lines += line({"acl", "inner", "dst", text_of(range)});
    return lines;
}

// Squid looks for a page below its own folder of pages, or in one that must hold all of them.
std::string page(std::string_view name, std::string_view verdict) {
    return "deny_info ../../../../.." + std::string(model::proxy_directory) + "/" + std::string(name) + " " +
           std::string(verdict) + "\n";
}

}  // namespace

std::vector<Target> reduced(std::vector<Target> targets) {
    const auto order = [](const Target& target) { return std::tie(target.host, target.kind, target.port); };
    std::ranges::sort(targets, {}, order);
    targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    std::vector<Target> kept;
    for (const Target& target : targets) {
        const auto covers = [&](const Target& other) { return !(other == target) && covers_host(other, target); };
        if (std::ranges::none_of(targets, covers)) kept.push_back(target);
    }
    return kept;
}

std::vector<std::int64_t> open_ports(const std::vector<Target>& targets) {
    std::set<std::int64_t> ports = {80, 443};
    for (const Target& target : targets) {
        if (target.port) ports.insert(*target.port);
    }
    return {ports.begin(), ports.end()};
}

std::vector<std::int64_t> tunnel_ports(const std::vector<Target>& targets) {
    std::vector<std::int64_t> ports = open_ports(targets);
    std::erase(ports, 80);
    return ports;
}

std::string configuration(const Rules& rules) {
    const bool nothing = rules.allow.empty();
    std::string lines(settings);
    if (!rules.nameservers.empty()) lines += "dns_nameservers " + text::join(rules.nameservers, " ") + "\n";
    lines += page(page_port, "to_port") + page(page_name, "to_name") + page(page_blocked, "to_blocked") +
             page(page_address, "to_address");
    lines += "\n# 1. Other ports, and tunnels to what is no TLS port.\n";
    lines += ports_acl("open_ports", open_ports(rules.allow)) + ports_acl("tunnel_ports", tunnel_ports(rules.allow));
    lines += "acl web proto HTTP HTTPS\n";
    lines += "http_access deny manager\n";
    lines +=
        deny("!open_ports", "to_port") + deny("CONNECT !tunnel_ports", "to_port") + deny("!CONNECT !web", "to_port");
    lines += "\n# 2. What is not on the list, without looking it up.\n";
    lines += targets_acl("listed", rules.allow, {80, 443}, false);
    lines += nothing ? deny("all", "to_name") : deny("!listed", "to_name");
    if (!rules.blocked.empty() && !nothing) {
        lines += "\n# 3. What a security rule blocks.\n";
        lines += blocked_acls(rules);
    }
    if (!rules.denied.empty() && !nothing) {
        lines += "\n# 4. What leads to an inner address.\n";
        lines += ranges_acl(rules.denied) + deny("inner", "to_address");
    }
    lines += "\n# 5. The list; nothing else.\n";
    if (!nothing) lines += "http_access allow listed to_all\n";
    return lines + "http_access deny all\n";
}

}  // namespace scc::net
