#include "init.hpp"

#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "match/url.hpp"
#include "org.hpp"
#include "proc/places.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

struct Template {
    const char* name;
    const char* file;  // below share/scc/examples
    const char* help;
};

constexpr Template table[] = {
    {"minimal", "org-minimal.json", "one team and no rule"},
    {"teams", "org-teams.json", "several teams, and what each may add"},
    {"strict", "org-strict.json", "an enforced network, allow lists, and nothing without the organisation"},
    {"reference", "org-every-key.json", "every key there is; scc-org(5) explains them"},
};

// What stands in the templates, and what it becomes.
struct Stand {
    std::string_view in;
    std::string becomes;
};

std::string replaced(std::string_view text, const std::vector<Stand>& stands) {
    std::string made;
    for (std::size_t at = 0; at < text.size();) {
        const auto here = [&](const Stand& stand) { return text.substr(at).starts_with(stand.in); };
        const auto found = std::ranges::find_if(stands, here);
        made += found == stands.end() ? std::string(1, text[at]) : found->becomes;
        at += found == stands.end() ? 1 : found->in.size();
    }
    return made;
}

// As it stands between the quotes of a JSON document.
std::string escaped(const std::string& name) {
    const std::string quoted = json(name).dump();
    return quoted.substr(1, quoted.size() - 2);
}

Result<Template> template_named(const std::string& name) {
    std::vector<std::string> names;
    for (const Template& row : table) {
        if (name == row.name) return row;
        names.emplace_back(row.name);
    }
    return Error{Code::usage, "there is no template " + text::quoted(name), "write " + text::alternatives(names)};
}

Result<std::string> made(const cli::Args& args) {
    SCC_TRY(const Template row, template_named(args.text_or("template", "minimal")));
    const auto name = args.text("org-name");
    if (!name) return Error{Code::usage, "the organisation needs a name", "write --org-name NAME"};
    const std::string id = id_of(*name);
    if (id.empty()) return Error{Code::usage, text::quoted(*name) + " has no letter and no digit of ASCII"};
    const auto domain = canonical_host(args.text_or("org-domain", id + ".example"));
    if (!domain) return Error{Code::usage, text::quoted(args.text_or("org-domain", "")) + " is no domain"};
    SCC_TRY(const std::string text, file::read(path::join(places::data_dir(), "examples/" + std::string(row.file))));
    std::string document = replaced(text, {{"acme.example", *domain}, {"Acme", escaped(*name)}, {"acme", id}});
    SCC_TRY(const json parsed, wire::parse(document, row.file));
    SCC_CHECK(read_org(parsed, row.file));
    return document;
}

json templates_json() {
    json list = json::array();
    for (const Template& row : table) list.push_back({{"name", row.name}, {"help", row.help}});
    return list;
}

}  // namespace

std::string id_of(std::string_view name) {
    std::string id;
    for (const char c : text::lower(name)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (plain) id += c;
        if (!plain && !id.empty() && id.back() != '-') id += '-';
    }
    if (id.ends_with('-')) id.pop_back();
    return id;
}

bool org_init_prints(const cli::Args& args) { return args.has("stdout") && !args.has("list-templates"); }

Result<int> org_init_print(const cli::Args& args, const json&) {
    if (args.has("output")) return Error{Code::usage, "options '--output' and '--stdout' exclude each other"};
    SCC_TRY(const std::string document, made(args));
    SCC_CHECK(file::write(STDOUT_FILENO, document, "standard output"));
    return 0;
}

Result<json> org_init(const cli::Args& args, const json&) {
    if (args.has("list-templates")) return json{{"templates", templates_json()}};
    SCC_TRY(const std::string document, made(args));
    SCC_TRY(const std::string here, path::current());
    const std::string path = path::join(here, args.text_or("output", "org.json"));
    if (file::exists(path) && !args.has("force")) {
        return Error{Code::usage, text::quoted(path) + " is there already", "write over it with --force"};
    }
    SCC_CHECK(file::replace(path, document, 0644));
    return json{{"written", path}, {"template", args.text_or("template", "minimal")}};
}

std::string org_init_text(const cli::Args&, const json& data) {
    if (data.contains("written")) return data.at("written").get<std::string>() + "\n";
    std::string lines;
    for (const json& at : data.at("templates")) {
        lines += at.at("name").get<std::string>() + ": " + at.at("help").get<std::string>() + "\n";
    }
    return lines;
}

}  // namespace scc::config
