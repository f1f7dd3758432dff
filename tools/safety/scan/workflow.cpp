// Continuous integration and npm: YAML, of which JSON is a part, with commands under known keys.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "scan/format.hpp"
#include "scan/yaml.hpp"

namespace scc::safety {
namespace {

using yaml::Node;

constexpr std::size_t max_nested = 16;       // lists within the list of a script
constexpr std::size_t max_joined = 100'000;  // their items, all scripts of a file together
constexpr std::string_view script_keys[] = {
    "script", "before_script", "after_script", "run", "commands", "command_line"};

// "${{ … }}" is replaced before a shell sees it, by what nobody knows.
Script with_holes(const Script& from) {
    Script made;
    const std::string& text = from.text();
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = std::min(text.find("${{", at), text.size());
        const std::size_t close = begin == text.size() ? std::string::npos : text.find("}}", begin);
        const std::size_t end = close == std::string::npos ? text.size() : begin;
        made.append(from.slice({at, end}));
        if (close == std::string::npos) break;
        made.put_unknown(from.in_file({begin, close + 2}));
        at = close + 2;
    }
    return made;
}

// Takes scripts out of a document. Aliases are followed within a count: they can make a small file a long script.
class Collector {
public:
    void add(const Node* node, std::string part) {
        if (node == nullptr) return;
        Script script;
        join(*node, script, 0);
        if (script.empty()) return;
        script.part = std::move(part);
        scripts_.push_back(std::move(script));
    }

    // Whether the node is seen for the first time.
    bool enters(const Node& node) { return seen_.insert(&node).second; }

    std::vector<Script> scripts() && { return std::move(scripts_); }

private:
    // The items of a list, one a line: they run in one shell.
    void join(const Node& node, Script& into, std::size_t depth) {
        if (depth > max_nested || node.tag == "!reference" || ++joined_ > max_joined) return;
        if (node.kind == Node::Kind::list) {
            for (const Node* item : node.items) join(*item, into, depth + 1);
        }
        if (node.kind != Node::Kind::scalar || node.text.empty()) return;
        into.append(with_holes(node.text));
        const std::size_t size = node.text.text().size();
        const std::size_t end = node.text.in_file({size, size}).end;
        if (!node.text.text().ends_with('\n')) into.put("\n", {end, end});
    }

    std::vector<Script> scripts_;
    std::set<const Node*> seen_;
    std::size_t joined_ = 0;
};

// Whether what a step's `shell` or `interpreter` names reads what a POSIX shell reads; unset, it does.
bool is_posix(const Node* shell) {
    const std::string name = text::lower(yaml::scalar_of(shell));
    return name.empty() || name.starts_with("bash") || name.starts_with("sh") || name.starts_with("/bin/");
}

const Node* default_shell(const Node* node) { return value_of(value_of(value_of(node, "defaults"), "run"), "shell"); }

void add_steps(const Node* steps, const Node* shell, const std::string& part, Collector& into) {
    if (steps == nullptr || steps->kind != Node::Kind::list) return;
    std::size_t number = 0;
    for (const Node* step : steps->items) {
        ++number;
        const Node* own = value_of(step, "shell");
        if (!is_posix(own == nullptr ? shell : own)) continue;
        const std::string_view name = yaml::scalar_of(value_of(step, "name"));
        const std::string which = name.empty() ? std::to_string(number) : text::quoted(name);
        into.add(value_of(step, "run"), part + "step " + which);
    }
}

// Everything under a key that holds scripts, wherever it stands.
void add_keyed(const Node& node, const std::string& path, std::size_t depth, Collector& into) {
    if (depth > yaml::max_depth || !into.enters(node)) return;
    if (node.kind == Node::Kind::list) {
        std::size_t number = 0;
        for (const Node* item : node.items) add_keyed(*item, path + "/" + std::to_string(++number), depth + 1, into);
    }
    if (node.kind != Node::Kind::map) return;
    const bool posix = is_posix(value_of(&node, "shell")) && is_posix(value_of(&node, "interpreter"));
    for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
        const std::string key(yaml::scalar_of(node.items[i]));
        const Node& value = *node.items[i + 1];
        const bool keyed = std::ranges::find(script_keys, key) != std::end(script_keys);
        const std::string below = path.empty() ? key : path + "/" + key;
        if (keyed && !posix) continue;
        if (keyed && value.kind != Node::Kind::map) into.add(&value, text::quoted(below));
        else add_keyed(value, below, depth + 1, into);
    }
}

}  // namespace

Result<std::vector<Script>> read_workflow(std::string_view bytes) {
    SCC_TRY(const auto document, yaml::Document::read(bytes));
    Collector scripts;
    for (const Node* root : document.roots()) {
        add_steps(value_of(value_of(root, "runs"), "steps"), nullptr, "", scripts);
        const Node* jobs = value_of(root, "jobs");
        if (jobs == nullptr || jobs->kind != Node::Kind::map) continue;
        for (std::size_t i = 0; i + 1 < jobs->items.size(); i += 2) {
            const Node* job = jobs->items[i + 1];
            const Node* own = default_shell(job);
            const std::string part = "job " + text::quoted(yaml::scalar_of(jobs->items[i])) + ", ";
            add_steps(value_of(job, "steps"), own == nullptr ? default_shell(root) : own, part, scripts);
        }
    }
    return std::move(scripts).scripts();
}

Result<std::vector<Script>> read_pipeline(std::string_view bytes) {
    SCC_TRY(const auto document, yaml::Document::read(bytes));
    Collector scripts;
    for (const Node* root : document.roots()) add_keyed(*root, "", 0, scripts);
    return std::move(scripts).scripts();
}

Result<std::vector<Script>> read_package(std::string_view bytes) {
    SCC_TRY(const auto document, yaml::Document::read(bytes));
    Collector scripts;
    for (const Node* root : document.roots()) {
        const Node* table = value_of(root, "scripts");
        if (table == nullptr || table->kind != Node::Kind::map) continue;
        for (std::size_t i = 0; i + 1 < table->items.size(); i += 2) {
            if (table->items[i + 1]->kind != Node::Kind::scalar) continue;
            scripts.add(table->items[i + 1], "script " + text::quoted(yaml::scalar_of(table->items[i])));
        }
    }
    return std::move(scripts).scripts();
}

}  // namespace scc::safety
