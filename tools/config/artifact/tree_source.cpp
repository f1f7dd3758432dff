#include "tree_source.hpp"

#include <algorithm>

#include "base/path.hpp"
#include "base/text.hpp"
#include "match/url.hpp"

namespace scc::config {
namespace {

constexpr std::string_view letters_digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::string_view github = "https://github.com/";

bool is_owner(std::string_view name) {
    const bool edges = !name.starts_with('-') && !name.ends_with('-');
    return edges && name.find_first_not_of(std::string(letters_digits) + "-") == std::string_view::npos;
}

bool is_repo(std::string_view name) {
    return name != "." && name != ".." &&
           name.find_first_not_of(std::string(letters_digits) + "._-") == std::string_view::npos;
}

void read_branch_and_path(wire::Reader& in, TreeSource& source) {
    source.ref = in.optional_text("branch").value_or("main");
    const std::string path = in.optional_text("path").value_or("");
    const auto inner = inner_path(path);
    if (!inner) return in.fault("path", "'path' must stay within the repository");
    source.path = *inner;
}

void read_github(wire::Reader& in, TreeSource& source) {
    const std::string owner = in.text("owner");
    const std::string repo = in.text("repo");
    if (!is_owner(owner)) in.fault("owner", "'owner' must be the name of a GitHub account");
    if (!is_repo(repo)) in.fault("repo", "'repo' must be the name of a GitHub repository");
    source.url = std::string(github) + owner + "/" + repo + ".git";
    read_branch_and_path(in, source);
    source.headers = in.text_map("headers");
}

void read_git(wire::Reader& in, TreeSource& source) {
    source.url = in.text("url");
    const std::string wrong = source.url.empty() ? "" : repository_fault(source.url);
    if (!wrong.empty()) in.fault("url", "'url' " + wrong);
    read_branch_and_path(in, source);
}

void read_web(wire::Reader& in, TreeSource& source) {
    source.url = in.text("url");
    const std::string wrong = source.url.empty() ? "" : archive_fault(source.url);
    if (!wrong.empty()) in.fault("url", "'url' " + wrong);
    source.headers = in.text_map("headers");
}

std::string without_suffix(std::string text, std::string_view suffix) {
    if (text.ends_with(suffix)) text.resize(text.size() - suffix.size());
    return text;
}

// "git@HOST:PATH" as a URL.
std::string as_url(const std::string& repository) {
    if (!repository.starts_with("git@")) return repository;
    const std::size_t colon = repository.find(':');
    if (colon == std::string::npos) return repository;
    return "https://" + repository.substr(4, colon - 4) + "/" + repository.substr(colon + 1);
}

std::string repository_identity(const TreeSource& source) {
    const auto url = parse_url(as_url(source.url));
    if (!url) return source.url + "#" + source.path;
    const std::string path = without_suffix(without_suffix(url->path, "/"), ".git");
    return "git " + url->authority() + text::lower(path) + "#" + source.path;
}

}  // namespace

std::string TreeSource::shown() const {
    if (tag != "github") return url;
    return "github:" + without_suffix(url.substr(github.size()), ".git");
}

std::string TreeSource::identity() const {
    if (tag == "directory") return "directory " + path::normal(url);
    if (tag != "url") return repository_identity(*this);
    const auto parsed = parse_url(url);
    return "url " + (parsed ? parsed->text() : url) + "#" + path;
}

TreeSource read_tree_source(wire::Reader& in, const std::vector<std::string>& tags) {
    TreeSource source{.tag = in.one_of("source", tags)};
    if (source.tag == "github") read_github(in, source);
    if (source.tag == "git") read_git(in, source);
    if (source.tag == "url") read_web(in, source);
    if (source.tag == "directory") source.url = in.text("path");
    if (source.tag.empty()) in.open();
    return source;
}

std::string repository_fault(std::string_view url) {
    if (!url.starts_with("https://") && !url.starts_with("git@")) return "must start with https:// or git@";
    return parse_url(as_url(std::string(url))) ? "" : "is no address of a repository";
}

std::string archive_fault(std::string_view url) {
    if (!url.starts_with("https://")) return "must start with https://";
    return parse_url(url) ? "" : "is no URL";
}

std::optional<std::string> inner_path(std::string_view path) {
    std::vector<std::string> steps;
    for (const std::string& step : text::words(path, '/')) {
        if (step == "..") return std::nullopt;
        if (step != ".") steps.push_back(step);
    }
    const std::string inner = text::join(steps, "/");
    const bool plain =
        std::ranges::none_of(inner, [](char c) { return c == '\\' || static_cast<unsigned char>(c) < 32; });
    return plain ? std::optional(inner) : std::nullopt;
}

}  // namespace scc::config
