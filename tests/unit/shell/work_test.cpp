// What a line costs grows no faster than the line. Work is counted, not timed: the commands that are reported and the
// bytes that are allocated on the way. tests/bench/worst.cpp times the same at full length.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "shell/command.hpp"

namespace {

std::size_t allocated = 0;

void* counted(std::size_t size) {
    allocated += size + 32;
    void* made = std::malloc(size == 0 ? 1 : size);
    if (made == nullptr) std::abort();
    return made;
}

}  // namespace

void* operator new(std::size_t size) { return counted(size); }
void* operator new[](std::size_t size) { return counted(size); }
void operator delete(void* made) noexcept { std::free(made); }
void operator delete[](void* made) noexcept { std::free(made); }
void operator delete(void* made, std::size_t) noexcept { std::free(made); }
void operator delete[](void* made, std::size_t) noexcept { std::free(made); }

namespace scc::shell {
namespace {

struct Line {
    const char* first;
    const char* piece;
    const char* last;

    std::string of(std::size_t size) const {
        std::string text = first;
        while (text.size() < size) text += piece;
        return text + last;
    }
};

constexpr Line lines[] = {
    {"", "a ", ""},
    {"", "a; ", ""},
    {"", "(", ""},
    {"", "$(", ""},
    {"", "$((", ""},
    {"", "`", ""},
    {"", "'a'", ""},
    {"", "\"$x\"", ""},
    {"", "\\a", ""},
    {"", "${x:-", ""},
    {"", "{a,", ""},
    {"", "{a,b}{a,b}{a,b} ", ""},
    {"", "{1..60} ", ""},
    {"", "<<A ", ""},
    {"", "cat <<A\nb\nA\n", ""},
    {"", "if a; then ", ""},
    {"", "case x in a) ", ""},
    {"", "a && ", ""},
    {"", "a | ", ""},
    {"", "sudo ", ""},
    {"", "xargs ", ""},
    {"", "sh -c ", ""},
    {"", "eval a; ", ""},
    {"", "x=$x$x; ", ""},
    {"", "x+=a; ", ""},
    {"", "x+=(a); ", ""},
    {"", "t && x+=a; ", ""},
    {"", "alias a='a a'; a; ", ""},
    {"", "f() { a; }; f; ", ""},
    {"", "cd a; ", ""},
    {"", "echo a >>f; cat f; ", ""},
    {"", "git config a.b c; git x; ", ""},
    {"", "cp /bin/a b; b; ", ""},
    {"", "for i in a b c; do ", ""},
    {"", "for i in {1..20}; do a $i; done; ", ""},
    {"", "while read x; do a; done <<< b; ", ""},
    {"", "$(echo a) ", ""},
    {"x=({1..60}); ", "a \"${x[@]}\"; ", ""},
    {"x=a; t && x=b; ", "git $x; ", ""},
    {"f() { ", "a; ", "}; f; f; f; f; f; f; f; f"},
    {"f() { a & }; ", "f; ", ""},
    {"sh <<'E'\n", "a b\n", "E\n"},
    {"xargs -I{} a {} <<'E'\n", "b\n", "E\n"},
    {"while read x; do a $x; done <<'E'\n", "b\n", "E\n"},
    {"python3 -c '", "system(", "'"},
    {"python3 -c '", "a=", "'"},
    {"perl -e '", "$x=\"$x$x\";", "'"},
    {"make -f - <<'E'\n", "a:\n\tb\n", "E\n"},
    {"echo ", "YQ", " | base64 -d | sh"},
    {"echo '", "a b ", "' | sed s/a/b/ | tr b c | rev | sh"},
};

std::size_t work_of(const std::string& text) {
    std::size_t commands = 0;
    const std::size_t before = allocated;
    const auto walked = each_command(text, [&](const Simple&) { return ++commands > 0; });
    return allocated - before + commands * 256 + (walked ? 0 : 1);
}

TEST(Work, GrowsNoFasterThanTheLine) {
    constexpr std::size_t size = 1U << 14U;
    constexpr std::size_t fixed = 1U << 19U;  // what may be followed of any line, however short
    for (const Line& line : lines) {
        const std::size_t half = work_of(line.of(size));
        const std::size_t whole = work_of(line.of(4 * size));
        EXPECT_LE(whole, 5 * half + fixed) << line.first << line.piece << ": " << half << " " << whole;
    }
}

}  // namespace
}  // namespace scc::shell
