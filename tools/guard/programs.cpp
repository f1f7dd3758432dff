#include "programs.hpp"

#include <algorithm>

#include "base/path.hpp"

namespace scc::guard {
namespace {

constexpr std::string_view guarded[] = {"git", "curl", "wget", "ssh", "scp", "sftp", "rsync"};
constexpr std::string_view part_of_git = "git-";

// "upload-pack" for "git-upload-pack"; empty for every other name.
std::string_view part_called(std::string_view name) {
    const std::string_view base = path::basename(name);
    return base.starts_with(part_of_git) ? base.substr(part_of_git.size()) : std::string_view();
}

}  // namespace

std::span<const std::string_view> guarded_programs() { return guarded; }

std::string_view program_called(std::string_view name) {
    if (!part_called(name).empty()) return "git";
    const auto* found = std::ranges::find(guarded, path::basename(name));
    return found == std::end(guarded) ? std::string_view() : *found;
}

std::vector<std::string> words_of(std::string_view program, const std::vector<std::string>& argv) {
    std::vector<std::string> words{std::string(program)};
    if (argv.empty()) return words;
    const std::string_view part = program == "git" ? part_called(argv.front()) : std::string_view();
    if (!part.empty()) words.emplace_back(part);
    words.insert(words.end(), argv.begin() + 1, argv.end());
    return words;
}

}  // namespace scc::guard
