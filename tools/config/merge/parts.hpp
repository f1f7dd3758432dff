// What the sections of the merge share: the layers in order, the gates an addition passes, and the record of refusals.
#pragma once

#include "merge.hpp"

namespace scc::config {

class Merge {
public:
    explicit Merge(const Layers& layers);

    const Layers& in;
    const Org* org;                    // null: standalone
    const Team* team;                  // null: no team
    std::vector<const Layer*> layers;  // those there are, organisation first
    std::vector<std::string> aliases;  // of the marketplaces there are
    model::Effective out;

    // The plugin under every name its marketplace goes by, its own first.
    std::vector<std::string> names_of(const std::string& plugin) const;

    // Why `layer` may not add anything of the kind ("plugin", "mcp", "destination" or "dev"), or nothing when it may.
    struct Refused {
        std::string reason;
        model::Origin origin;
        std::optional<std::string> pattern = std::nullopt;  // for what is blocked: what hit it
        bool undelegated = false;                           // a refusal that delegation would have lifted
    };
    std::optional<Refused> undelegated(std::string_view kind, const Layer& layer) const;

    // Whether the two switches let a workspace change what a team decided.
    std::optional<Refused> workspace_switches() const;

    // What a layer asked for: its name, and the server of that name where it is one.
    struct Item {
        Item(std::string text) : name(std::move(text)) {}
        Item(const model::McpServer& at) : name(at.name), server(&at) {}
        std::string name;
        const model::McpServer* server = nullptr;
    };

    // Records a refusal, unless an exception releases it: then that is recorded, and the answer is true. What security
    // blocks is released by the organisation's own exceptions of scope "policy" only.
    bool deny(std::string_view kind, const Item& item, const std::string& layer, const Refused& why);
    bool block(std::string_view kind, const Item& item, const std::string& layer, const Refused& why);

    // Whether an exception releases what security blocks; that it was used is recorded.
    bool unblocked(std::string_view kind, const Item& item, const std::string& layer);

    // Whether the exception counts at this moment.
    bool is_in_force(const Exception& exception) const;

    // The same without a way out: no exception changes a network policy or what a server is.
    void reject(std::string_view kind, const std::string& item, const std::string& layer, const Refused& why);
    void forbid(std::string_view kind, const std::string& item, const std::string& layer, const Refused& why);
    void narrow(std::string_view kind, const std::string& item, const std::string& layer, const Refused& why);

private:
    enum class Gate {
        delegation,
        list,
        security,
    };
    bool opens(const Exception& exception, Gate gate) const;
    bool released(std::string_view kind, const Item& item, const std::string& layer, Gate gate);
};

// Records the exceptions of the repository that do not count.
void review_exceptions(Merge& merge);

// Whether security and the organisation's own list let the plugin be; a refusal is recorded. A marketplace may go by
// several names: an alias for each time a file names it, and what it calls itself. A pattern for one speaks of all.
bool passes_blocks(Merge& merge, const std::string& plugin, const std::string& layer);

// Takes a server that the organisation's catalog describes when it passes what holds for every server.
void take_governed_server(Merge& merge, const model::McpServer& server);

// Takes out the providers of which nothing is said.
void drop_empty(ProviderSetups& setups);

void merge_network_policy(Merge& merge);
void merge_destinations(Merge& merge);
void merge_plugins(Merge& merge);
void merge_mcp_servers(Merge& merge);
void merge_artifacts(Merge& merge);
void merge_agent_settings(Merge& merge);
void merge_dev_environment(Merge& merge);
void merge_limits(Merge& merge);
void merge_providers(Merge& merge);
void merge_images(Merge& merge);
void merge_safety(Merge& merge);

// Applies the final network policy and the blocked destinations to everything collected before.
void apply_network(Merge& merge);

}  // namespace scc::config
