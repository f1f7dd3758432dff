#include "values.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "proc/places.hpp"
#include "proc/run.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::completion {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds patience(2);

// Values that a tool lists: the command, the kind of its answer, and where in that they stand.
struct Live {
    std::string_view name;
    std::string_view command;  // words without blanks in them
    std::string_view kind;
    std::string_view list;
    std::string_view key;
    std::string_view about;  // may be empty
};

constexpr Live live_table[] = {
    {"team", "scc-config team list", "teams", "teams", "name", "description"},
    {"provider", "scc-provider list", "providers", "providers", "id", "title"},
    {"session", "scc-sandbox sessions --limit 50", "sessions", "sessions", "id", "name"},
    {"sandbox", "scc-sandbox list", "containers", "containers", "name", "workspace"},
    {"image", "scc-sandbox image list", "images", "images", "name", "state"},
    {"worktree", "scc-worktree list", "worktrees", "worktrees", "name", "branch"},
    {"action", "scc-config dev status", "actions", "actions", "name", "description"},
    {"exception", "scc-config exceptions list", "exceptions", "exceptions", "id", "reason"},
    {"word", "scc --help", "help", "verbs", "name", "help"},
};

// Values that are always the same.
struct Fixed {
    std::string_view name;
    std::string_view words;
};

constexpr Fixed fixed_table[] = {
    {"narrower network", "locked-down-web web-egress-enforced"},
    {"network", "locked-down-web open web-egress-enforced"},
    {"kind of thing", "command destination mcp mount network plugin provider"},
    {"nothing", ""},
};

// Which values stand in which slot; the first row that fits counts. Empty fits everything; a verb fits those that begin
// with it.
struct Row {
    std::string_view tool, verb, slot, values;
};

constexpr Row row_table[] = {
    {"", "", "--team", "team"},
    {"", "", "--provider", "provider"},
    {"", "", "--resume", "session"},
    {"", "", "--network", "narrower network"},
    {"scc", "help", "WORD", "word"},
    {"scc", "worktree create", "NAME", "nothing"},
    {"scc-config", "team", "NAME", "team"},
    {"scc-config", "dev", "NAME", "action"},
    {"scc-config", "exceptions", "ID", "exception"},
    {"scc-config", "why", "KIND", "kind of thing"},
    {"scc-net", "compile", "--policy", "network"},
    {"scc-provider", "", "ID", "provider"},
    {"scc-provider", "", "ID|ask", "provider"},
    {"scc-sandbox", "image", "PROVIDER", "provider"},
    {"scc-sandbox", "image", "IMAGE", "image"},
    {"scc-sandbox", "plan", "--name", "nothing"},
    {"scc-sandbox", "", "NAME", "sandbox"},
    {"scc-audit", "", "SESSION", "session"},
    {"scc-worktree", "create", "NAME", "nothing"},
    {"scc-worktree", "", "NAME", "worktree"},
    {"scc-worktree", "", "NAME|^|-", "worktree"},
};

// What a placeholder that stands in no row is called says whether it is a path.
constexpr std::string_view file_placeholders[] = {"FILE", "SOURCE"};
constexpr std::string_view directory_placeholders[] = {"PATH", "PATH|-", "REPO", "DIR"};

bool fits(const Row& row, const Slot& slot) {
    const bool tool = row.tool.empty() || row.tool == slot.tool;
    const bool verb = row.verb.empty() || slot.verb == row.verb || slot.verb.starts_with(std::string(row.verb) + " ");
    return tool && verb && row.slot == slot.name;
}

Result<json> answer_of(std::string_view command, std::string_view kind) {
    std::vector<std::string> argv = text::words(command);
    argv.front() = places::program_dir() + "/" + argv.front();
    argv.emplace_back("--json");
    SCC_TRY(const std::string out, proc::output_of({.argv = std::move(argv), .timeout = patience}));
    SCC_TRY(const json document, wire::parse(out, command));
    return wire::open(document, kind, command);
}

// The first line of what is said about a value; a description may be missing.
std::string about(wire::Reader& at, std::string_view key) {
    const std::string said = key.empty() ? "" : at.text_or(key, "");
    return text::cut(text::split(said, '\n').front(), 60);
}

Completion listed(const Live& row) {
    const auto data = answer_of(row.command, row.kind);
    if (!data) return {};
    Completion values;
    wire::Reader in(*data, row.command);
    in.for_each(row.list, [&](wire::Reader& at) {
        const std::string word = text::split(at.any_text(row.key), ' ').front();
        if (!word.empty()) values.candidates.push_back({word, about(at, row.about)});
    });
    return values;
}

Completion fixed(const Fixed& row) {
    Completion values;
    for (const std::string& word : text::words(row.words)) values.candidates.push_back({word, ""});
    return values;
}

Completion named(std::string_view name) {
    if (const auto* row = std::ranges::find(live_table, name, &Live::name); row != std::end(live_table))
        return listed(*row);
    return fixed(*std::ranges::find(fixed_table, name, &Fixed::name));
}

Paths paths_of(std::string_view placeholder) {
    if (std::ranges::find(file_placeholders, placeholder) != std::end(file_placeholders)) return Paths::files;
    const auto* found = std::ranges::find(directory_placeholders, placeholder);
    return found == std::end(directory_placeholders) ? Paths::none : Paths::directories;
}

OptionRow read_option(wire::Reader& in) {
    return {in.text("name"),
            in.any_text("letter"),
            in.any_text("value"),
            in.boolean("value_is_optional"),
            in.any_text("help")};
}

// "[REPO] NAME... [-- WORD...]": the placeholders, without what shows that they may stand again.
void read_operands(const std::string& shown, VerbRow& verb) {
    for (std::string word : text::words(shown)) {
        const bool may_be_left_out = word.starts_with('[');
        word = text::replace_all(text::replace_all(word, "[", ""), "]", "");
        if (word == "--") return;
        verb.last_repeats = word.ends_with("...");
        word = text::replace_all(word, "...", "");
        verb.operands.push_back(may_be_left_out ? "[" + word + "]" : word);
    }
}

VerbRow read_verb(wire::Reader& in) {
    VerbRow verb;
    verb.words = text::words(in.any_text("name"));
    read_operands(in.any_text("operands"), verb);
    verb.help = in.any_text("help");
    in.for_each("options", [&](wire::Reader& at) { verb.options.push_back(read_option(at)); });
    verb.is = in.texts("is");
    return verb;
}

}  // namespace

Result<Tool> tool_named(std::string_view name) {
    const std::string command = std::string(name) + " --help";
    SCC_TRY(const json data, answer_of(command, "help"));
    wire::Reader in(data, command);
    Tool tool{.name = in.text("name"), .verbs = {}};
    in.any_text("summary");
    in.for_each("verbs", [&](wire::Reader& at) { tool.verbs.push_back(read_verb(at)); });
    return in.finish(std::move(tool));
}

Completion values_of(const Slot& slot) {
    const auto* row = std::ranges::find_if(row_table, [&](const Row& one) { return fits(one, slot); });
    if (row != std::end(row_table)) return named(row->values);
    return {{}, paths_of(slot.placeholder)};
}

}  // namespace scc::completion
