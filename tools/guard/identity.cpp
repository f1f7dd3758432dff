#include "identity.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "say.hpp"

namespace scc::guard {
namespace {

using Fields = std::vector<std::string>;

constexpr std::string_view user_name = "agent";
constexpr std::size_t user_fields = 7;   // name:password:uid:gid:comment:home:shell
constexpr std::size_t group_fields = 4;  // name:password:gid:members

// The lines of a file of entries, each split at its colons; lines of another form are kept as one field.
std::vector<Fields> entries_in(std::string_view bytes, std::size_t fields) {
    std::vector<Fields> entries;
    for (const std::string& line : text::words(bytes, '\n')) {
        Fields entry = text::split(line, ':');
        if (entry.size() != fields) entry = {line};
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::string text_of(const std::vector<Fields>& entries) {
    std::string bytes;
    for (const Fields& entry : entries) bytes += text::join(entry, ":") + "\n";
    return bytes;
}

Fields* find(std::vector<Fields>& entries, std::size_t field, std::string_view value) {
    for (Fields& entry : entries) {
        if (entry.size() > field && entry[field] == value) return &entry;
    }
    return nullptr;
}

// "agent", or "agent-UID" where the image gave that name to somebody else.
std::string free_name(std::vector<Fields>& entries, std::uint64_t id) {
    if (find(entries, 0, user_name) == nullptr) return std::string(user_name);
    return std::string(user_name) + "-" + std::to_string(id);
}

// Written in place: an engine may have mounted the file, and then it cannot be replaced by another.
Result<Done> write_entry_file(const std::string& path, const std::string& old, const std::string& bytes) {
    if (bytes == old) return Done{};
    const file::Descriptor opened(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!opened) return failure(Code::tool, "write", path);
    return file::write(opened.number(), bytes, path);
}

}  // namespace

std::string with_user(std::string_view passwd, const Identity& identity) {
    std::vector<Fields> entries = entries_in(passwd, user_fields);
    const std::string uid = std::to_string(identity.uid);
    if (Fields* entry = find(entries, 2, uid)) {
        (*entry)[3] = std::to_string(identity.gid);
        (*entry)[5] = identity.home;
        (*entry)[6] = identity.shell;
    } else {
        entries.push_back({free_name(entries, identity.uid),
                           "x",
                           uid,
                           std::to_string(identity.gid),
                           std::string(user_name),
                           identity.home,
                           identity.shell});
    }
    return text_of(entries);
}

std::string with_group(std::string_view group, const Identity& identity) {
    std::vector<Fields> entries = entries_in(group, group_fields);
    const std::string gid = std::to_string(identity.gid);
    if (find(entries, 2, gid) != nullptr) return std::string(group);
    entries.push_back({free_name(entries, identity.gid), "x", gid, ""});
    return text_of(entries);
}

std::string name_of(std::string_view passwd, uid_t uid) {
    std::vector<Fields> entries = entries_in(passwd, user_fields);
    const Fields* entry = find(entries, 2, std::to_string(uid));
    return entry == nullptr ? std::string() : entry->front();
}

Result<Done> write_entries(const std::string& etc, const Identity& identity) {
    const std::string passwd = path::join(etc, "passwd");
    const std::string group = path::join(etc, "group");
    const std::string users = file::read(passwd).value_or("");
    const std::string groups = file::read(group).value_or("");
    SCC_CHECK(write_entry_file(passwd, users, with_user(users, identity)));
    return write_entry_file(group, groups, with_group(groups, identity));
}

}  // namespace scc::guard
