// Any bytes are read as a line, taken apart and judged: it must end, and never read past what it was given.
#include <cstdint>
#include <string_view>

#include "rule/judge.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const scc::rule::Policy policy;
    scc::rule::Facts nowhere;
    const std::string_view line(reinterpret_cast<const char*>(bytes), size);
    const scc::rule::Verdict verdict = scc::rule::judge_line(line, policy, nowhere);
    if (verdict.span.begin > verdict.span.end || verdict.span.end > size) __builtin_trap();
    return 0;
}
