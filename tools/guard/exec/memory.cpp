#include "exec/memory.hpp"

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <string_view>

#include "base/file.hpp"

namespace scc::guard {
namespace {

constexpr std::size_t page = 4096;  // the smallest there is: a read that ends with one never fails for what lies behind
constexpr std::size_t longest_word = 32 * page;
constexpr std::size_t longest_words = std::size_t{6} << 20U;
constexpr std::size_t most_words = std::size_t{1} << 20U;

using Page = std::array<char, page>;

bool read_directly(pid_t process, std::uint64_t address, char* into, std::size_t length) {
    const iovec here{.iov_base = into, .iov_len = length};
    // The address is another process's; here it is a number.
    const iovec there{.iov_base = reinterpret_cast<void*>(address), .iov_len = length};  // NOLINT
    return ::process_vm_readv(process, &here, 1, &there, 1, 0) == static_cast<ssize_t>(length);
}

bool read_from_file(pid_t process, std::uint64_t address, char* into, std::size_t length) {
    const std::string path = "/proc/" + std::to_string(process) + "/mem";
    const file::Descriptor memory(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return memory &&
           ::pread(memory.number(), into, length, static_cast<off_t>(address)) == static_cast<ssize_t>(length);
}

bool can_read_directly() {
    static const bool can = [] {
        const char probe = 'x';
        char copy = 0;
        return read_directly(::getpid(), reinterpret_cast<std::uint64_t>(&probe), &copy, 1);
    }();
    return can;
}

bool read(pid_t process, std::uint64_t address, char* into, std::size_t length) {
    const auto by = can_read_directly() ? read_directly : read_from_file;
    return by(process, address, into, length);
}

}  // namespace

std::optional<std::string> text_at(pid_t process, std::uint64_t address, std::size_t limit) {
    std::string text;
    Page bytes = {};
    while (text.size() <= limit) {
        const std::size_t length = page - address % page;
        if (!read(process, address, bytes.data(), length)) return std::nullopt;
        const std::string_view read_here(bytes.data(), length);
        const std::size_t end = read_here.find('\0');
        text.append(read_here.substr(0, end));
        if (end != std::string_view::npos) break;
        address += length;
    }
    if (text.size() > limit) return std::nullopt;
    return text;
}

std::optional<std::vector<std::string>> words_at(pid_t process, std::uint64_t address) {
    std::vector<std::string> words;
    std::size_t length = 0;
    while (address != 0) {
        std::uint64_t pointer = 0;
        if (!read(process, address, reinterpret_cast<char*>(&pointer), sizeof pointer)) return std::nullopt;
        if (pointer == 0) break;
        auto word = text_at(process, pointer, longest_word);
        if (!word) return std::nullopt;
        length += word->size() + 1;
        if (length > longest_words || words.size() == most_words) return std::nullopt;
        words.push_back(std::move(*word));
        address += sizeof pointer;
    }
    return words;
}

}  // namespace scc::guard
