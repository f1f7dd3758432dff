// Where an effective value comes from: every value in a plan's `config` section carries it.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "wire/reader.hpp"

namespace scc::model {

using json = nlohmann::json;

// The layer that decided and the key in its document that says so. Layers are named "default", "org", "team.NAME",
// "personal", "workspace", "exception" and "command-line"; `because` reads "org.json:/profiles/web/network_policy".
struct Origin {
    std::string from;
    std::string because;
    bool operator==(const Origin&) const = default;
};

template <class T>
struct Sourced {
    T value{};
    Origin origin{};
    bool operator==(const Sourced&) const = default;
};

// {"value": …, "from": …, "because": …}
json to_json(const Sourced<std::string>& sourced);
json to_json(const Sourced<std::int64_t>& sourced);
json to_json(const Sourced<bool>& sourced);
json to_json(const Sourced<std::vector<std::string>>& sourced);

// Adds "from" and "because" to a record.
json with_origin(json record, const Origin& origin);

Origin read_origin(wire::Reader& in);

// The value at `key`; absent or null is nothing.
std::optional<Sourced<std::string>> read_text(wire::Reader& in, std::string_view key);
std::optional<Sourced<std::int64_t>> read_integer(wire::Reader& in, std::string_view key);
std::optional<Sourced<bool>> read_boolean(wire::Reader& in, std::string_view key);
std::optional<Sourced<std::vector<std::string>>> read_texts(wire::Reader& in, std::string_view key);

}  // namespace scc::model
