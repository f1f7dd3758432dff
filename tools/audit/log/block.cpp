#include "log/block.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/file.hpp"
#include "base/text.hpp"

namespace scc::audit {
namespace {

constexpr std::size_t block_bytes = 1U << 20U;
constexpr std::size_t longest_line = 16U << 20U;

Error unreadable(const std::string& path) {
    return {Code::config, "cannot read " + text::quoted(path) + ": " + std::strerror(errno)};
}

// Fills a buffer, hands over the whole lines in it, and keeps the rest for the next round.
class Blocks {
public:
    Blocks(const std::string& path, int descriptor, std::uint64_t from, std::uint64_t until)
        : path_(path), descriptor_(descriptor), at_(from), read_(from), until_(until), buffer_(block_bytes, '\0') {}

    Result<Done> to_the_end(const std::function<Result<Done>(const Block&)>& each) {
        for (;;) {
            SCC_TRY(const bool more, fill());
            if (!more) break;
            SCC_CHECK(hand_over(each));
        }
        if (held_ == 0 && !cutting_) return Done{};
        return each({std::string_view(buffer_).substr(0, held_), at_, read_});
    }

private:
    Result<bool> fill() {
        for (;;) {
            const std::size_t room = std::min<std::uint64_t>(buffer_.size() - held_, until_ - std::min(until_, read_));
            if (room == 0) return false;
            const ssize_t got = ::pread(descriptor_, buffer_.data() + held_, room, static_cast<off_t>(read_));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) return unreadable(path_);
            if (got == 0) return false;
            fresh_ = held_;
            held_ += static_cast<std::size_t>(got);
            read_ += static_cast<std::uint64_t>(got);
            return true;
        }
    }

    Result<Done> hand_over(const std::function<Result<Done>(const Block&)>& each) {
        if (cutting_) return skip_rest(each);
        const std::string_view held = std::string_view(buffer_).substr(0, held_);
        const std::size_t last = held.substr(fresh_).rfind('\n');
        if (last == std::string_view::npos) {
            make_room();
            return Done{};
        }
        return pass(fresh_ + last + 1, held.substr(0, fresh_ + last + 1), each);
    }

    // A line longer than the buffer: a larger buffer, and in the end no more of the line.
    void make_room() {
        if (held_ < buffer_.size()) return;
        if (buffer_.size() < longest_line) return buffer_.resize(buffer_.size() * 2);
        kept_ = held_;
        cutting_ = true;
        buffer_.resize(buffer_.size() + block_bytes);
    }

    // Throws away what is behind `kept_` up to the end of the line.
    Result<Done> skip_rest(const std::function<Result<Done>(const Block&)>& each) {
        const std::size_t end = std::string_view(buffer_).substr(0, held_).find('\n', kept_);
        if (end == std::string_view::npos) {
            held_ = kept_;
            return Done{};
        }
        cutting_ = false;
        buffer_[kept_] = '\n';
        return pass(end + 1, std::string_view(buffer_).substr(0, kept_ + 1), each);
    }

    Result<Done> pass(std::size_t used, std::string_view lines, const std::function<Result<Done>(const Block&)>& each) {
        const std::uint64_t begin = at_;
        at_ = read_ - (held_ - used);
        SCC_CHECK(each({lines, begin, at_}));
        held_ -= used;
        std::memmove(buffer_.data(), buffer_.data() + used, held_);
        if (buffer_.size() > block_bytes && held_ < block_bytes) buffer_ = std::string(buffer_, 0, block_bytes);
        return Done{};
    }

    const std::string& path_;
    int descriptor_;
    std::uint64_t at_;    // of the first byte in the buffer
    std::uint64_t read_;  // of the next byte to read
    std::uint64_t until_;
    std::string buffer_;
    std::size_t held_ = 0;   // bytes of the buffer that are read
    std::size_t fresh_ = 0;  // those before have no newline
    std::size_t kept_ = 0;
    bool cutting_ = false;
};

}  // namespace

Result<Done> for_each_block(const std::string& path,
                            std::uint64_t from,
                            std::uint64_t bytes,
                            const std::function<Result<Done>(const Block&)>& each) {
    const file::Descriptor opened(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened) return unreadable(path);
    return Blocks(path, opened.number(), from, bytes).to_the_end(each);
}

void for_each_line(const Block& block, std::uint64_t& number, const std::function<void(const RawLine&)>& each) {
    std::string_view rest = block.lines;
    std::uint64_t at = block.begin;
    while (!rest.empty()) {
        const std::size_t newline = rest.find('\n');
        const bool ended = newline != std::string_view::npos;
        const std::string_view line = rest.substr(0, newline);
        rest.remove_prefix(line.size() + (ended ? 1 : 0));
        at += line.size() + (ended ? 1 : 0);
        each({line, ++number, rest.empty() ? block.end : at, ended});
    }
}

Result<Done> for_each_line(const std::string& path,
                           std::uint64_t from,
                           std::uint64_t bytes,
                           const std::function<void(const RawLine&)>& each) {
    std::uint64_t number = 0;
    return for_each_block(path, from, bytes, [&](const Block& block) -> Result<Done> {
        for_each_line(block, number, each);
        return Done{};
    });
}

}  // namespace scc::audit
