#include "fetch_tree.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "archive.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "fetch/git.hpp"
#include "fetch/http.hpp"
#include "fetch/location.hpp"
#include "proc/places.hpp"
#include "walk.hpp"
#include "wire/digest.hpp"

namespace scc::config {
namespace {

constexpr time::Seconds hour = 3600;
constexpr time::Seconds pause = 60;  // before a source that failed is asked again
constexpr const char* launch_fetches = "a launch without --offline fetches it";
constexpr std::string_view digest_mark = "sha256:";
constexpr std::string_view description = ".claude-plugin";
constexpr std::string_view system_directories[] = {"/bin",
                                                   "/boot",
                                                   "/dev",
                                                   "/etc",
                                                   "/lib",
                                                   "/proc",
                                                   "/root",
                                                   "/run",
                                                   "/sbin",
                                                   "/sys",
                                                   "/var/lib",
                                                   "/var/log",
                                                   "/var/run"};

std::string key_of(const Wanted& wanted) {
    const TreeSource& source = wanted.source;
    return source.tag + " " + source.url + " " + source.ref + " " + source.path +
           (wanted.only_description ? " description" : "");
}

Result<Access> access_to(const TreeSource& source, const Conditions& conditions) {
    SCC_TRY(std::vector<Header> headers, expanded(source.headers));
    return Access{.headers = std::move(headers), .credential = {}, .ca_bundle = conditions.ca_bundle};
}

Result<Done> move(const std::string& from, const std::string& to) {
    if (::rename(from.c_str(), to.c_str()) == 0) return Done{};
    return Error{Code::tool, "cannot create " + text::quoted(to) + ": " + std::strerror(errno)};
}

Result<KeptTree> from_git(const TreeSource& source, const Conditions& conditions, const std::string& place) {
    SCC_TRY(const std::string url, parse_repository(source.url));
    SCC_TRY(const Access access, access_to(source, conditions));
    SCC_TRY(const Repository repository, Repository::fetch(url, source.ref, access));
    SCC_CHECK(repository.extract(source.path, place));
    return KeptTree{.commit = repository.commit()};
}

Result<Done> check_archive(const TreeSource& source, const std::string& bytes) {
    if (!source.ref.starts_with(digest_mark)) return Done{};
    const std::string is = std::string(digest_mark) + wire::sha256(bytes);
    if (text::lower(source.ref) == is) return Done{};
    return Error{Code::config,
                 text::quoted(source.url) + " is another archive: its digest is " + is,
                 "if that is right, write this digest as its reference"};
}

// Archives of repositories hold one directory with everything in it.
std::string top_of(const std::string& tree) {
    const auto names = file::list(tree).value_or({});
    const bool is_wrapped = names.size() == 1 && names[0] != description && file::is_directory(tree + "/" + names[0]);
    return is_wrapped ? tree + "/" + names[0] : tree;
}

Result<KeptTree> from_web(const TreeSource& source, const Conditions& conditions, const std::string& place) {
    HttpRequest request{.url = source.url, .limit = ArchiveLimits::packed, .time = std::chrono::seconds(60)};
    SCC_TRY(request.access, access_to(source, conditions));
    SCC_TRY(const HttpResponse response, http_get(request));
    SCC_CHECK(check_archive(source, response.body));
    const std::string all = place + ".all";
    SCC_CHECK(file::remove_all(all));
    SCC_CHECK(unpack(response.body, all, source.url));
    const std::string meant = source.path.empty() ? top_of(all) : path::join(top_of(all), source.path);
    Result<Done> moved =
        file::is_directory(meant)
            ? move(meant, place)
            : Error{Code::config,
                    "there is no directory " + text::quoted(source.path) + " in " + text::quoted(source.url)};
    SCC_CHECK(file::remove_all(all));
    SCC_CHECK(std::move(moved));
    return KeptTree{};
}

Result<KeptTree> from_directory(const TreeSource& source, const Conditions& conditions, const std::string& place) {
    SCC_TRY(const std::string directory, shareable_directory(source.url, conditions.folder));
    SCC_CHECK(copy_tree(directory, place));
    return KeptTree{};
}

Result<Done> keep_description(const std::string& place) {
    const std::string whole = place + ".all";
    SCC_CHECK(file::remove_all(whole));
    SCC_CHECK(move(place, whole));
    SCC_CHECK(file::make_directories(place, 0755));
    Result<Done> moved = move(path::join(whole, description), path::join(place, description));
    SCC_CHECK(file::remove_all(whole));
    return moved;
}

Result<KeptTree> made_at(const Wanted& wanted, const Conditions& conditions, const std::string& place) {
    const TreeSource& source = wanted.source;
    Result<KeptTree> tree = source.tag == "directory" ? from_directory(source, conditions, place)
                            : source.tag == "url"     ? from_web(source, conditions, place)
                                                      : from_git(source, conditions, place);
    if (!tree) return tree;
    if (wanted.only_description) SCC_CHECK(keep_description(place));
    SCC_TRY(tree->name, wanted.check(place));
    tree->fetched = conditions.now;
    return tree;
}

Result<KeptTree> fetch(const Wanted& wanted, const Conditions& conditions, const TreeCache& cache) {
    SCC_TRY(const std::string place, cache.fresh_place());
    Result<KeptTree> tree = made_at(wanted, conditions, place);
    if (tree) tree = cache.keep(place, *tree);
    if (!tree) SCC_CHECK(file::remove_all(place));
    return tree;
}

bool is_fresh(const KeptTree& tree, const Conditions& conditions) {
    const time::Seconds age = conditions.now - tree.fetched;
    return age > -hour && age < conditions.ttl_hours * hour;
}

bool failed_just_now(const TreeCache::State& state, const Conditions& conditions) {
    if (!state.failure) return false;
    const time::Seconds age = conditions.now - state.failure->when;
    return age >= 0 && age < pause;
}

// Whether the source is asked.
bool asks(const Wanted& wanted, const TreeCache::State& state, const Conditions& conditions) {
    if (conditions.reach == Reach::cache) return false;
    if (wanted.source.tag == "directory") return true;
    if (conditions.reach == Reach::machine) return false;
    if (state.tree && (wanted.pinned || is_fresh(*state.tree, conditions))) return false;
    return !failed_just_now(state, conditions) || (wanted.required && !state.tree);
}

Error never_fetched(const Wanted& wanted, const TreeCache::State& state, const Conditions& conditions) {
    const std::string shown = text::quoted(wanted.source.shown());
    if (state.failure) {
        const char* const hint = conditions.reach == Reach::anywhere ? "try again in a minute" : launch_fetches;
        return {Code::tool, shown + " could not be fetched: " + state.failure->message, hint};
    }
    return {Code::prereq, shown + " was never fetched", launch_fetches};
}

std::string change_of(const Wanted& wanted, const TreeCache::State& before, const KeptTree& now) {
    if (!before.tree || before.tree->digest == now.digest) return "";
    const auto named = [](const KeptTree& at) { return (at.commit.empty() ? at.digest : at.commit).substr(0, 19); };
    return text::quoted(wanted.source.shown()) + " is another tree than before: " + named(now) + " instead of " +
           named(*before.tree);
}

}  // namespace

Result<Gotten> tree_of(const Wanted& wanted, const Conditions& conditions) {
    const TreeCache cache(key_of(wanted));
    const TreeCache::State state = cache.load();
    if (!asks(wanted, state, conditions)) {
        if (state.tree) return Gotten{*state.tree, ""};
        return never_fetched(wanted, state, conditions);
    }
    const auto fetched = fetch(wanted, conditions, cache);
    if (fetched) return Gotten{*fetched, change_of(wanted, state, *fetched)};
    SCC_CHECK(cache.note_failure(fetched.error().message, conditions.now));
    if (!state.tree) return fetched.error();
    return Gotten{
        *state.tree,
        fetched.error().message + "; what was fetched " + time::ago(state.tree->fetched, conditions.now) + " is used"};
}

Result<std::string> shareable_directory(const std::string& written, const std::string& folder) {
    const bool is_relative = !written.starts_with('/');
    if (is_relative && !folder.starts_with('/')) {
        return Error{Code::config,
                     "there is no directory " + text::quoted(written) + " beside a file that was fetched",
                     "name an absolute path, or a repository"};
    }
    SCC_TRY(const std::string top, path::real(is_relative ? folder : "/"));
    const auto real = path::real(path::normal(written, top));
    if (!real) return Error{Code::not_found, "there is no directory " + text::quoted(written), "check the path"};
    if (is_relative && !path::is_within(*real, top)) {
        return Error{Code::config,
                     text::quoted(written) + " leads out of the folder of the organisation's file",
                     "name an absolute path"};
    }
    const std::string home = path::real(places::home()).value_or(places::home());
    const bool is_in_home = *real != home && path::is_within(*real, home);
    const bool is_hidden = is_in_home && real->substr(home == "/" ? 1 : home.size() + 1).starts_with('.');
    const bool is_beside = is_relative && *real != top;
    const auto holds = [&](std::string_view system) { return !is_beside && path::is_within(*real, system); };
    if (path::is_within(home, *real) || is_hidden || (!is_in_home && std::ranges::any_of(system_directories, holds))) {
        return Error{Code::config,
                     text::quoted(*real) + " is no directory to share with an agent",
                     "put what is meant for agents into a directory of its own"};
    }
    return *real;
}

}  // namespace scc::config
