#include "scene.hpp"

#include <algorithm>
#include <ranges>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "engine/containers.hpp"
#include "engine/names.hpp"
#include "plan/mounts.hpp"
#include "proc/places.hpp"

namespace scc::sandbox {
namespace {

using Words = std::vector<std::string>;
using probe::Does;
using probe::Order;
using probe::Transport;

constexpr auto quick = std::chrono::seconds(10);
constexpr auto removal = std::chrono::seconds(30);

// A session may have to build its image first.
constexpr auto launch_within = std::chrono::minutes(20);

// Hosts by name; the network each of them stands on.
constexpr const char* target = "outside";
constexpr const char* inner = "inner";
constexpr const char* elsewhere = "elsewhere";
constexpr const char* host = "host";
constexpr const char* neighbour = "neighbour";
constexpr const char* agent = "agent";

void add(Words& words, const Words& more) { words.insert(words.end(), more.begin(), more.end()); }

Order listening(Transport transport, std::int64_t port, const std::string& says) {
    return {.does = Does::listen, .transport = transport, .port = port, .says = {says}};
}

std::string page(const std::string& token) {
    return "HTTP/1.0 200 OK\r\nContent-Length: " + std::to_string(token.size()) + "\r\n\r\n" + token;
}

Words of_family(const probe::Answer& look, bool six) {
    Words found;
    for (const probe::Place& place : look.places) {
        const bool is_six = place.address.find(':') != std::string::npos;
        if (is_six == six && !place.address.starts_with("fe80")) found.push_back(place.address);
    }
    return found;
}

}  // namespace

Scene::~Scene() {
    if (const auto gone = take_down(); !gone) cli::log::warning(gone.error().message + "; " + gone.error().hint);
}

std::string Scene::network() const { return "scc-verify-" + neighbour_; }

Result<Done> Scene::set_up() {
    SCC_TRY(facts_.run, new_session_id());
    SCC_TRY(facts_.token, new_session_id());
    facts_.run = facts_.run.substr(0, 8);
    facts_.policy = model::network_policy_named(config_.network_policy.value).value_or(facts_.policy);
    SCC_TRY(site_, make_site(facts_.run));
    SCC_CHECK(start_neighbour());
    SCC_CHECK(start_hosts());
    SCC_CHECK(open_ports());
    SCC_CHECK(start_agent());
    return find_out();
}

Result<Station> Scene::session(const std::string& name, const Reach& reach) {
    SCC_TRY(const std::string plan, plan_for(config_, reach, *site_));
    return Station::start(name,
                          {.argv = {places::program_dir() + "/scc-sandbox",
                                    "run",
                                    "--no-input",
                                    "--allow-suspicious-workspace",
                                    "--plan-fd",
                                    "3"}},
                          plan);
}

Result<Done> Scene::start_neighbour() {
    SCC_TRY(Station started, session("the other session", {}));
    named_[neighbour] = &stations_.emplace_back(std::move(started));
    SCC_TRY(const probe::Answer look, named_[neighbour]->ask({.does = Does::look}, launch_within));
    facts_.neighbour = of_family(look, false);
    SCC_TRY(const auto containers, containers_of(engine_, {filter("scc.workspace", site_->workspace())}));
    Words proxies;
    for (const Container& container : containers) {
        neighbour_ = container.session;
        if (container.role == "proxy") proxies.push_back(container.id);
    }
    if (neighbour_.empty()) return Error{Code::tool, engine_.program + " does not list the other session's container"};
    SCC_TRY(facts_.neighbour_proxies, addresses_of(proxies));
    return listen(*named_[neighbour], {listening(Transport::tcp, verify_port::agent, page(facts_.token))});
}

Result<Words> Scene::addresses_of(const Words& containers) {
    if (containers.empty()) return Words{};
    Words words = {"inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}"};
    add(words, containers);
    SCC_TRY(const std::string said, output_of(engine_, words));
    return text::words(text::replace_all(said, "\n", " "));
}

Words Scene::host_words(const std::string& name, const std::string& where, const std::string& image) const {
    Words words = {
        "run", "--rm", "--interactive", "--name", "scc-verify-" + name + "-" + facts_.run, "--network", where};
    for (const auto& [label, value] : std::map<std::string, std::string>{{std::string(label_managed), "true"},
                                                                         {std::string(label_owner), owner()},
                                                                         {std::string(label_session), neighbour_},
                                                                         {std::string(label_role), "probe"},
                                                                         {"scc.workspace", site_->workspace()}}) {
        add(words, {"--label", label + "=" + value});
    }
    add(words, {"--cap-drop", "ALL", "--cap-add", "NET_BIND_SERVICE", "--security-opt", "no-new-privileges"});
    add(words, {"--user", "0:0", "--read-only", "--log-driver", "none", "--pids-limit", "256"});
    add(words, engine_.traits().run);
    add(words, {"--mount", mount_word({"bind", site_->probe(), probe_directory, false})});
    add(words, {"--entrypoint", probe_program, image});
    return words;
}

// An engine that gives no IPv6 to a network is asked for one without.
Result<Done> Scene::start_hosts() {
    SCC_TRY(const auto containers, containers_of(engine_, {filter(label_session, neighbour_)}));
    SCC_TRY(const std::string image, output_of(engine_, {"inspect", "--format", "{{.Image}}", containers.front().id}));
    Words make = {"network", "create"};
    add(make, {"--label", std::string(label_managed) + "=true", "--label", std::string(label_owner) + "=" + owner()});
    add(make, {"--label", std::string(label_session) + "=" + neighbour_});
    Words with_six = make;
    const std::string part = facts_.run.substr(0, 4) + ":" + facts_.run.substr(4, 4);
    add(with_six, {"--ipv6", "--subnet", "fd53:" + part + "::/64", network()});
    make.push_back(network());
    has_network_ = true;
    if (!output_of(engine_, with_six)) SCC_CHECK(output_of(engine_, make));
    const std::string outside = outside_network(engine_.traits());
    for (const auto& [name, where] : std::vector<std::pair<std::string, std::string>>{
             {target, outside}, {inner, outside}, {elsewhere, network()}, {host, "host"}}) {
        SCC_TRY(Station started,
                Station::start("the test host '" + name + "'", call(engine_, host_words(name, where, image))));
        named_[name] = &stations_.emplace_back(std::move(started));
    }
    return Done{};
}

Result<Done> Scene::listen(Station& at, std::vector<Order> orders) {
    SCC_TRY(const auto answers, at.ask(std::move(orders), quick));
    for (const probe::Answer& answer : answers) {
        if (!answer.problem.empty()) return Error{Code::tool, "a test host cannot listen: " + answer.problem};
    }
    return Done{};
}

Result<Done> Scene::open_ports() {
    std::map<std::string, probe::Answer> looks;
    for (const char* name : {target, inner, elsewhere, host}) {
        SCC_TRY(looks[name], named_[name]->ask({.does = Does::look}, start_within()));
    }
    for (const char* name : {target, inner}) {
        if (of_family(looks[name], false).empty()) return Error{Code::tool, "a test host has no address"};
    }
    facts_.target = of_family(looks[target], false).front();
    facts_.inner = of_family(looks[inner], false).front();
    facts_.elsewhere = of_family(looks[elsewhere], false);
    add(facts_.elsewhere, of_family(looks[elsewhere], true));
    const std::string answer = page(facts_.token);
    std::vector<Order> ports;
    for (const std::int64_t port :
         {verify_port::http, verify_port::https, verify_port::ssh, verify_port::proxy, verify_port::names}) {
        ports.push_back(listening(Transport::tcp, port, answer));
    }
    ports.push_back(listening(Transport::udp, verify_port::datagrams, facts_.token));
    for (const char* name : {inner, elsewhere}) SCC_CHECK(listen(*named_[name], ports));
    Order names = listening(Transport::dns, verify_port::names, "");
    const std::string& at = facts_.target;
    for (const auto& [name, addresses] :
         std::map<std::string_view, std::string>{{verify_name::allowed, at},
                                                 {verify_name::inner, facts_.inner},
                                                 {verify_name::mixed, at + "," + facts_.inner},
                                                 {verify_name::turning, at + " " + facts_.inner},
                                                 {verify_name::metadata, "169.254.169.254"},
                                                 {verify_name::blocked, at}}) {
        names.names[std::string(name)] = addresses;
    }
    if (const Words six = of_family(looks[elsewhere], true); !six.empty()) {
        names.names[std::string(verify_name::inner_six)] = six.front();
    }
    ports.push_back(names);
    SCC_CHECK(listen(*named_[target], ports));
    SCC_TRY(const probe::Answer opened, named_[host]->ask(listening(Transport::tcp, 0, answer), quick));
    facts_.host_port = opened.port;
    return Done{};
}

Result<Done> Scene::start_agent() {
    Reach reach;
    for (const std::string_view name : {verify_name::allowed,
                                        verify_name::inner,
                                        verify_name::inner_six,
                                        verify_name::mixed,
                                        verify_name::turning,
                                        verify_name::metadata}) {
        reach.destinations.emplace_back(name);
    }
    reach.destinations.push_back("*." + std::string(verify_name::below));
    reach.blocked = {std::string(verify_name::blocked)};
    reach.private_addresses = {facts_.target};
    reach.name_server = facts_.target;
    SCC_TRY(Station started, session("the agent", reach));
    named_[agent] = &stations_.emplace_back(std::move(started));
    SCC_TRY(facts_.agent, named_[agent]->ask({.does = Does::look}, start_within() + launch_within));
    return Done{};
}

// What is there only now that the agent is: the host's side of its network, and its proxy.
Result<Done> Scene::find_out() {
    std::vector<Order> ports;
    for (const std::string_view group : {group_four, group_six}) {
        ports.push_back(listening(Transport::udp, facts_.host_port, facts_.token));
        ports.back().group = group;
    }
    SCC_CHECK(listen(*named_[host], ports));
    SCC_TRY(const probe::Answer look, named_[host]->ask({.does = Does::look}, quick));
    facts_.host = look.places;
    SCC_TRY(const auto containers, containers_of(engine_, {filter("scc.workspace", site_->workspace())}));
    Words proxies;
    for (const Container& container : containers) {
        if (container.role == "proxy" && container.session != neighbour_) proxies.push_back(container.id);
    }
    SCC_TRY(facts_.own_proxies, addresses_of(proxies));
    return Done{};
}

Result<std::vector<probe::Answer>> Scene::carry_out(const std::vector<Order>& orders) {
    return named_[agent]->ask(orders, std::chrono::minutes(1));
}

Result<std::vector<std::string>> Scene::heard() {
    std::vector<std::string> all;
    for (const auto& [name, station] : named_) {
        if (name == agent) continue;
        SCC_TRY(const probe::Answer answer, station->ask({.does = Does::heard}, quick));
        all.insert(all.end(), answer.heard.begin(), answer.heard.end());
    }
    return all;
}

Result<Done> Scene::take_down() {
    for (Station& station : stations_ | std::views::reverse) station.tell_to_end();
    bool gone = true;
    for (Station& station : stations_ | std::views::reverse) gone = station.ended_within(removal) && gone;
    stations_.clear();
    named_.clear();
    if (has_network_) gone = output_of(engine_, {"network", "rm", network()}).has_value() && gone;
    has_network_ = false;
    if (!gone && !neighbour_.empty()) gone = remove_session(engine_, neighbour_).has_value();
    if (site_) SCC_CHECK(file::remove_all(site_->root));
    site_.reset();
    if (gone) return Done{};
    return Error{
        Code::tool, engine_.program + " may still hold something of the verification", "remove it with scc prune"};
}

}  // namespace scc::sandbox
