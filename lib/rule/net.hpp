// Programs that talk to the network, and whom they would talk to.
//
// Under `open` none of this is asked. Under `web-egress-enforced` a command may run when every host it names is a
// destination; under `locked-down-web` when it stays on this machine. The loopback addresses and commands that only
// print (--version, --help) or copy between local paths reach nothing and are always free.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "rule/rule.hpp"
#include "rule/words.hpp"

namespace scc::rule {

struct Host {
    std::string name;                 // lower case, without brackets and a dot at the end
    std::optional<std::string> port;  // nothing: the port of the web
};

// Whom a command would talk to. `sure` is false when the words do not tell.
struct Reach {
    std::vector<Host> hosts;
    bool sure = true;
};

// The host of a URL or of "host[:port]"; nothing when it cannot be told. `port` is the one used when none is named;
// empty stands for the ports of the web.
std::optional<Host> host_in(std::string_view url, std::string_view port = "");

// Whether a list of destinations ("host", "*.host", "host:port") holds `host`.
bool is_destination(const Host& host, const std::vector<std::string>& destinations);

// Whether the program is one of the table.
bool is_network_program(std::string_view program);

// Reads the words of such a command.
Words read_network(std::span<const shell::Argument> words);

// The condition of every row of this family.
bool reaches_out(const Words& words, Place& place);

// Whether the command runs what a download prints.
bool runs_fetched(const Words& words, Place& place);

Family net_family();

}  // namespace scc::rule
