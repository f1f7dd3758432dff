#include "git.hpp"

#include <algorithm>
#include <cctype>

#include "base/env.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "location.hpp"
#include "proc/run.hpp"

namespace scc::config {
namespace {

constexpr const char* system_certificates = "/etc/ssl/certs";
constexpr const char* wanted = "refs/heads/wanted";

// Settings that hold whatever the person's own configuration says.
constexpr std::string_view settings[][2] = {
    {"core.hooksPath", "/dev/null"},
    {"core.fsmonitor", "false"},
    {"fetch.unpackLimit", "1"},  // one pack file, whose size the limit holds for
    {"fetch.recurseSubmodules", "false"},
    {"maintenance.auto", "false"},
    {"gc.auto", "0"},
};

using Settings = std::vector<std::pair<std::string, std::string>>;

// Settings travel in the environment, where nobody but this user can read them.
std::vector<std::string> environment_of(const Settings& further) {
    std::vector<std::string> list = {
        "GIT_TERMINAL_PROMPT=0",
        "GIT_ASKPASS=",
        "GIT_ALLOW_PROTOCOL=https:ssh",
        "GIT_PROTOCOL_FROM_USER=0",
        "GIT_NO_REPLACE_OBJECTS=1",
        "GIT_SSH_COMMAND=" + env::get("GIT_SSH_COMMAND").value_or("ssh") + " -o BatchMode=yes -o ConnectTimeout=20",
        "LC_ALL=C",
    };
    for (const char* name : {"GIT_DIR",
                             "GIT_WORK_TREE",
                             "GIT_INDEX_FILE",
                             "GIT_OBJECT_DIRECTORY",
                             "GIT_NAMESPACE",
                             "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                             "GIT_CONFIG_PARAMETERS",
                             "GIT_TEMPLATE_DIR",
                             "GIT_TRACE",
                             "GIT_TRACE_CURL"}) {
        list.emplace_back(name);
    }
    Settings all;
    for (const auto& setting : settings) all.emplace_back(setting[0], setting[1]);
    all.insert(all.end(), further.begin(), further.end());
    for (std::size_t i = 0; i < all.size(); ++i) {
        list.push_back("GIT_CONFIG_KEY_" + std::to_string(i) + "=" + all[i].first);
        list.push_back("GIT_CONFIG_VALUE_" + std::to_string(i) + "=" + all[i].second);
    }
    list.push_back("GIT_CONFIG_COUNT=" + std::to_string(all.size()));
    return list;
}

// What makes git send the headers, to that host only, and trust what we trust.
Settings settings_of(const std::string& url, const Access& access) {
    Settings list;
    const auto bundle = access.ca_bundle.empty() ? env::get("SSL_CERT_FILE") : access.ca_bundle;
    if (bundle && !env::get("GIT_SSL_CAINFO")) list.emplace_back("http.sslCAInfo", *bundle);
    if (!access.ca_bundle.empty()) list.emplace_back("http.sslCAPath", system_certificates);
    if (access.headers.empty() || !url.starts_with("https://")) return list;
    for (const Header& header : access.headers) {
        list.emplace_back("http.https://" + host_of(url) + "/.extraHeader", header.name + ": " + header.value);
    }
    list.emplace_back("http.followRedirects", "false");  // a header would go along
    return list;
}

struct Sign {
    std::string_view said;
    Code code;
    const char* message;  // behind the URL
    const char* hint;
};

// In this order: the first sign that git's words hold decides.
constexpr Sign signs[] = {
    {"couldn't find remote ref",
     Code::not_found,
     "has no such branch or tag",
     "check what stands after '@', or 'branch'"},
    {"not our ref", Code::not_found, "has no such commit", "a commit is named by all 40 digits"},
    {"no matching remote head",
     Code::not_found,
     "has no such branch or tag",
     "check what stands after '@', or 'branch'"},
    {"could not read Username",
     Code::prereq,
     "wants a credential",
     "store one with git's credential helper, or name one with 'auth'"},
    {"could not read Password",
     Code::prereq,
     "wants a credential",
     "store one with git's credential helper, or name one with 'auth'"},
    {"Authentication failed",
     Code::prereq,
     "refuses the credential",
     "look whether it has expired, and may read that repository"},
    {"error: 401", Code::prereq, "refuses the credential", "look whether it has expired, and may read that repository"},
    {"error: 403", Code::prereq, "refuses the credential", "look whether it has expired, and may read that repository"},
    {"Permission denied (",
     Code::prereq,
     "refuses your ssh key",
     "add it to your ssh agent; nobody is asked for a pass phrase"},
    {"Host key verification failed",
     Code::prereq,
     "is a host that ssh does not know yet",
     "connect to it once by hand with ssh"},
    {"not found",
     Code::not_found,
     "is not there",
     "check the address; private repositories look so without a credential"},
    {"does not exist", Code::not_found, "is not there", "check the address"},
    {"Could not resolve host",
     Code::tool,
     "cannot be reached: its host's name is not known",
     "check the name and the connection"},
    {"SSL certificate",
     Code::tool,
     "cannot be trusted",
     "name a company's own authority with 'scc-config set images.ca_bundle FILE'"},
    {"certificate verification failed",
     Code::tool,
     "cannot be trusted",
     "name a company's own authority with 'scc-config set images.ca_bundle FILE'"},
    {"unable to update url base from redirection",
     Code::denied,
     "is redirected, and a credential is not sent there",
     "name the place it leads to"},
    {"not allowed",
     Code::denied,
     "leads to something that is neither https nor ssh",
     "look at url.*.insteadOf in your git configuration"},
    {"File size limit exceeded", Code::config, "is larger than what is fetched", "is it the right one?"},
    {"invalid index-pack output", Code::config, "is larger than what is fetched", "is it the right one?"},
    {"signal 25", Code::config, "is larger than what is fetched", "is it the right one?"},
};

// The last line that says something, without "fatal: ".
std::string last_line(const std::string& said) {
    std::string last;
    for (const std::string& line : text::split(said, '\n')) {
        if (!text::trim(line).empty()) last = text::trim(line);
    }
    return text::cut(last.starts_with("fatal: ") ? last.substr(7) : last, 300);
}

}  // namespace

Error git_fault(const std::string& said, const std::string& url, const std::string& ref, const Access& access) {
    const auto* const found =
        std::ranges::find_if(signs, [&](const Sign& sign) { return said.find(sign.said) != std::string::npos; });
    const std::string what = "repository " + text::quoted(url) + (ref.empty() ? "" : " at " + text::quoted(ref));
    if (found == std::end(signs))
        return {Code::tool, what + " could not be fetched: " + last_line(said), "try it with 'git ls-remote'"};
    const bool named = found->code == Code::prereq && !access.credential.empty();
    return {found->code,
            what + " " + found->message + (named ? " of " + text::quoted(access.credential) : ""),
            found->hint};
}

proc::Command Repository::git(std::vector<std::string> words) const {
    words.insert(words.begin(), {"git", "--git-dir=" + scratch_.path()});
    return {.argv = std::move(words),
            .env = environment_of({}),
            .cwd = scratch_.path(),
            .timeout = limits_.time,
            .output_limit = limits_.tree + (limits_.files << 10U)};
}

Result<Scratch> Scratch::make(std::string_view prefix) {
    SCC_TRY(std::string path, file::temporary_directory(prefix));
    return Scratch(std::move(path));
}

Scratch::~Scratch() {
    if (!path_.empty()) (void)file::remove_all(path_).has_value();
}

Result<Repository> Repository::fetch(const std::string& url,
                                     const std::string& ref,
                                     const Access& access,
                                     const GitLimits& limits) {
    if (!ref.empty() && !is_ref(ref)) {
        return Error{Code::config, text::quoted(ref) + " is no branch, tag or commit", "see git-check-ref-format(1)"};
    }
    SCC_TRY(Scratch scratch, Scratch::make("scc-git"));
    Repository repository(std::move(scratch), url, limits);
    SCC_CHECK(proc::output_of(repository.git({"init", "--quiet", "--bare", "--template="})));
    proc::Command command = repository.git({"fetch",
                                            "--quiet",
                                            "--depth=1",
                                            "--no-tags",
                                            "--no-recurse-submodules",
                                            "--end-of-options",
                                            url,
                                            "+" + (ref.empty() ? "HEAD" : ref) + ":" + wanted});
    command.argv.insert(command.argv.begin(), {"prlimit", "--fsize=" + std::to_string(limits.pack), "--core=0", "--"});
    command.env = environment_of(settings_of(url, access));
    const auto fetched = proc::run(command);
    if (!fetched && fetched.error().code == Code::tool) {
        return Error{Code::tool,
                     "repository " + text::quoted(url) + " could not be fetched: " + fetched.error().message,
                     "try again"};
    }
    if (!fetched) return fetched.error();
    if (fetched->status != 0) return git_fault(fetched->err, url, ref, access);
    SCC_TRY(const std::string id,
            proc::output_of(repository.git({"rev-parse", "--verify", "--quiet", std::string(wanted) + "^{commit}"})));
    repository.commit_ = text::trim(id);
    return repository;
}

Result<std::string> Repository::file(const std::string& path, std::size_t limit) const {
    const std::string what = text::quoted(path) + " in " + text::quoted(url_);
    if (!is_inside(path)) return Error{Code::config, what + " is no path within a repository", "write it without '..'"};
    SCC_TRY(const std::string listing,
            proc::output_of(git({"--literal-pathspecs", "ls-tree", "-z", "-l", "--full-tree", commit_, path})));
    if (listing.empty()) return Error{Code::not_found, "there is no file " + what, "check the path"};
    SCC_TRY(const std::vector<TreeEntry> entries, entries_of(listing, {.tree = SIZE_MAX}));
    if (entries.size() != 1 || !entries.front().mode.starts_with("100")) {
        return Error{Code::config, what + " is no regular file", "name the file itself"};
    }
    if (entries.front().size > limit) {
        return Error{Code::config, what + " is longer than " + text::size_of(limit), "is it the right one?"};
    }
    return proc::output_of(git({"cat-file", "blob", entries.front().id}));
}

}  // namespace scc::config
