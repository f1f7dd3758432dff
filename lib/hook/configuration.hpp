// The hook in the configuration of a host.
//
// A file that is there already belongs to its user: an entry of ours is added or taken out, and every other byte stays.
// An entry is ours when its command runs "scc-safety hook HOST" or "scc-guard hook HOST", wherever those lie.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "hook/host.hpp"
#include "wire/json_edit.hpp"

namespace scc::hook {

// What a shell is given to run the words as a hook: "'/opt/my tools/scc-safety' hook HOST || exit 2".
std::string command_line(const std::vector<std::string>& words);

// What the file says when it holds the hook and nothing else; the host must not be one that takes a plugin.
nlohmann::json configuration(const Host& host, const std::string& line);

// The same for a sandbox, where the host tells of its conversations as well.
nlohmann::json configuration_in_sandbox(const Host& host, const std::string& line);

// An entry of ours.
struct Place {
    std::string event;
    wire::Steps steps;
    std::size_t group = 0;  // its position in the list of the event,
    std::size_t index = 0;  // and in the group, where the host has groups
    std::string line;
    bool current = false;  // it is what we would write for that line, no more and no less
};

// Code::config when the text is not what the host reads.
Result<std::vector<Place>> places_in(const Host& host, std::string_view text, std::string_view name);

// The text with the hook, instead of older ones of ours; unchanged when it is there already. An empty text is a file
// that is missing.
Result<std::string> with_hook(const Host& host, std::string_view text, const std::string& line, std::string_view name);

// The text without any hook of ours; empty when it says nothing else.
Result<std::string> without_hook(const Host& host, std::string_view text, std::string_view name);

// The plugin that runs the words, made from its template, and the words of one; none where the text is no plugin of
// ours.
std::string plugin(std::string text, const std::vector<std::string>& words);
std::vector<std::string> plugin_words(std::string_view text);

}  // namespace scc::hook
