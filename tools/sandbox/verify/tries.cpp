#include "tries.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.hpp"

namespace scc::sandbox {
namespace {

using Orders = std::vector<probe::Order>;
using Texts = std::vector<std::string>;
using probe::Does;
using probe::Transport;
using std::string;
namespace name = verify_name;
namespace port = verify_port;

constexpr std::size_t most_addresses = 24;
constexpr std::int64_t proxied_within = 6000;  // milliseconds: longer than a look-up takes
constexpr std::int64_t second_look = 2500;     // by then the proxy has forgotten the name
constexpr std::string_view engine_names = "127.0.0.11";
constexpr std::string_view metadata_address = "169.254.169.254";

bool is_six(std::string_view address) { return address.find(':') != std::string_view::npos; }

Texts devices(const Facts& facts) {
    std::set<string> names;
    for (const probe::Place& place : facts.agent.places) names.insert(place.device);
    if (names.empty()) names.insert("eth0");
    return {names.begin(), names.end()};
}

probe::Order saying(Transport transport, const string& to, std::int64_t number, const string& text) {
    return {.does = Does::exchange, .transport = transport, .to = to, .port = number, .says = {text}};
}

string request(std::string_view path) { return "GET /" + string(path) + " HTTP/1.0\r\n\r\n"; }

// Each order as it is and bound to each of the agent's devices.
Orders bound(const Facts& facts, const Orders& orders) {
    Orders more;
    for (const probe::Order& order : orders) {
        for (const string& device : devices(facts)) {
            more.push_back(order);
            more.back().device = device;
        }
    }
    return more;
}

Orders joined(Orders orders, const Orders& more) {
    orders.insert(orders.end(), more.begin(), more.end());
    return orders;
}

// As they are and bound.
Orders both(const Facts& facts, const Orders& orders) { return joined(orders, bound(facts, orders)); }

Orders to_all(Transport transport, const Texts& addresses, std::int64_t number, const string& text) {
    Orders orders;
    for (const string& address : addresses) orders.push_back(saying(transport, address, number, text));
    return orders;
}

Texts of_family(const Texts& addresses, bool six) {
    Texts those;
    for (const string& address : addresses) {
        if (is_six(address) == six) those.push_back(address);
    }
    return those;
}

// The first and the last address of each network the agent stands on, and its way out: where a host would be.
Texts gateways(const Facts& facts) {
    std::set<string> found(facts.agent.gateways.begin(), facts.agent.gateways.end());
    for (const probe::Place& place : facts.agent.places) {
        in_addr own = {};
        if (place.length < 1 || place.length > 30 || ::inet_pton(AF_INET, place.address.c_str(), &own) != 1) continue;
        const std::uint32_t rest = 0xFFFFFFFFU >> static_cast<unsigned>(place.length);
        const std::uint32_t network = ntohl(own.s_addr) & ~rest;
        for (const std::uint32_t address : {network + 1, network + rest - 1}) {
            std::array<char, INET_ADDRSTRLEN> text = {};
            const in_addr wanted = {htonl(address)};
            found.insert(::inet_ntop(AF_INET, &wanted, text.data(), text.size()));
        }
    }
    return {found.begin(), found.end()};
}

Texts host_addresses(const Facts& facts, bool six) {
    Texts found;
    for (const probe::Place& place : facts.host) {
        if (is_six(place.address) == six && found.size() < most_addresses) found.push_back(place.address);
    }
    return found;
}

Texts link_local(const Facts& facts) {
    Texts found;
    for (const string& address : host_addresses(facts, true)) {
        if (!address.starts_with("fe80")) continue;
        for (const string& device : devices(facts)) found.push_back(address + "%" + device);
    }
    return found;
}

string proxy_address(const Facts& facts) {
    const string prefix = "http://";
    if (!facts.agent.proxy.starts_with(prefix)) return {};
    const string rest = facts.agent.proxy.substr(prefix.size());
    return rest.substr(0, rest.rfind(':'));
}

// What is said to the proxy; nothing where there is none.
Orders asking_proxy(const Facts& facts, const std::vector<Texts>& questions) {
    const string proxy = proxy_address(facts);
    Orders orders;
    if (proxy.empty()) return orders;
    for (const Texts& says : questions) {
        orders.push_back({.does = Does::exchange, .to = proxy, .port = port::proxy, .says = says});
        orders.back().within = proxied_within;
    }
    return orders;
}

Texts get(std::string_view host, const string& path) {
    return {"GET http://" + string(host) + "/" + path + " HTTP/1.1\r\nHost: " + string(host) +
            "\r\nConnection: close\r\n\r\n"};
}

Texts tunnel(const string& to, const string& path) {
    return {"CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n\r\n", request(path)};
}

string bracketed(const string& address) { return is_six(address) ? "[" + address + "]" : address; }

string with_port(std::string_view host, std::int64_t number) {
    return bracketed(string(host)) + ":" + std::to_string(number);
}

// For a port of each address, by a tunnel and without.
Orders asking_for_ports(const Facts& facts, const Texts& addresses, std::int64_t number, const string& path) {
    std::vector<Texts> questions;
    for (const string& address : addresses) {
        questions.push_back(tunnel(with_port(address, number), path));
        questions.push_back(get(with_port(address, number), path));
    }
    return asking_proxy(facts, questions);
}

// A question for the address of a name, as RFC 1035 writes it.
string question(const string& of) {
    string bytes("\0\7\1\0\0\1\0\0\0\0\0\0", 12);
    for (const string& label : text::words(of, '.')) bytes += static_cast<char>(label.size()) + label;
    return probe::text_of(bytes + string("\0\0\1\0\1", 5));
}

string name_below(const string& mark) { return mark + "." + string(name::domain); }

Orders asking_names(const Texts& servers, const string& of) {
    return to_all(Transport::udp, servers, port::names, question(of));
}

Orders broadcasts(const Facts& facts, const string& mark) {
    return bound(facts, {saying(Transport::udp, "255.255.255.255", facts.host_port, mark)});
}

Orders multicasts(const Facts& facts, const string& mark) {
    Texts groups = {"224.0.0.1", string(group_four)};
    for (const string& device : devices(facts)) {
        for (const std::string_view group : {std::string_view("ff02::1"), group_six}) {
            groups.push_back(string(group) + "%" + device);
        }
    }
    return bound(facts, to_all(Transport::udp, groups, facts.host_port, mark));
}

const Try table[] = {
    {"an allowed host, through the proxy",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         return asking_proxy(
             f, {get(name::allowed, m), tunnel(with_port(name::allowed, port::https), m), get(name::turning, m)});
     },
     true},
    {"HTTP to a host outside, the proxy's variables unset",
     Sign::token,
     [](const Facts& f, const string& m) { return to_all(Transport::tcp, {f.target}, port::http, request(m)); }},
    {"the same, bound to the network's device",
     Sign::token,
     [](const Facts& f, const string& m) {
         return bound(f, to_all(Transport::tcp, {f.target}, port::http, request(m)));
     }},
    {"TCP to another network",
     Sign::token,
     [](const Facts& f, const string& m) {
         return both(f, to_all(Transport::tcp, of_family(f.elsewhere, false), port::https, request(m)));
     }},
    {"UDP to another network",
     Sign::token,
     [](const Facts& f, const string& m) {
         Texts to = of_family(f.elsewhere, false);
         to.push_back(f.target);
         return both(f, to_all(Transport::udp, to, port::datagrams, m));
     }},
    {"ICMP to another network",
     Sign::echo,
     [](const Facts& f, const string& m) {
         Texts to = of_family(f.elsewhere, false);
         to.push_back(f.target);
         return both(f, to_all(Transport::icmp, to, 0, m));
     }},
    {"IPv6 to another network",
     Sign::token,
     [](const Facts& f, const string& m) {
         return both(f, to_all(Transport::tcp, of_family(f.elsewhere, true), port::http, request(m)));
     }},
    {"the host, at the gateway",
     Sign::token,
     [](const Facts& f, const string& m) { return to_all(Transport::tcp, gateways(f), f.host_port, request(m)); }},
    {"the host, at the gateway, bound to the network's device",
     Sign::token,
     [](const Facts& f, const string& m) {
         return bound(f,
                      joined(to_all(Transport::tcp, gateways(f), f.host_port, request(m)),
                             to_all(Transport::udp, gateways(f), f.host_port, m)));
     }},
    {"the host, at its other addresses",
     Sign::token,
     [](const Facts& f, const string& m) {
         return to_all(Transport::tcp, host_addresses(f, false), f.host_port, request(m));
     }},
    {"the host, at its other addresses, bound to the network's device",
     Sign::token,
     [](const Facts& f, const string& m) {
         return bound(f, to_all(Transport::tcp, host_addresses(f, false), f.host_port, request(m)));
     }},
    {"the host, over IPv6 link-local",
     Sign::token,
     [](const Facts& f, const string& m) { return to_all(Transport::tcp, link_local(f), f.host_port, request(m)); }},
    {"broadcast", Sign::token, broadcasts, false, true},
    {"multicast", Sign::token, multicasts, false, true},
    {"a name outside, of the engine's name server",
     Sign::names,
     [](const Facts&, const string& m) { return asking_names({string(engine_names)}, name_below(m)); },
     false,
     true},
    {"a name outside, of the configured name servers",
     Sign::names,
     [](const Facts& f, const string& m) { return asking_names(f.agent.resolvers, name_below(m)); },
     false,
     true},
    {"a name server of one's own",
     Sign::names,
     [](const Facts& f, const string& m) {
         return both(
             f, joined(asking_names({f.target}, name_below(m)), {saying(Transport::tcp, f.target, port::names, m)}));
     }},
    {"a host that is not allowed, through the proxy",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         return asking_proxy(f,
                             {get(name_below(m), m),
                              tunnel(with_port(name_below(m), port::https), m),
                              get("ALLOWED." + name_below(m), m)});
     }},
    {"the metadata address, through the proxy",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         return asking_proxy(f,
                             {get(metadata_address, m),
                              get("2852039166", m),
                              get("0xa9fea9fe", m),
                              get("[::ffff:169.254.169.254]", m),
                              tunnel(with_port(metadata_address, port::https), m),
                              get(name::metadata, m)});
     }},
    {"an allowed name that leads to a private address",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         return asking_proxy(
             f, {get(name::inner, m), tunnel(with_port(name::inner, port::https), m), get(name::mixed, m)});
     }},
    {"an allowed name that leads to a private IPv6 address",
     Sign::token,
     [](const Facts& f, const string& m) {
         if (of_family(f.elsewhere, true).empty()) return Orders();
         return asking_proxy(f, {get(name::inner_six, m), tunnel(with_port(name::inner_six, port::https), m)});
     }},
    {"an allowed name that leads there on the second look-up",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         Orders orders = asking_proxy(f, {get(name::turning, m)});
         for (probe::Order& order : orders) order.after = second_look;
         return orders;
     }},
    {"a private address itself, through the proxy",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         return asking_proxy(f, {get(f.inner, m), tunnel(with_port(f.inner, port::https), m)});
     }},
    {"CONNECT to an IP literal",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         std::vector<Texts> questions = {tunnel(with_port(f.target, port::https), m)};
         for (const string& address : f.elsewhere) questions.push_back(tunnel(with_port(address, port::https), m));
         return asking_proxy(f, questions);
     }},
    {"CONNECT to port 22",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         return asking_proxy(
             f, {tunnel(with_port(name::allowed, port::ssh), m), tunnel(with_port(f.target, port::ssh), m)});
     }},
    {"CONNECT to a host that is not allowed, with a trailing dot",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         return asking_proxy(f, {tunnel(name_below(m) + ".:443", m), get(name_below(m) + ".", m)});
     }},
    {"a blocked host below an allowed one, with a trailing dot",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         return asking_proxy(
             f,
             {tunnel(string(name::blocked) + ".:443", m), get(string(name::blocked) + ".", m), get(name::blocked, m)});
     }},
    {"another proxy behind the proxy",
     Sign::proxied,
     [](const Facts& f, const string& m) {
         return joined(
             asking_proxy(
                 f, {tunnel(with_port(name::allowed, port::proxy), m), tunnel(with_port(f.target, port::proxy), m)}),
             asking_for_ports(f, f.own_proxies, port::proxy, m));
     }},
    {"another session's agent",
     Sign::token,
     [](const Facts& f, const string& m) {
         return both(f, to_all(Transport::tcp, f.neighbour, port::agent, request(m)));
     }},
    {"another session's agent, through the proxy",
     Sign::proxied,
     [](const Facts& f, const string& m) { return asking_for_ports(f, f.neighbour, port::agent, m); }},
    {"another session's proxy",
     Sign::echo,
     [](const Facts& f, const string& m) {
         return both(f, to_all(Transport::tcp, f.neighbour_proxies, port::proxy, get(name::allowed, m).front()));
     }},
    {"another session's proxy, through the proxy",
     Sign::proxied,
     [](const Facts& f, const string& m) { return asking_for_ports(f, f.neighbour_proxies, port::proxy, m); }},
};

}  // namespace

std::span<const Try> tries() { return table; }

std::string mark_of(const Facts& facts, std::size_t row) { return "try-" + std::to_string(row) + "-" + facts.run; }

}  // namespace scc::sandbox
