// Messages for people, on standard error: "scc-net: warning: …".
//
// SCC_LOG sets what is shown: debug, info (default), warning, error or off. SCC_LOG_FORMAT=json makes each message
// one JSON object on a line. Library code that also runs in containers does not log.
#pragma once

#include <string_view>

namespace scc::cli::log {

// The program's name, which stands before every message.
void start(std::string_view program);

void debug(std::string_view message);
void info(std::string_view message);  // progress, and what was done
void warning(std::string_view message);
void error(std::string_view message);

}  // namespace scc::cli::log
