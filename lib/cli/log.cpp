#include "cli/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <termios.h>
#include <unistd.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "base/env.hpp"
#include "base/text.hpp"

namespace scc::cli::log {
namespace {

std::string program_name = "scc";

bool as_json() { return env::get("SCC_LOG_FORMAT") == "json"; }

spdlog::logger make() {
    spdlog::logger logger(program_name, std::make_shared<spdlog::sinks::stderr_sink_st>());
    logger.set_pattern("%v");
    logger.set_level(spdlog::level::from_str(env::get("SCC_LOG").value_or("info")));
    logger.flush_on(spdlog::level::trace);
    return logger;
}

// A terminal that a program inside a sandbox has for itself takes a line's end for nothing but the next line.
bool is_raw_terminal() {
    termios settings = {};
    return ::tcgetattr(STDERR_FILENO, &settings) == 0 && (settings.c_oflag & OPOST) == 0;
}

std::string with_returns(const std::string& line) { return "\r" + text::replace_all(line, "\n", "\r\n") + "\r"; }

void write(spdlog::level::level_enum level, const char* label, std::string_view message) {
    static spdlog::logger logger = make();
    if (as_json()) {
        const nlohmann::json line = {{"program", program_name}, {"level", label}, {"message", message}};
        logger.log(level, "{}", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
        return;
    }
    const bool labelled = level == spdlog::level::warn || level == spdlog::level::debug;
    std::string line = program_name + ": ";
    if (labelled) line += std::string(label) + ": ";
    line += message;
    logger.log(level, "{}", is_raw_terminal() ? with_returns(line) : line);
}

}  // namespace

void start(std::string_view program) { program_name = program; }

void debug(std::string_view message) { write(spdlog::level::debug, "debug", message); }
void info(std::string_view message) { write(spdlog::level::info, "info", message); }
void warning(std::string_view message) { write(spdlog::level::warn, "warning", message); }
void error(std::string_view message) { write(spdlog::level::err, "error", message); }

}  // namespace scc::cli::log
