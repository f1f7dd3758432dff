#include "exec/layout.hpp"

#include <elf.h>

#include <cstring>

namespace scc::guard {

std::string layout_in(std::string_view head) {
    Elf64_Ehdr header = {};
    if (head.size() < sizeof header) return {};
    std::memcpy(&header, head.data(), sizeof header);
    const bool is_program = std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
                            header.e_ident[EI_CLASS] == ELFCLASS64 && header.e_phentsize == sizeof(Elf64_Phdr) &&
                            header.e_phnum > 0;
    const std::size_t length = header.e_phnum * sizeof(Elf64_Phdr);
    if (!is_program || header.e_phoff > head.size() || length > head.size() - header.e_phoff) return {};
    std::string layout(reinterpret_cast<const char*>(&header.e_type), sizeof header.e_type);
    layout.append(reinterpret_cast<const char*>(&header.e_entry), sizeof header.e_entry);
    return layout.append(head.substr(header.e_phoff, length));
}

}  // namespace scc::guard
