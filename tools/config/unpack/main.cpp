// scc-config-unpack DIRECTORY: an archive from standard input becomes the tree DIRECTORY, which must not exist.
//
// Archives come from strangers, and reading them is a library's work (libarchive): it stands in a program of its own,
// which holds nothing and decides nothing (decision record 13). Formats are tar, alone or in gzip, bzip2, xz or zstd,
// and zip. What it writes are directories, files with their executable bit, and symbolic links that stay in the tree;
// links are made last, so that no name leads anywhere else while files are written. Anything else in an archive makes
// it refuse the whole: status 1, one line on standard output that says what and why, and nothing written.
#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <clocale>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "artifact/archive.hpp"
#include "base/file.hpp"
#include "base/path.hpp"
#include "base/text.hpp"
#include "fetch/git.hpp"
#include "fetch/location.hpp"

namespace scc::config {
namespace {

struct Close {
    void operator()(archive* at) const { archive_read_free(at); }
};
using Reading = std::unique_ptr<archive, Close>;

Error refused(std::string message) { return {Code::config, std::move(message)}; }

Error refused_entry(const std::string& name, const char* why) {
    return refused("its entry " + text::quoted(name) + " " + why);
}

// The names taken so far. Two that differ in case alone would be one on other machines.
class Names {
public:
    // The entry's name as it will be written.
    Result<std::string> take(const std::string& given, bool is_directory) {
        std::string name = given.starts_with("./") ? given.substr(2) : given;
        if (is_directory && name.ends_with('/')) name.pop_back();
        if (is_directory && (name.empty() || name == ".")) return std::string();
        if (const char* why = fault(name)) return refused_entry(given, why);
        for (std::size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
            const std::string parent = name.substr(0, slash);
            const auto [known, is_new] = names_.emplace(text::lower(parent), Known{parent, true});
            if (known->second.name != parent) return refused_entry(given, "differs from another in case alone");
            if (!known->second.is_directory) return refused_entry(given, "lies in what is no directory");
        }
        const auto [known, is_new] = names_.emplace(text::lower(name), Known{name, is_directory});
        if (is_new || (is_directory && known->second.is_directory && known->second.name == name)) return name;
        return refused_entry(given,
                             known->second.name == name ? "is there twice" : "differs from another in case alone");
    }

private:
    struct Known {
        std::string name;
        bool is_directory = false;
    };

    static const char* fault(const std::string& name) {
        if (name.starts_with('/')) return "has an absolute name";
        if (name.find('\\') != std::string::npos) return "has a backslash in its name";
        if (name.size() > 1 && name[1] == ':') return "has a drive letter";
        if (name.size() > archive_name_limit) return "has too long a name";
        return is_inside(name) ? nullptr : "has a name that is not written";
    }

    std::map<std::string, Known> names_;
};

class Unpacking {
public:
    Unpacking(archive* from, std::string to) : from_(from), to_(std::move(to)) {}

    Result<Done> all() {
        SCC_CHECK(file::make_directories(to_, 0755));
        archive_entry* entry = nullptr;
        for (int got = archive_read_next_header(from_, &entry); got != ARCHIVE_EOF;
             got = archive_read_next_header(from_, &entry)) {
            if (got != ARCHIVE_OK) return broken();
            if (archive_filter_count(from_) > 2) return refused("it is compressed more than once");
            SCC_CHECK(one(entry));
            SCC_CHECK(measure());
        }
        for (const auto& [name, target] : links_) SCC_CHECK(link(name, target));
        return Done{};
    }

private:
    Error broken() const {
        const char* why = archive_error_string(from_);
        return refused(why == nullptr ? "it cannot be read" : "it cannot be read: " + text::cut(why, 200));
    }

    Result<Done> measure() const {
        constexpr std::int64_t headers = std::int64_t{ArchiveLimits::files} * 4096;
        const auto most = static_cast<std::int64_t>(ArchiveLimits::bytes) + headers;
        if (archive_filter_bytes(from_, 0) <= most) return Done{};
        return refused("what it holds is more than " + text::size_of(ArchiveLimits::bytes));
    }

    Result<Done> one(archive_entry* entry) {
        const char* given = archive_entry_pathname_utf8(entry);
        if (given == nullptr) return refused("an entry of it has a name that is no text");
        if (++entries_ > ArchiveLimits::files) {
            return refused("it has more than " + std::to_string(ArchiveLimits::files) + " entries");
        }
        const bool is_directory = archive_entry_filetype(entry) == AE_IFDIR;
        SCC_TRY(const std::string name, names_.take(given, is_directory));
        if ((archive_entry_perm(entry) & (S_ISUID | S_ISGID)) != 0) {
            return refused_entry(given, "runs as somebody else (setuid or setgid)");
        }
        if (archive_entry_is_encrypted(entry) != 0) return refused_entry(given, "is encrypted");
        if (const char* other = archive_entry_hardlink_utf8(entry)) return hard_link(name, other);
        if (is_directory) return file::make_directories(path::join(to_, name), 0755);
        if (archive_entry_filetype(entry) == AE_IFLNK) return note_link(name, archive_entry_symlink_utf8(entry));
        if (archive_entry_filetype(entry) != AE_IFREG) return refused_entry(given, "is no file, directory or link");
        return regular(name, entry);
    }

