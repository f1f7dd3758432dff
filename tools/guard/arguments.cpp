#include "arguments.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "root.hpp"

namespace scc::guard {
namespace {

Error usage(std::string message) { return {Code::usage, std::move(message), "see scc-guard --help"}; }

// The largest number is what the kernel reads as "leave it as it is".
constexpr std::uint64_t most_id = 0xFFFFFFFEU;
constexpr std::uint64_t most_characters = 0xFFFFU;
constexpr std::uint64_t most_port = 0xFFFFU;

Result<Done> read_user(std::string_view text, Arguments& into) {
    const std::vector<std::string> ids = text::split(text, ':');
    const auto uid = text::number(ids.front());
    const auto gid = text::number(ids.back());
    if (ids.size() != 2 || !uid || !gid || *uid > most_id || *gid > most_id) {
        return usage("--user must be UID:GID in numbers, not " + text::quoted(text));
    }
    into.uid = static_cast<uid_t>(*uid);
    into.gid = static_cast<gid_t>(*gid);
    return Done{};
}

Result<Done> read_size(std::string_view text, Arguments& into) {
    const std::vector<std::string> sides = text::split(text, 'x');
    const auto columns = text::number(sides.front()).value_or(0);
    const auto rows = text::number(sides.back()).value_or(0);
    if (sides.size() != 2 || columns == 0 || rows == 0 || std::max(columns, rows) > most_characters) {
        return usage("--size must be COLUMNSxROWS in numbers, not " + text::quoted(text));
    }
    into.size = {static_cast<unsigned short>(columns), static_cast<unsigned short>(rows)};
    return Done{};
}

Result<Done> read_directory(std::string_view option, std::string_view text, std::string& into) {
    if (!text.starts_with('/')) {
        return usage(std::string(option) + " must be an absolute path, not " + text::quoted(text));
    }
    into = path::normal(text);
    return Done{};
}

Result<Done> read_variable(std::string_view text, Arguments& into) {
    const std::size_t equals = text.find('=');
    const std::string_view path = equals == std::string_view::npos ? "" : text.substr(equals + 1);
    if (equals == 0 || !path.starts_with('/')) {
        return usage("--variable must be NAME=FILE with an absolute path, not " + text::quoted(text));
    }
    into.variables.push_back({std::string(text.substr(0, equals)), path::normal(path)});
    return Done{};
}

Result<Done> read_kept(std::string_view text, Arguments& into) {
    SCC_TRY(Kept kept, kept_in(text));
    into.kept.push_back(std::move(kept));
    return Done{};
}

Result<Done> read_way_out(std::string_view value, Arguments& into) {
    const auto port = text::number(value).value_or(0);
    if (port == 0 || port > most_port) return usage("--way-out must be a port, not " + text::quoted(value));
    into.way_out = static_cast<std::uint16_t>(port);
    return Done{};
}

Result<Done> read_option(std::string_view option, std::string_view value, Arguments& into) {
    if (option == "--user") return read_user(value, into);
    if (option == "--home") return read_directory(option, value, into.home);
    if (option == "--events") return read_directory(option, value, into.events);
    if (option == "--own") return read_directory(option, value, into.own.emplace_back());
    if (option == "--size") return read_size(value, into);
    if (option == "--way-out") return read_way_out(value, into);
    if (option == "--variable") return read_variable(value, into);
    if (option == "--credential") return read_kept(value, into);
    return usage("unknown option " + text::quoted(option));
}

}  // namespace

Result<Arguments> arguments_in(const std::vector<std::string>& words) {
    Arguments read;
    read.events = at_root(event_directory);
    bool user = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--") {
            read.agent.assign(words.begin() + static_cast<std::ptrdiff_t>(i) + 1, words.end());
            break;
        }
        const std::size_t equals = words[i].find('=');
        const std::string option = words[i].substr(0, equals);
        if (!option.starts_with("--")) return usage("unexpected word " + text::quoted(option));
        if (equals == std::string::npos && i + 1 == words.size()) return usage(option + " needs a value");
        SCC_CHECK(read_option(option, equals == std::string::npos ? words[++i] : words[i].substr(equals + 1), read));
        user = user || option == "--user";
    }
    if (!user) return usage("--user is missing");
    if (read.agent.empty()) return usage("there is no command after --");
    return read;
}

std::string_view help_text() {
    return "usage: scc-guard init --user UID:GID [--home DIR] [--own DIR]... [--events DIR] [--size COLUMNSxROWS]\n"
           "                 [--way-out PORT] [--variable NAME=FILE]...\n"
           "                 [--credential PATH:PROOF:EXPIRES:RENEWAL]... -- AGENT...\n"
           "       scc-guard hook HOST\n"
           "       git|curl|wget|ssh|scp|sftp|rsync [ARGUMENT]...\n"
           "\n"
           "As init: the main process of a sandbox. Becomes the owner of the workspace without any privilege,\n"
           "runs AGENT and ends with its status. As hook: answers the call of a tool that HOST, an agent,\n"
           "describes on standard input. By the name of a program: judges its own words and becomes the\n"
           "program when the policy allows it.\n"
           "\n"
           "      --user UID:GID  who the agent runs as\n"
           "      --home DIR      its home directory (/home/agent)\n"
           "      --own DIR       a further directory that shall belong to it\n"
           "      --events DIR    where guard.jsonl is written (/run/scc/events)\n"
           "      --size COLUMNSxROWS\n"
           "                      how large the terminal is, as long as nobody else says so\n"
           "      --way-out PORT  let nothing leave or enter the container but TCP to and from that port\n"
           "      --variable NAME=FILE\n"
           "                      a variable of the agent with the line in FILE, when that is there\n"
           "      --credential PATH:PROOF:EXPIRES:RENEWAL\n"
           "                      a file in which a sign-in may be; whether it is there is told at the end\n"
           "      --help          print this text\n"
           "      --version       print the version\n";
}

}  // namespace scc::guard
