// Whatever a host writes, it gets an answer it cannot mistake: nothing but one object on standard output, and status 2
// with a reason or status 0.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "hook/answer.hpp"
#include "wire/parse.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace scc;
    static const rule::Policy policy;
    const std::string input(reinterpret_cast<const char*>(bytes), size);
    const auto judge = [](const hook::Call& call) -> Result<rule::Verdict> {
        rule::Facts nowhere;
        return hook::verdict_on(call, policy, nowhere);
    };
    for (const hook::Host& host : hook::hosts()) {
        const hook::Reply reply = hook::answer(host, input, judge).reply;
        const bool refuses = reply.status == hook::refused && !reply.err.empty();
        if (!refuses && reply.status != 0) __builtin_trap();
        if (!reply.out.empty() && !wire::parse(reply.out, "out")) __builtin_trap();
    }
    return 0;
}
