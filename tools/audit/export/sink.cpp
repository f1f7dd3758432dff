#include "export/sink.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "base/text.hpp"

namespace scc::audit {
namespace {

constexpr std::string_view syslog_scheme = "syslog:";
constexpr std::string_view file_scheme = "file:";

class StandardOutput final : public Sink {
public:
    Result<Done> take(const Batch& batch, Encoding encoding, std::uint64_t& written) override {
        const std::string text = encoded(batch.records, encoding, written == 0);
        written += text.size();
        return file::write(STDOUT_FILENO, text, "standard output");
    }
};

Error failed(std::string_view what, const std::string& path) {
    return {Code::tool, "cannot " + std::string(what) + " " + text::quoted(path) + ": " + std::strerror(errno)};
}

class File final : public Sink {
public:
    File(std::string path, file::Descriptor opened) : path_(std::move(path)), opened_(std::move(opened)) {}

    Result<Done> take(const Batch& batch, Encoding encoding, std::uint64_t& written) override {
        const std::string text = encoded(batch.records, encoding, written == 0);
        SCC_CHECK(file::write(opened_.number(), text, path_));
        if (::fsync(opened_.number()) != 0 && errno != EINVAL && errno != EROFS) return failed("flush", path_);
        written += text.size();
        return Done{};
    }

private:
    std::string path_;
    file::Descriptor opened_;
};

}  // namespace

Result<std::unique_ptr<Sink>> file_sink(const std::string& path, std::uint64_t written) {
    file::Descriptor opened(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    struct stat status = {};
    if (!opened || ::fstat(opened.number(), &status) != 0) {
        Error error = failed("open", path);
        error.hint = "a file in a directory that is there and can be written";
        return error;
    }
    if (S_ISREG(status.st_mode)) {
        if (static_cast<std::uint64_t>(status.st_size) < written) {
            return Error{Code::config,
                         text::quoted(path) + " is shorter than what was exported to it",
                         "export everything anew with a cursor of its own (--cursor FILE)"};
        }
        if (written > 0 && ::ftruncate(opened.number(), static_cast<off_t>(written)) != 0) return failed("cut", path);
    }
    return std::unique_ptr<Sink>(std::make_unique<File>(path, std::move(opened)));
}

Result<std::unique_ptr<Sink>> sink_for(const Destination& destination, std::uint64_t written) {
    const std::string_view to = destination.to;
    if (to.empty()) return std::unique_ptr<Sink>(std::make_unique<StandardOutput>());
    if (to.starts_with("http://") || to.starts_with("https://")) return http_sink(destination);
    if (to.starts_with(syslog_scheme)) return syslog_sink(std::string(to.substr(syslog_scheme.size())));
    if (to.starts_with(file_scheme)) return file_sink(std::string(to.substr(file_scheme.size())), written);
    if (to.find("://") == std::string_view::npos) return file_sink(std::string(to), written);
    return Error{Code::usage,
                 "'--to' cannot be " + text::quoted(to),
                 "a file, syslog:/dev/log, or the http:// or https:// address of a collector"};
}

}  // namespace scc::audit
