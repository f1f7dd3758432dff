#include "scan/format.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"

namespace scc::safety {
namespace {

constexpr std::string_view shells = "sh bash dash ash ksh mksh zsh";

constexpr Format table[] = {
    {.name = "shell",
     .about = "scripts for sh, bash, dash, ksh and zsh, and git's hooks",
     .names = "*.sh *.bash *.dash *.ksh *.zsh *.bats .bashrc .bash_profile .profile .zshrc .envrc",
     .interpreters = shells,
     .read = read_shell},
    {.name = "makefile",
     .about = "recipes, and what $(shell ...) runs",
     .names = "Makefile makefile GNUmakefile Makefile.am Makefile.in Makefile.inc *.mk *.mak",
     .interpreters = "make",
     .read = read_makefile},
    {.name = "dockerfile",
     .about = "RUN, CMD, ENTRYPOINT and HEALTHCHECK",
     .names = "Dockerfile dockerfile Containerfile Dockerfile.* Containerfile.* *.Dockerfile *.dockerfile",
     .read = read_dockerfile},
    {.name = "workflow",
     .about = "GitHub Actions: the steps' run",
     .names = ".github/workflows/*.yml .github/workflows/*.yaml action.yml action.yaml",
     .read = read_workflow,
     .from_root = true},
    {.name = "pipeline",
     .about = "GitLab CI and other YAML: script, before_script, after_script, run, commands",
     .names = ".gitlab-ci.yml *.gitlab-ci.yml .gitlab/*.yml .travis.yml .drone.yml .woodpecker.yml .woodpecker/*.yml "
              ".circleci/config.yml azure-pipelines.yml .pre-commit-config.yaml",
     .read = read_pipeline,
     .from_root = true},
    {.name = "package", .about = "the scripts of npm's package.json", .names = "package.json", .read = read_package},
    {.name = "procfile", .about = "the processes of a Procfile", .names = "Procfile Procfile.*", .read = read_procfile},
    {.name = "justfile",
     .about = "the recipes of just",
     .names = "justfile Justfile .justfile *.just",
     .interpreters = "just",
     .read = read_justfile},
};

// The end of a path that has as many names as the pattern.
std::string tail_of(std::string_view path, std::string_view pattern) {
    std::size_t slashes = static_cast<std::size_t>(std::ranges::count(pattern, '/'));
    std::size_t at = path.size();
    do {
        at = at == 0 ? std::string_view::npos : path.rfind('/', at - 1);
    } while (at != std::string_view::npos && slashes-- > 0);
    return std::string(at == std::string_view::npos ? path : path.substr(at + 1));
}

bool names_it(const Format& format, std::string_view path) {
    const std::vector<std::string> patterns = text::words(format.names);
    return std::ranges::any_of(patterns, [&](const std::string& pattern) {
        return ::fnmatch(pattern.c_str(), tail_of(path, pattern).c_str(), FNM_PATHNAME) == 0;
    });
}

// "bash" for "#!/usr/bin/env -S bash -e".
std::string interpreter_in(std::string_view head) {
    if (!head.starts_with("#!")) return "";
    const std::string line(head.substr(2, std::min(head.find('\n'), head.size()) - 2));
    for (const std::string& word : text::words(text::replace_all(line, "\t", " "))) {
        const std::string_view name = path::basename(text::trim(word));
        if (name != "env" && !name.starts_with('-') && name.find('=') == std::string_view::npos)
            return std::string(name);
    }
    return "";
}

}  // namespace

std::span<const Format> formats() { return table; }

const Format* format_named(std::string_view name) {
    const auto* const found = std::ranges::find(table, name, &Format::name);
    return found == std::end(table) ? nullptr : found;
}

const Format* format_of(std::string_view path, std::string_view head) {
    const auto* const named = std::ranges::find_if(table, [&](const Format& one) { return names_it(one, path); });
    if (named != std::end(table)) return named;
    const std::string interpreter = interpreter_in(head);
    const auto* const run = std::ranges::find_if(table, [&](const Format& one) {
        const std::vector<std::string> names = text::words(one.interpreters);
        return !interpreter.empty() && std::ranges::find(names, interpreter) != names.end();
    });
    return run == std::end(table) ? nullptr : run;
}

Result<std::vector<Script>> read_shell(std::string_view bytes) {
    Script script;
    constexpr std::string_view mark = "\xef\xbb\xbf";
    const std::size_t begin = bytes.starts_with(mark) ? mark.size() : 0;
    script.copy(bytes.substr(begin), begin);
    return std::vector<Script>{std::move(script)};
}

Result<std::vector<Script>> read_procfile(std::string_view bytes) {
    std::vector<Script> scripts;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        const std::string_view line = bytes.substr(begin, end - begin);
        const std::size_t colon = line.find(':');
        if (!line.starts_with('#') && colon != std::string_view::npos) {
            Script script;
            script.part = "process " + text::quoted(line.substr(0, colon));
            script.copy(line.substr(colon + 1), begin + colon + 1);
            scripts.push_back(std::move(script));
        }
        begin = end + 1;
    }
    return scripts;
}

}  // namespace scc::safety
