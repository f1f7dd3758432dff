// The proxy of an enforced network while it runs.
//
// The engine's client stays attached to it, beside us: what the proxy writes is in the session's directory without
// asking the engine, and stays readable when container and supervisor are gone. Squid says there when it listens and
// at which address, so that nobody has to knock. A signal to the client ends proxy, container and client, for the
// container is one of `run --rm`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.hpp"
#include "proc/background.hpp"

namespace scc::sandbox {

// In the session's directory: the access log, and everything else the proxy or the client said.
std::string proxy_log(const std::string& directory);
std::string proxy_errors(const std::string& directory);

// The address at which Squid says that it listens; nothing when it has not said so yet.
std::optional<std::string> listening_at(std::string_view errors);

class Sidecar {
public:
    // Starts these words of the engine and does not wait for what comes of them.
    Result<Done> start(const Engine& engine, std::vector<std::string> words, const std::string& directory);

    // Waits until the proxy listens; its address. Code::tool when it ends before, is not there in time, or listens on
    // every network.
    Result<std::string> address(const Engine& engine);

    // Whether it has ended although nobody told it to.
    bool is_lost();

    // Tells it to end, and does not wait for that.
    void tell_to_end(const Engine& engine);

    // Whether the client has seen the proxy end and the engine remove it, after it was told to. Otherwise the client is
    // gone all the same, and what the engine holds is for others to remove.
    bool end(const Engine& engine);

private:
    std::optional<proc::Background> client_;
    std::vector<std::string> words_;
    std::string errors_;
    bool told_ = false;
};

}  // namespace scc::sandbox
