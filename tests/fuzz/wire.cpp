// What wire::parse accepts it also writes, and reads back as the same.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "wire/parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto document = scc::wire::parse({reinterpret_cast<const char*>(bytes), size}, "input");
    if (!document) return 0;
    const auto again = scc::wire::parse(scc::wire::compact(*document), "again");
    if (!again || scc::wire::compact(*again) != scc::wire::compact(*document)) __builtin_trap();
    return 0;
}
