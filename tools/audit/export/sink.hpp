// Where an export goes: standard output, a file, the system's log, a collector.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "export/encode.hpp"

namespace scc::audit {

struct Batch {
    Records records;
    std::string name;  // the same whenever the same records are sent again
};

class Sink {
public:
    virtual ~Sink() = default;

    // Takes all of the batch, or fails; `written` counts the bytes of all batches of this cursor where that is a file.
    virtual Result<Done> take(const Batch& batch, Encoding encoding, std::uint64_t& written) = 0;
};

struct Destination {
    std::string to;    // "", PATH, "syslog:SOCKET" or "http(s)://…"
    std::string auth;  // "env:NAME" or "command:…": sent as a bearer token; empty: none
};

// Opens it; a file is cut back to `written` bytes. Code::usage for what is no destination.
Result<std::unique_ptr<Sink>> sink_for(const Destination& destination, std::uint64_t written);

// Each kind. A syslog socket is spoken to as RFC 5424 has it, a stream in frames with their length (RFC 6587); a record
// that does not fit into a datagram is named there by its number and hash.
Result<std::unique_ptr<Sink>> file_sink(const std::string& path, std::uint64_t written);
Result<std::unique_ptr<Sink>> syslog_sink(const std::string& socket);
Result<std::unique_ptr<Sink>> http_sink(const Destination& destination);

}  // namespace scc::audit
