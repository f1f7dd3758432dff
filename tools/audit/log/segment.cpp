#include "log/segment.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "proc/places.hpp"
#include "wire/parse.hpp"
#include "wire/reader.hpp"

namespace scc::audit {
namespace {

constexpr std::int64_t most = INT64_MAX;
constexpr std::int64_t known_version = 1;

Head read_head(wire::Reader& in) {
    Head head;
    head.segment = in.text("segment");
    head.bytes = static_cast<std::uint64_t>(in.integer("bytes", 0, most));
    head.last.seq = static_cast<std::uint64_t>(in.integer("seq", 0, most));
    head.last.hash = in.text("hash");
    if (in.has("signature")) head.signature = in.text("signature");
    return head;
}

json to_json(const Head& head) {
    json out = {{"segment", head.segment}, {"bytes", head.bytes}, {"seq", head.last.seq}, {"hash", head.last.hash}};
    if (!head.signature.empty()) out["signature"] = head.signature;
    return out;
}

Heads read_heads(const std::string& path) {
    Heads heads;
    const auto document = wire::parse_file(path);
    if (!document) {
        if (document.error().code != Code::not_found) heads.fault = document.error().message;
        return heads;
    }
    wire::Reader in(*document, path);
    in.complete();
    if (in.has("version")) heads.version = in.integer("version", 1, most);
    if (heads.version != known_version) in.open();
    if (in.has("removed")) in.with("removed", [&](wire::Reader& head) { heads.removed = read_head(head); });
    in.for_each("heads", [&](wire::Reader& head) { heads.list.push_back(read_head(head)); });
    const auto error = in.faults();
    heads.known = !error && heads.version == known_version;
    if (heads.version != known_version) {
        heads.fault = "it is of version " + std::to_string(heads.version) + ", and this program knows version 1";
        return heads;
    }
    if (error) heads.fault = error->message;
    return heads;
}

}  // namespace

const Head* Heads::of(std::string_view segment) const {
    const auto found = std::ranges::find(list, segment, &Head::segment);
    return found == list.end() ? nullptr : &*found;
}

std::string Snapshot::path_of(std::string_view segment) const { return path::join(directory, segment); }

std::string default_directory() { return places::state_dir() + "/audit"; }

std::string segment_name(time::Seconds when) { return time::text_of(when).substr(0, 7) + ".jsonl"; }

std::string heads_path(const std::string& directory) { return directory + "/heads.json"; }

std::string lock_path(const std::string& directory) { return directory + "/lock"; }

Result<Snapshot> look(const std::string& directory) {
    Snapshot seen{.directory = directory};
    SCC_TRY(const std::vector<std::string> names, file::list(directory));
    for (const std::string& name : names) {
        struct stat status = {};
        if (!is_segment(name) || ::stat(seen.path_of(name).c_str(), &status) != 0) continue;
        seen.segments.push_back({name, static_cast<std::uint64_t>(status.st_size)});
    }
    seen.heads = read_heads(heads_path(directory));
    if (const auto& removed = seen.heads.removed) {
        std::erase_if(seen.segments, [&](const Segment& segment) { return segment.name <= removed->segment; });
    }
    return seen;
}

Result<Snapshot> snapshot(const std::string& directory) {
    file::Descriptor held;
    if (file::exists(lock_path(directory))) {
        if (auto lock = file::lock(lock_path(directory))) held = std::move(*lock);
    }
    return look(directory);
}

bool is_segment(std::string_view name) {
    constexpr std::string_view shape = "0000-00.jsonl";
    if (name.size() != shape.size()) return false;
    return std::ranges::equal(name, shape, [](char c, char s) { return s == '0' ? c >= '0' && c <= '9' : c == s; });
}

Result<Done> check_version(const Heads& heads) {
    if (heads.version == known_version) return Done{};
    return Error{Code::config,
                 "the audit log is of version " + std::to_string(heads.version) + ", and this program knows version 1",
                 "use the scc that wrote it, or a newer one; nothing was changed"};
}

Result<Done> write_heads(const std::string& directory, const Heads& heads) {
    json list = json::array();
    for (const Head& head : heads.list) list.push_back(to_json(head));
    json document = {{"version", known_version}, {"heads", std::move(list)}};
    if (heads.removed) document["removed"] = to_json(*heads.removed);
    return file::replace(heads_path(directory), wire::text_of(document));
}

}  // namespace scc::audit
