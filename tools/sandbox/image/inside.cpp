#include "inside.hpp"

#include "base/text.hpp"

namespace scc::sandbox {
namespace {

constexpr std::string_view script = R"sh(dpkg-query --show --showformat 'package ${Package} ${Version}\n'
guard=/usr/lib/scc/scc-guard trusted=/etc/ssl/certs/ca-certificates.crt
[ ! -x "$guard" ] || echo "guard $("$guard" --version)"
[ ! -e "$trusted" ] || echo "certificates $(grep -c BEGIN "$trusted") $(sha256sum <"$trusted")"
)sh";

constexpr std::string_view label_lines =
    "{{with .Config}}{{range $name, $value := .Labels}}{{$name}} {{$value}}\n{{end}}{{end}}";

}  // namespace

Inside listed_inside(const std::string& lines) {
    Inside found;
    for (const std::string& line : text::words(lines, '\n')) {
        const std::vector<std::string> words = text::words(line);
        if (words.size() < 3) continue;
        if (words[0] == "package") found.debian[words[1]] = words[2];
        if (words[0] == "guard") found.guard = words[2];
        if (words[0] != "certificates") continue;
        found.certificates = words[1];
        found.certificates_digest = words[2];
    }
    return found;
}

Result<Inside> inside(const Engine& engine, const std::string& reference) {
    std::vector<std::string> words = {"run", "--rm", "--network", "none", "--cap-drop", "ALL"};
    for (const std::string& word : engine.traits().run) words.push_back(word);
    for (const char* word : {"--entrypoint", "/bin/sh"}) words.emplace_back(word);
    for (const std::string& word : {reference, std::string("-c"), std::string(script)}) words.push_back(word);
    SCC_TRY(const std::string lines, output_of(engine, words, start_within()));
    Inside found = listed_inside(lines);
    SCC_TRY(const std::string labels,
            output_of(engine, {"image", "inspect", "--format", std::string(label_lines), reference}));
    for (const std::string& line : text::words(labels, '\n')) {
        const std::size_t space = line.find(' ');
        if (line.starts_with("scc.") && space != std::string::npos) {
            found.labels[line.substr(0, space)] = line.substr(space + 1);
        }
    }
    return found;
}

}  // namespace scc::sandbox
