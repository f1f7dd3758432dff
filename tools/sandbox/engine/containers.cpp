#include "containers.hpp"

#include "base/text.hpp"
#include "names.hpp"

namespace scc::sandbox {
namespace {

using Words = std::vector<std::string>;

// One line a container; a label that a container lacks is empty.
std::string container_format(const Engine& engine) {
    std::string format = "{{.ID}}\t{{.Names}}\t{{" + std::string(engine.traits().state) + "}}";
    for (const std::string_view label : {label_role,
                                         label_session,
                                         std::string_view("scc.provider"),
                                         std::string_view("scc.team"),
                                         std::string_view("scc.workspace"),
                                         std::string_view("scc.policy"),
                                         std::string_view("scc.network"),
                                         std::string_view("scc.user"),
                                         label_owner}) {
        format += "\t{{" + std::string(engine.traits().label) + " \"" + std::string(label) + "\"}}";
    }
    return format;
}

Result<std::vector<Container>> listed(const Engine& engine, Words words) {
    words.insert(words.begin(), {"ps", "--all", "--no-trunc", "--format", container_format(engine)});
    SCC_TRY(const std::string lines, output_of(engine, words));
    std::vector<Container> containers;
    for (const std::string& line : text::words(lines, '\n')) {
        Words fields = text::split(line, '\t');
        fields.resize(12);
        containers.push_back({fields[0],
                              fields[1],
                              fields[2],
                              fields[3],
                              fields[4],
                              fields[5],
                              fields[6],
                              fields[7],
                              fields[8],
                              fields[9],
                              fields[10],
                              fields[11]});
    }
    return containers;
}

Words filter_words(const Words& filters) {
    Words words;
    for (const std::string& filter : filters) {
        words.emplace_back("--filter");
        words.push_back(filter);
    }
    return words;
}

Words ours(Words filters) {
    filters.push_back(filter(label_managed, "true"));
    filters.push_back(filter(label_owner, owner()));
    return filter_words(filters);
}

template <class Wanted>
Result<Done> remove_of(const Engine& engine, const std::string& session, Wanted wanted) {
    const Words filters = {filter(label_session, session)};
    SCC_TRY(const auto containers, containers_of(engine, filters));
    Words ids;
    for (const Container& container : containers) {
        if (wanted(container)) ids.push_back(container.id);
    }
    SCC_CHECK(remove_containers(engine, ids));
    SCC_TRY(const auto networks, networks_of(engine, filters));
    Words names;
    for (const Network& network : networks) names.push_back(network.name);
    return remove_networks(engine, names);
}

}  // namespace

Result<std::vector<Container>> containers_of(const Engine& engine, const Words& filters) {
    return listed(engine, ours(filters));
}

Result<std::vector<Container>> containers_named(const Engine& engine, const std::string& name) {
    SCC_TRY(std::vector<Container> containers, listed(engine, filter_words({"name=" + name})));
    std::erase_if(containers, [&](const Container& container) { return container.name != name; });
    return containers;
}

Result<std::vector<Network>> networks_of(const Engine& engine, const Words& filters) {
    Words words = ours(filters);
    words.insert(words.begin(), {"network", "ls", "--format", "{{.Name}}"});
    SCC_TRY(const std::string lines, output_of(engine, words));
    std::vector<Network> networks;
    for (const std::string& name : text::words(lines, '\n')) {
        const std::size_t prefix = std::string_view("scc-egress-").size();
        networks.push_back({name, name.size() > prefix ? name.substr(prefix) : ""});
    }
    return networks;
}

Result<Done> remove_containers(const Engine& engine, const Words& ids) {
    if (ids.empty()) return Done{};
    Words words = engine.traits().remove;
    words.insert(words.end(), ids.begin(), ids.end());
    SCC_CHECK(output_of(engine, words));
    return Done{};
}

Result<Done> remove_networks(const Engine& engine, const Words& names) {
    if (names.empty()) return Done{};
    Words words = {"network", "rm"};
    words.insert(words.end(), names.begin(), names.end());
    SCC_CHECK(output_of(engine, words));
    return Done{};
}

Result<Done> remove_session(const Engine& engine, const std::string& session) {
    return remove_of(engine, session, [](const Container&) { return true; });
}

Result<Done> remove_network_of(const Engine& engine, const std::string& session) {
    return remove_of(engine, session, [](const Container& container) { return container.role != "agent"; });
}

}  // namespace scc::sandbox
