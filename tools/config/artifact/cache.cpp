#include "cache.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "walk.hpp"
#include "wire/digest.hpp"
#include "wire/nullable.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::config {
namespace {

using json = nlohmann::json;

constexpr time::Seconds month = 30 * 24 * 3600;

json state_json(const std::string& source, const TreeCache::State& state) {
    json out = {{"source", source}, {"tree", nullptr}, {"failure", nullptr}};
    if (state.tree) {
        out["tree"] = {{"directory", std::string(path::basename(state.tree->path))},
                       {"digest", state.tree->digest},
                       {"commit", wire::text_or_null(state.tree->commit)},
                       {"name", wire::text_or_null(state.tree->name)},
                       {"fetched", time::text_of(state.tree->fetched)}};
    }
    if (state.failure) {
        out["failure"] = {{"message", state.failure->message}, {"when", time::text_of(state.failure->when)}};
    }
    return out;
}

KeptTree read_tree(wire::Reader& in, const std::string& directory) {
    KeptTree tree{.path = directory + "/" + in.text("directory"), .digest = in.text("digest")};
    tree.commit = in.text_or("commit", "");
    tree.name = in.text_or("name", "");
    tree.fetched = in.time("fetched");
    return tree;
}

// Trees that are not the current one and were not touched for long.
void drop_old(const std::string& directory, const std::string& current) {
    for (const std::string& name : file::list(directory).value_or({})) {
        const std::string path = path::join(directory, name);
        struct stat about {};
        if (path == current || ::lstat(path.c_str(), &about) != 0 || !S_ISDIR(about.st_mode)) continue;
        if (time::now() - about.st_ctim.tv_sec > month) (void)file::remove_all(path);
    }
}

}  // namespace

TreeCache::TreeCache(const std::string& source)
    : source_(source), directory_(places::cache_dir() + "/trees/" + wire::sha256(source).substr(0, 32)) {}

TreeCache::State TreeCache::load() const {
    const auto document = wire::parse_file(directory_ + "/current.json");
    if (!document) return {};
    wire::Reader in(*document, "current.json");
    State state;
    const bool is_ours = in.text("source") == source_;
    in.with("tree", [&](wire::Reader& at) { state.tree = read_tree(at, directory_); });
    in.with("failure", [&](wire::Reader& at) { state.failure = KeptFailure{at.text("message"), at.time("when")}; });
    if (in.faults() || !is_ours) return {};
    if (state.tree && !file::is_directory(state.tree->path)) state.tree.reset();
    return state;
}

Result<std::string> TreeCache::fresh_place() const {
    SCC_CHECK(file::make_directories(directory_));
    const std::string place = directory_ + "/new." + std::to_string(::getpid());
    SCC_CHECK(file::remove_all(place));
    return place;
}

Result<KeptTree> TreeCache::keep(const std::string& made, KeptTree tree) const {
    SCC_TRY(tree.digest, tree_digest(made));
    const std::string name = tree.commit.empty() ? text::replace_all(tree.digest, ":", "-") : tree.commit;
    tree.path = directory_ + "/" + name;
    SCC_TRY(const file::Descriptor turn, file::lock(directory_ + "/lock"));
    if (file::is_directory(tree.path)) {
        SCC_CHECK(file::remove_all(made));
    } else if (::rename(made.c_str(), tree.path.c_str()) != 0) {
        return Error{Code::tool, "cannot keep " + text::quoted(tree.path) + ": " + std::strerror(errno)};
    }
    SCC_CHECK(write({tree, std::nullopt}));
    drop_old(directory_, tree.path);
    return tree;
}

Result<Done> TreeCache::note_failure(const std::string& message, time::Seconds now) const {
    SCC_CHECK(file::make_directories(directory_));
    SCC_TRY(const file::Descriptor turn, file::lock(directory_ + "/lock"));
    State state = load();
    state.failure = KeptFailure{message, now};
    return write(state);
}

Result<Done> TreeCache::write(const State& state) const {
    return file::replace(directory_ + "/current.json", wire::text_of(state_json(source_, state)));
}

Result<std::string> tree_digest(const std::string& directory) {
    SCC_TRY(const std::vector<WalkedFile> files, walk(directory));
    std::string listing;
    for (const WalkedFile& at : files) {
        listing += at.path + std::string(1, '\0') + (at.is_link ? "l" : at.is_program ? "x" : "f") + at.sha256 + "\n";
    }
    return "sha256:" + wire::sha256(listing);
}

}  // namespace scc::config
