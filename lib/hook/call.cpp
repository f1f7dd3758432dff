#include "hook/call.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/path.hpp"
#include "base/text.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::hook {
namespace {

using wire::json;
using wire::Reader;

constexpr std::string_view input_name = "standard input";
constexpr std::string_view command_keys[] = {"command", "cmd"};

// The first of the keys that is there, or the first of all where none is.
std::string_view key_in(const Reader& in, Names keys) {
    const auto found = std::ranges::find_if(keys, [&](std::string_view key) { return in.has(key); });
    return found == keys.end() ? keys.front() : *found;
}

std::string text_in(Reader& in, Names keys) { return keys.empty() ? "" : in.text_or(key_in(in, keys), ""); }

bool is_shell(const Host& host, std::string_view tool) {
    return std::ranges::find(host.shells, tool) != host.shells.end();
}

bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

// The command at `key`: a line, or words.
void read_command(Reader& in, std::string_view key, Call& call) {
    if (in.raw(key).is_array()) {
        call.argv = in.texts(key);
        if (call.argv.empty()) in.fault(key, "there is no command in " + text::quoted(key));
        if (std::ranges::any_of(call.argv, has_nul)) in.fault(key, "a word of the command holds a NUL byte");
    } else {
        call.line = in.any_text(key);
    }
}

bool is_command(const json& value) { return value.is_string() || value.is_array(); }

void read_arguments(const Host& host, Reader& in, Call& call) {
    in.open();
    const std::string_view key = key_in(in, command_keys);
    if (!is_shell(host, call.tool) && !is_command(in.raw(key))) return;
    read_command(in, key, call);
    if (const std::string directory = text_in(in, host.keys.directory); !directory.empty()) {
        call.cwd = path::normal(directory, call.cwd.empty() ? "/" : call.cwd);
    }
}

// The arguments: themselves, or what their text says.
Result<json> arguments_in(const json& value, const std::string& name) {
    if (!value.is_string()) return value;
    return wire::parse(value.get_ref<const std::string&>(), name);
}

std::string first_root(Reader& in, std::string_view key) {
    const auto roots = key.empty() ? std::nullopt : in.optional_texts(key);
    return roots && !roots->empty() ? roots->front() : std::string();
}

bool is_beginning(const Host& host, Reader& in) {
    const auto is_there = [&](std::string_view key) { return in.has(key); };
    if (host.beginning.event.empty() || std::ranges::any_of(host.keys.tool, is_there)) return false;
    if (std::ranges::any_of(host.keys.arguments, is_there)) return false;
    return in.text_or(host.keys.event, "") == host.beginning.event;
}

}  // namespace

Result<Call> read_call(const Host& host, std::string_view bytes) {
    SCC_TRY(const json document, wire::parse(bytes, input_name));
    Reader in(document, input_name);
    in.open();
    Call call{.line = {}, .cwd = text_in(in, host.keys.cwd)};
    if (call.cwd.empty()) call.cwd = first_root(in, host.keys.roots);
    call.session = text_in(in, host.keys.session);
    call.id = text_in(in, host.keys.call);
    if (is_beginning(host, in)) {
        call.begins = true;
        return in.finish(std::move(call));
    }
    const std::string_view tool_key = key_in(in, host.keys.tool);
    if (!host.keys.line.empty() && in.has(host.keys.line) && !in.has(tool_key)) {
        read_command(in, host.keys.line, call);
        return in.finish(std::move(call));
    }
    call.tool = in.text(tool_key);
    const std::string_view arguments_key = key_in(in, host.keys.arguments);
    const json& given = in.raw(arguments_key);
    if (const auto fault = in.faults()) return *fault;
    auto arguments = arguments_in(given, in.where(arguments_key));
    if (!is_shell(host, call.tool) && (!arguments || !arguments->is_object())) return call;
    if (!arguments) return std::move(arguments).error();
    Reader inner(*arguments, input_name, in.pointer(arguments_key));
    read_arguments(host, inner, call);
    return inner.finish(std::move(call));
}

}  // namespace scc::hook
