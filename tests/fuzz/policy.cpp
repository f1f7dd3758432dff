// A policy that is read quickly is one that the careful reader accepts, and understands in the same way.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string_view>

#include "policy/policy.hpp"
#include "policy/quick.hpp"
#include "wire/envelope.hpp"
#include "wire/parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace scc;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto quickly = policy::quick(text);
    if (!quickly) return 0;
    const auto document = wire::parse(text, "p");
    if (!document) __builtin_trap();
    const auto data = wire::open(*document, "policy", "p");
    if (!data) __builtin_trap();
    const auto carefully = policy::read(*data, "p");
    if (!carefully || policy::to_json(*carefully) != policy::to_json(*quickly)) __builtin_trap();
    return 0;
}
