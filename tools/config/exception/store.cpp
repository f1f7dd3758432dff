#include "store.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "cli/log.hpp"
#include "org/org.hpp"
#include "proc/places.hpp"
#include "wire/digest.hpp"
#include "wire/parse.hpp"

namespace scc::config {
namespace {

constexpr std::int64_t understood_schema = 1;
constexpr const char* list_key = "exceptions";

struct Opened {
    json document = {{"schema_version", understood_schema}, {list_key, json::array()}};
    std::string digest;           // empty when there is no file
    std::optional<Error> broken;  // why its text is no store
};

Error too_new(const StoreFile& file, const std::string& what) {
    return {Code::config,
            text::quoted(file.path) + " is written for " + what,
            "update scc, or take the file away",
            file.shown};
}

// Code::config for a file that only a newer version understands.
Result<Done> check_age(const json& document, const StoreFile& file) {
    wire::Reader in(document, file.path);
    in.open();
    const json& schema = in.raw("schema_version");
    if (schema.is_number_integer() && schema.get<std::int64_t>() > understood_schema) {
        return too_new(file, "schema " + schema.dump());
    }
    const json& wanted = in.raw("min_scc_version");
    if (!wanted.is_string() || is_understood(wanted.get<std::string>())) return Done{};
    return too_new(file, "version " + wanted.get<std::string>() + " of the format");
}

std::optional<Error> shape_fault(const json& document, const StoreFile& file) {
    wire::Reader in(document, file.path);
    in.open();
    in.optional_integer("schema_version", understood_schema, understood_schema);
    in.for_each(list_key, [](wire::Reader& entry) { entry.open(); });
    return in.faults();
}

Result<Opened> open_file(const StoreFile& file) {
    Opened opened;
    auto bytes = file::read(file.path, wire::max_bytes);
    if (!bytes && bytes.error().code == Code::not_found && !file.given) return opened;
    SCC_TRY(const std::string text, std::move(bytes));
    opened.digest = wire::sha256(text);
    auto document = wire::parse(text, file.path);
    if (!document) {
        opened.broken = document.error();
        return opened;
    }
    SCC_CHECK(check_age(*document, file));
    opened.broken = shape_fault(*document, file);
    if (opened.broken) return opened;
    opened.document = std::move(*document);
    opened.document.emplace(list_key, json::array());
    return opened;
}

// In the repository no file of ours stands beside the store.
std::string lock_of(const StoreFile& file) {
    if (file.store == Store::personal) return file.path + ".lock";
    return places::state_dir() + "/exceptions-" + wire::sha256(file.path).substr(0, 12) + ".lock";
}

Error refused(const StoreFile& file, Error why) {
    why.hint = "put " + text::quoted(file.path) + " in order, or take it away";
    return why;
}

// Under the lock: the store, a broken one of the person's moved to a name of its own first.
Result<Opened> open_whole(const StoreFile& file) {
    SCC_TRY(Opened opened, open_file(file));
    if (!opened.broken) return opened;
    if (file.store != Store::personal || file.given) return refused(file, *opened.broken);
    std::string aside = file.path + ".broken-" + time::text_of(time::now());
    while (file::exists(aside)) aside += "+";
    if (std::rename(file.path.c_str(), aside.c_str()) != 0) return refused(file, *opened.broken);
    cli::log::warning(opened.broken->where + ": " + opened.broken->message + "; the file is set aside as " +
                      text::quoted(aside) + " and its exceptions do not count");
    return Opened{};
}

// A link could lead the write to another place than the repository.
Result<Done> make_directory(const StoreFile& file) {
    const std::string directory(path::parent(file.path));
    SCC_CHECK(file::make_directories(directory, file.store == Store::personal ? 0700 : 0755));
    const auto real = path::real(directory);
    if (file.store == Store::personal || (real && *real == directory)) return Done{};
    return Error{Code::config, text::quoted(directory) + " is a symbolic link", "make it a directory", ""};
}

bool is_earlier(const json& a, const json& b) {
    const auto created = [](const json& entry) {
        wire::Reader in(entry, "");
        in.open();
        return in.text_or("created_at", "");
    };
    return created(a) < created(b);
}

}  // namespace

StoreFile personal_store() { return {Store::personal, places::config_dir() + "/exceptions.json", "exceptions.json"}; }

StoreFile workspace_store(const std::string& root) {
    return {Store::workspace, path::join(root, ".scc/exceptions.json"), ".scc/exceptions.json"};
}

Result<Exception> read_entry(const json& entry, std::size_t index, const StoreFile& file) {
    wire::Reader in(entry, file.path, "/" + std::string(list_key) + "/" + std::to_string(index));
    in.open();
    in.object("allow").open();
    Exception exception = read_exception(in, {"exception", file.shown});
    exception.created = in.time("created_at");
    exception.store = file.store;
    return in.finish(std::move(exception));
}

json entry_of(const Exception& exception) {
    json allow = json::object();
    for (const Target& target : targets()) {
        const auto found = exception.allow.find(std::string(target.kind));
        if (found != exception.allow.end() && !found->second.empty()) allow[std::string(target.key)] = found->second;
    }
    json entry = {{"id", exception.id},
                  {"reason", exception.reason},
                  {"scope", exception.policy ? "policy" : "local"},
                  {"expires_at", time::text_of(exception.expires)},
                  {"created_at", time::text_of(exception.created)},
                  {"created_by", exception.created_by},
                  {"allow", std::move(allow)}};
    return entry;
}

Result<Stored> read_store(const StoreFile& file) {
    SCC_TRY(Opened opened, open_file(file));
    if (opened.broken) {
        SCC_TRY(const file::Descriptor lock, file::lock(lock_of(file)));
        SCC_TRY(opened, open_whole(file));
    }
    Stored stored{.digest = opened.digest};
    std::size_t index = 0;
    for (const json& entry : opened.document.at(list_key)) {
        auto read = read_entry(entry, index++, file);
        if (read) {
            stored.exceptions.push_back(std::move(*read));
        } else {
            cli::log::warning(read.error().where + ": " + read.error().message + ", ignoring this exception");
        }
    }
    return stored;
}

StoreFaults faults_of_store(const json& document, const StoreFile& file) {
    if (const auto age = check_age(document, file); !age) return {age.error(), {}};
    StoreFaults faults{shape_fault(document, file), {}};
    if (faults.whole) return faults;
    std::size_t index = 0;
    wire::Reader in(document, file.path);
    in.open();
    for (const json& entry : in.raw(list_key)) {
        if (const auto read = read_entry(entry, index++, file); !read) faults.entries.push_back(read.error());
    }
    return faults;
}

Result<Done> change_store(const StoreFile& file, const std::function<Result<Done>(json& entries)>& change) {
    SCC_TRY(const file::Descriptor lock, file::lock(lock_of(file)));
    SCC_TRY(Opened opened, open_whole(file));
    json& entries = opened.document.at(list_key);
    const json before = entries;
    SCC_CHECK(make_directory(file));
    SCC_CHECK(change(entries));
    if (entries == before) return Done{};
    std::stable_sort(entries.begin(), entries.end(), is_earlier);
    return file::replace(file.path, wire::text_of(opened.document), file.store == Store::personal ? 0600 : 0644);
}

}  // namespace scc::config