    Result<Done> note_link(const std::string& name, const char* target) {
        if (target == nullptr || !stays_inside(name, target)) {
            return refused_entry(name, "is a symbolic link that leads out of it");
        }
        links_.emplace(name, target);
        return Done{};
    }

    // The same file under a second name: only one that stands before it in this archive.
    Result<Done> hard_link(const std::string& name, const std::string& given) {
        const std::string other = given.starts_with("./") ? given.substr(2) : given;
        if (!files_.contains(other)) return refused_entry(name, "is a link to something that is not in it");
        SCC_CHECK(file::make_directories(std::string(path::parent(path::join(to_, name))), 0755));
        SCC_CHECK(file::link_or_copy(path::join(to_, other), path::join(to_, name)));
        files_.insert(name);
        return Done{};
    }

    Result<Done> regular(const std::string& name, archive_entry* entry) {
        if (archive_entry_size_is_set(entry) != 0) SCC_CHECK(room_for(archive_entry_size(entry)));
        const std::string path = path::join(to_, name);
        SCC_CHECK(file::make_directories(std::string(path::parent(path)), 0755));
        const mode_t mode = (archive_entry_perm(entry) & S_IXUSR) != 0 ? 0755 : 0644;
        const file::Descriptor out(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
        if (!out) return Error{Code::tool, "cannot create " + text::quoted(path) + ": " + std::strerror(errno)};
        files_.insert(name);
        return copy(out, path);
    }

    Result<Done> copy(const file::Descriptor& out, const std::string& path) {
        char block[65536];
        for (;;) {
            const la_ssize_t got = archive_read_data(from_, block, sizeof block);
            if (got < 0) return broken();
            if (got == 0) return Done{};
            SCC_CHECK(room_for(got));
            bytes_ += static_cast<std::size_t>(got);
            SCC_CHECK(file::write(out.number(), {block, static_cast<std::size_t>(got)}, path));
            SCC_CHECK(measure());
        }
    }

    Result<Done> room_for(std::int64_t more) const {
        if (more >= 0 && static_cast<std::uint64_t>(more) <= ArchiveLimits::bytes - bytes_) return Done{};
        return refused("what it holds is more than " + text::size_of(ArchiveLimits::bytes));
    }

    Result<Done> link(const std::string& name, const std::string& target) {
        const std::string path = path::join(to_, name);
        SCC_CHECK(file::make_directories(std::string(path::parent(path)), 0755));
        if (::symlink(target.c_str(), path.c_str()) == 0) return Done{};
        return Error{Code::tool, "cannot create " + text::quoted(path) + ": " + std::strerror(errno)};
    }

    archive* from_;
    std::string to_;
    Names names_;
    std::set<std::string> files_;
    std::map<std::string, std::string> links_;
    std::size_t entries_ = 0;
    std::size_t bytes_ = 0;
};

Reading opened() {
    Reading from(archive_read_new());
    archive_read_support_filter_gzip(from.get());
    archive_read_support_filter_bzip2(from.get());
    archive_read_support_filter_xz(from.get());
    archive_read_support_filter_zstd(from.get());
    archive_read_support_format_tar(from.get());
    archive_read_support_format_zip(from.get());
    return from;
}

Result<Done> unpack_at(const std::string& to) {
    if (file::exists(to)) return Error{Code::tool, text::quoted(to) + " is there already"};
    // In memory it can be sought in: a zip archive says at its end what its entries are.
    SCC_TRY(const std::string bytes, file::read(STDIN_FILENO, "the archive", ArchiveLimits::packed));
    const Reading from = opened();
    if (archive_read_open_memory(from.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
        return refused("it is no tar or zip archive");
    }
    const std::string partial = to + ".partial";
    SCC_CHECK(file::remove_all(partial));
    Result<Done> done = Unpacking(from.get(), partial).all();
    if (done && ::rename(partial.c_str(), to.c_str()) != 0) {
        done = Error{Code::tool, "cannot create " + text::quoted(to) + ": " + std::strerror(errno)};
    }
    if (!done) SCC_CHECK(file::remove_all(partial));
    return done;
}

void limit(decltype(RLIMIT_CPU) what, rlim_t most) {
    const rlimit both = {most, most};
    ::setrlimit(what, &both);
}

int run(const std::string& to) {
    std::setlocale(LC_CTYPE, "C.UTF-8");  // names in archives are text
    limit(RLIMIT_CPU, 60);
    limit(RLIMIT_CORE, 0);
    const auto done = unpack_at(to);
    if (done) return 0;
    const auto written = file::write(STDOUT_FILENO, done.error().message + "\n", "standard output");
    return written && done.error().code == Code::config ? 1 : 4;
}

}  // namespace
}  // namespace scc::config

int main(int argc, char** argv) { return argc == 2 ? scc::config::run(argv[1]) : 2; }
