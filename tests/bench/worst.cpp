// Prints what a line of one mebibyte costs at worst: for each piece that such a line repeats, the processor time that
// judging it takes and the memory it needs, and how much more the whole line costs than its half.
//
//     worst [PIECE...]    only these
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "rule/judge.hpp"

namespace {

constexpr std::size_t whole = 1U << 20U;

// A line: what comes first, a piece again and again, what comes last.
struct Line {
    std::string_view name;
    std::string_view first;
    std::string_view piece;
    std::string_view last;

    std::string of(std::size_t size) const {
        std::string text(first);
        while (text.size() + piece.size() + last.size() <= size) text += piece;
        return text.append(last);
    }
};

constexpr std::string_view pieces[] = {
    "a ",
    "(",
    "'a'",
    "$(",
    "{a,",
    "a;",
    "\"$x\"",
    "`",
    "$((",
    "<<A ",
    "sudo ",
    "a[",
    "${x:-",
    "\\",
    "{a,b}",
    "[[ ",
    "\\\n",
    "{ ",
    "if a; then ",
    "case x in a) ",
    "for i in a;do ",
    "while a;do ",
    "a && ",
    "a | ",
    "! ",
    "a=b;",
    "x=$x$x;",
    "a=$a$a ; ",
    "$x",
    "${a[@]}",
    "<(a) ",
    ">f ",
    "a(b) ",
    "\"",
    "$",
    "#",
    "\n",
    ";",
    "&",
    "&&",
    "||",
    ")",
    "}",
    "]]",
    "!(",
    "@(a|",
    "f(){ ",
    "f(){ a; };f;",
    "$[",
    "{1..9}",
    "{a..z}",
    "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b} ",
    "alias a=b;a;",
    "alias a=\"a a\";a;",
    "eval a;",
    "eval ",
    "sh -c ",
    "sh -c a;",
    "env ",
    "xargs ",
    "git -c a=b ",
    "git config a.b c;git x;",
    "cd a;",
    "echo a>>f;",
    "echo a>>f;cat f;",
    "cat <<A\nb\nA\n",
    "<<A\nA\n",
    "read x<<<a;",
    "echo a|sh;",
    "echo a|tr a b|sh;",
    "$(echo a)",
    "$(echo $(echo ",
    "set -- a b;",
    "shift;",
    "x+=a;",
    "x+=(a);",
    "x[1]=a;",
    "[[ a = b ]];",
    "((a));",
    "python3 -c \"os.system('a')\";",
    "python -c x;",
    "export A=b;",
    "a=b c;",
    "git config alias.x y;",
    "printf -v x %s a;",
    "for i in a b c d;do ",
    "for i in {1..60};do a $i;done;",
    "while read x;do a;done<<<b;",
    "find . -exec a {} \\;",
    "/a?",
    "tmux new a;",
    "case $x in ",
    "trap a b;",
    "declare -n a=b;",
    "time ",
    "coproc ",
    "exec 3<&1;",
    "cp /bin/a b;b;",
    "$_ ",
    "a\\ ",
    "${!x}",
    "${x//a/b}",
    "${x##*/}",
    "\"${x@P}\"",
    "x='$(a)';${x@P}",
};

constexpr Line lines[] = {
    {"doubled variables", "a=xxxxxxxxxxxxxxxxxxxxxxxxxxxx;a=$a$a;a=$a$a;a=$a$a;a=$a$a;a=$a$a;a=$a$a;", "w $a;", ""},
    {"large arrays", "x=({1..60});x=(\"${x[@]}\" \"${x[@]}\" \"${x[@]}\");", "w \"${x[@]}\";", ""},
    {"here-document for sh", "sh <<'E'\n", "git push origin main\n", "E\n"},
    {"here-document for xargs", "xargs -I{} git {} <<'E'\n", "a\n", "E\n"},
    {"here-document for read", "while read x; do git $x; done <<'E'\n", "a\n", "E\n"},
    {"here-document for make", "make -f - <<'E'\n", "a:\n\tb\n", "E\n"},
    {"one word", "git ", "a", ""},
    {"many options", "git push ", "-v ", "origin"},
    {"many paths", "rm ", "/a ", ""},
    {"one address", "curl http://", "a", ""},
    {"calls in Python", "python3 -c '", "system(", "'"},
    {"names in Python", "python3 -c '", "a=", "'"},
    {"doubled names in Perl", "perl -e '", "$x=\"$x$x\";", "'"},
    {"base64", "echo ", "YQ", " | base64 -d | sh"},
    {"other values", "x=a; t && x=b;", "git $x;", ""},
    {"settings", "git config a.b c; git config d.e f;", "git x;", ""},
    {"hooks", "echo a >.git/hooks/pre-push;", "git x;", ""},
    {"loops",
     "for a in 1 2 3 4 5 6 7 8; do for b in 1 2 3 4 5 6 7 8; do for c in 1 2 3 4 5 6 7 8; do ",
     "a $a;",
     "done;done;done"},
};

struct Cost {
    double milliseconds = 0;
    double mebibytes = 0;
};

double used(const rusage& usage) {
    const auto of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

// In a child of its own, so that the peak of memory is its own too.
Cost cost_of(const std::string& text) {
    int ends[2];
    if (::pipe(ends) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) {
        scc::rule::Policy policy;
        scc::rule::Facts nowhere;
        rusage before{};
        rusage after{};
        ::getrusage(RUSAGE_SELF, &before);
        scc::rule::judge_line(text, policy, nowhere);
        ::getrusage(RUSAGE_SELF, &after);
        const Cost cost{used(after) - used(before), static_cast<double>(after.ru_maxrss) / 1024};
        const bool told = ::write(ends[1], &cost, sizeof cost) == sizeof cost;
        ::_exit(told ? 0 : 1);
    }
    Cost cost;
    ::close(ends[1]);
    if (::read(ends[0], &cost, sizeof cost) != sizeof cost) cost.milliseconds = -1;
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return cost;
}

void show(const Line& line) {
    const Cost half = cost_of(line.of(whole / 2));
    const Cost full = cost_of(line.of(whole));
    std::string name;
    for (const char c : line.name) name += c == '\n' ? std::string("\\n") : std::string(1, c);
    std::printf("%-32s %7.1f ms %6.1f MiB  %5.2f times its half\n",
                name.c_str(),
                full.milliseconds,
                full.mebibytes,
                full.milliseconds / (half.milliseconds < 0.5 ? 0.5 : half.milliseconds));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) show({argv[i], "", argv[i], ""});
    if (argc > 1) return 0;
    for (const std::string_view piece : pieces) show({piece, "", piece, ""});
    for (const Line& line : lines) show(line);
}
