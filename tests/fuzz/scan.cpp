// Any bytes are read as each kind of file: a reader ends, and what it finds lies in the file.
#include <cstdint>
#include <string_view>

#include "scan/format.hpp"
#include "shell/parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view file(reinterpret_cast<const char*>(bytes), size);
    for (const scc::safety::Format& format : scc::safety::formats()) {
        const auto scripts = format.read(file);
        if (!scripts) continue;
        for (const scc::safety::Script& script : *scripts) {
            for (std::size_t at = 0; at < script.text().size(); ++at) {
                const scc::shell::Span span = script.in_file({at, at + 1});
                if (span.begin > span.end || span.end > size) __builtin_trap();
            }
        }
    }
    return 0;
}
