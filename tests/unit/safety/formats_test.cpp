// What the readers of formats take out of files, and where they say it stands.
#include <gtest/gtest.h>

#include <random>

#include "base/text.hpp"
#include "excerpt.hpp"
#include "scan/format.hpp"

namespace {

using scc::safety::Position;
using scc::safety::position_of;
using scc::safety::Script;

std::string place(std::string_view file, std::size_t offset) {
    const Position at = position_of(file, offset);
    return std::to_string(at.line) + ":" + std::to_string(at.column);
}

// "FIRST-LAST part: text", the places of its first byte and behind its last; "…" is what nobody knows.
std::string shown(const Script& script, std::string_view file) {
    const scc::shell::Span all = script.in_file({0, script.text().size()});
    std::string text = script.argv.empty() ? script.text() : "[" + scc::text::join(script.argv, "|") + "]";
    text = scc::text::replace_all(text, std::string(1, '\0'), "…");
    text = scc::text::replace_all(scc::text::replace_all(text, "\n", "\\n"), "\t", "\\t");
    return place(file, all.begin) + "-" + place(file, all.end) + " " + script.part + ": " + text;
}

// A byte of a script that stands in the file as it is stands where the script says.
void expect_true_places(const Script& script, std::string_view file) {
    for (std::size_t i = 0; i < script.text().size() && script.argv.empty(); ++i) {
        const scc::shell::Span span = script.in_file({i, i + 1});
        ASSERT_LE(span.begin, span.end);
        ASSERT_LE(span.end, file.size());
        const char c = script.text()[i];
        const bool made = c == '\n' || c == ' ' || c == '\0' || span.end - span.begin != 1;
        EXPECT_TRUE(made || c == file[span.begin]) << script.text() << " at " << i;
    }
}

struct Case {
    std::string_view format;
    std::string_view file;
    std::vector<std::string> scripts;
};

void check(std::span<const Case> cases) {
    for (const Case& one : cases) {
        const auto* const format = scc::safety::format_named(one.format);
        ASSERT_NE(format, nullptr) << one.format;
        const auto scripts = format->read(one.file);
        ASSERT_TRUE(scripts) << one.file << scripts.error().message;
        std::vector<std::string> found;
        for (const Script& script : *scripts) {
            found.push_back(shown(script, one.file));
            if (one.format != "makefile" && one.format != "dockerfile") expect_true_places(script, one.file);
        }
        EXPECT_EQ(found, one.scripts) << one.file;
    }
}

TEST(Formats, AreToldByNameAndFirstLine) {
    const std::tuple<std::string_view, std::string_view, std::string_view> rows[] = {
        {"a/build.sh", "", "shell"},
        {"a/.git/hooks/pre-commit", "#!/bin/sh\n", "shell"},
        {"tool", "#!/usr/bin/env -S FOO=1 bash -e\n", "shell"},
        {"tool", "#! /usr/bin/make -f\n", "makefile"},
        {"tool", "#!/usr/bin/python3\n", ""},
        {"tool",
         "\x7f"
         "ELF",
         ""},
        {"Makefile", "", "makefile"},
        {"makefile.cpp", "", ""},
        {"x/rules.mk", "", "makefile"},
        {"Dockerfile.dev", "", "dockerfile"},
        {"Containerfile", "", "dockerfile"},
        {"p/.github/workflows/ci.yml", "", "workflow"},
        {"workflows/ci.yml", "", ""},
        {"x/action.yaml", "", "workflow"},
        {".gitlab-ci.yml", "", "pipeline"},
        {"a/.circleci/config.yml", "", "pipeline"},
        {"a/package.json", "", "package"},
        {"Procfile", "", "procfile"},
        {"justfile", "", "justfile"},
        {"README.md", "", ""},
    };
    for (const auto& [path, head, name] : rows) {
        const auto* const format = scc::safety::format_of(path, head);
        EXPECT_EQ(format == nullptr ? "" : format->name, name) << path;
    }
}

TEST(Formats, MakefilesGiveTheirRecipes) {
    const Case cases[] = {
        {"makefile",
         "all:\n\techo a\n\t@-echo b\n",
         {"2:2-3:1 target 'all': echo a\\n", "3:4-4:1 target 'all': echo b\\n"}},
        {"makefile", "all: x ; echo a\n", {"1:10-2:1 target 'all': echo a\\n"}},
        {"makefile", "a b:\n\tx\n", {"2:2-3:1 a recipe: x\\n"}},
        {"makefile", "all:\n\tx \\\n\t  y\n", {"2:2-4:1 target 'all': x \\\\n  y\\n"}},
        {"makefile", "D = out\nall:\n\trm -rf $(D)/x $@ $$HOME\n", {"3:2-4:1 target 'all': rm -rf out/x all $HOME\\n"}},
        {"makefile",
         "A = $(B)c\nB := b\nall:\n\tx ${A} $(N) $< $(wildcard *)\n",
         {"4:2-5:1 target 'all': x bc … … …\\n"}},
        {"makefile", "ifdef X\nF = -f\nelse\nF = -g\nendif\nall:\n\tx $F\n", {"7:2-8:1 target 'all': x …\\n"}},
        {"makefile", "F = a # b\nF += c\nall: F = a c\n\tx $(F)\n", {}},
        {"makefile", "F = a # b\nF += c\nall:\n\tx $(F)\n", {"4:2-5:1 target 'all': x a c\\n"}},
        {"makefile", ".ONESHELL:\nall:\n\t@cd x\n\trm y\n", {"3:3-5:1 target 'all': cd x\\nrm y\\n"}},
        {"makefile", ".RECIPEPREFIX = >\nall:\n>x\n", {"3:2-4:1 target 'all': x\\n"}},
        {"makefile", "V := $(shell w a)\nU != w b\n", {"2:6-3:1 variable 'U': w b\\n", "1:14-1:17 $(shell ...): w a"}},
        {"makefile",
         "define r\n\tw $(1)\nendef\nall:\n\t$(call r,x)\n",
         {"2:2-3:1 a recipe: w …\\n", "5:2-6:1 target 'all': …\\n"}},
        {"makefile", "A = $(A)\nall:\n\tx $(A)\n", {"3:2-4:1 target 'all': x …\\n"}},
        {"makefile", "all:\r\n\tx\r\n", {"2:2-3:1 target 'all': x\\n"}},
        {"makefile", "all:\n\tx", {"2:2-2:3 target 'all': x\\n"}},
        {"makefile", "\tx = 1\nall:\n\ty $(x\n", {"3:2-4:1 target 'all': y …\\n"}},
        {"makefile", "a := $(\n", {}},
    };
    check(cases);
}

TEST(Formats, DockerfilesGiveWhatTheyRun) {
    const Case cases[] = {
        {"dockerfile",
         "FROM a\nRUN w a\nCMD w b\n",
         {"2:5-2:8 instruction 'run': w a\\n", "3:5-3:8 instruction 'cmd': w b\\n"}},
        {"dockerfile", "RUN w \\\n  # why\n\n  a && \\\n  b\n", {"1:5-5:4 instruction 'run': w   a &&   b\\n"}},
        {"dockerfile", "RUN --mount=type=cache,target=/x --network=none w\n", {"1:49-1:50 instruction 'run': w\\n"}},
        {"dockerfile", "ENTRYPOINT [\"w\", \"a b\"]\n", {"1:12-1:24 instruction 'entrypoint': [w|a b]"}},
        {"dockerfile", "RUN [ -e x ] && w\n", {"1:5-1:18 instruction 'run': [ -e x ] && w\\n"}},
        {"dockerfile",
         "RUN <<EOF\nw a\nw b\nEOF\nRUN w c\n",
         {"2:1-4:1 instruction 'run': w a\\nw b\\n", "5:5-5:8 instruction 'run': w c\\n"}},
        {"dockerfile", "RUN cat <<E > f && w\nx\nE\n", {"1:5-4:1 instruction 'run': cat <<E > f && w\\nx\\nE\\n"}},
        {"dockerfile", "COPY <<E /f\nRUN w\nE\n", {}},
        {"dockerfile",
         "ENV A=b\nARG C=d\nENV E f g\nRUN w $A\n",
         {"1:5-4:9 instruction 'run': export A=b\\nexport C=d\\nexport E='f g'\\nw $A\\n"}},
        {"dockerfile", "FROM a\nENV A=b\nFROM c\nRUN w\n", {"4:5-4:6 instruction 'run': w\\n"}},
        {"dockerfile",
         "SHELL [\"powershell\"]\nRUN w\nSHELL [\"/bin/bash\", \"-c\"]\nRUN v\n",
         {"4:5-4:6 instruction 'run': v\\n"}},
        {"dockerfile",
         "ONBUILD RUN w\nHEALTHCHECK --interval=5s CMD w a\n",
         {"1:13-1:14 instruction 'run': w\\n", "2:31-2:34 instruction 'healthcheck': w a\\n"}},
        {"dockerfile", "# escape=`\nRUN w `\n a\n", {"2:5-3:3 instruction 'run': w  a\\n"}},
        {"dockerfile", "ENV A=${{x}}\nrun w", {"2:5-2:6 instruction 'run': w\\n"}},
        {"dockerfile", "RUN w \\", {"1:5-1:7 instruction 'run': w \\n"}},
        {"dockerfile", "RUN <<E\nw", {"2:1-2:2 instruction 'run': w\\n"}},
    };
    check(cases);
}

TEST(Formats, WorkflowsGiveTheirSteps) {
    const Case cases[] = {
        {"workflow",
         "jobs:\n  b:\n    steps:\n      - run: w a\n      - name: t\n        run: |\n          w b\n            c\n\n "
         "         d\n",
         {"4:14-4:17 job 'b', step 1: w a\\n", "7:11-11:1 job 'b', step 't': w b\\n  c\\n\\nd\\n"}},
        {"workflow",
         "jobs:\n  b:\n    steps:\n      - run: >-\n          w\n          a\n",
         {"5:11-6:12 job 'b', step 1: w a\\n"}},
        {"workflow",
         "jobs:\n  b:\n    steps:\n      - run: \"w \\\"a\\\"\\n\\\n          v \\x41\"\n",
         {"4:15-5:17 job 'b', step 1: w \"a\"\\nv A\\n"}},
        {"workflow",
         "jobs:\n  b:\n    steps:\n      - run: 'it''s\n          w'\n",
         {"4:15-5:12 job 'b', step 1: it's w\\n"}},
        {"workflow",
         "jobs:\n  b:\n    steps:\n      - run: w\n          a\n\n          b\n",
         {"4:14-7:12 job 'b', step 1: w a\\nb\\n"}},
        {"workflow",
         "jobs: {b: {steps: [{run: 'w ${{ x }} a', shell: bash}, {run: v, shell: pwsh}]}}\n",
         {"1:27-1:39 job 'b', step 1: w … a\\n"}},
        {"workflow",
         "defaults: {run: {shell: pwsh}}\njobs: {b: {steps: [{run: v}, {run: w, shell: sh}]}}\n",
         {"2:36-2:37 job 'b', step 2: w\\n"}},
        {"workflow", "runs:\n  steps:\n    - {run: w, shell: bash}\n", {"3:13-3:14 step 1: w\\n"}},
        {"workflow",
         "\xef\xbb\xbf# \xc3\xa9\njobs:\r\n  b:\r\n    steps:\r\n      - run: &x |\r\n          w\r\n          a\r\n",
         {"6:11-8:1 job 'b', step 1: w\\na\\n"}},
        {"workflow", "", {}},
        {"pipeline",
         "a:\n  before_script: w a\n  script:\n    - cd x\n    - |\n      w b\n  only: main\n",
         {"2:18-2:21 'a/before_script': w a\\n", "4:7-7:1 'a/script': cd x\\nw b\\n"}},
        {"pipeline", ".x: &x\n  - w\na:\n  script: [*x, v, !reference [.x, y]]\n", {"2:5-4:17 'a/script': w\\nv\\n"}},
        {"pipeline", "a: &a [*b]\nscript: *a\n", {"1:8-1:10 'script': …\\n"}},
        {"pipeline",
         "steps:\n- interpreter: POWERSHELL\n  script: w\n- script: v\n",
         {"4:11-4:12 'steps/2/script': v\\n"}},
        {"package",
         "{\"scripts\": {\"a\": \"w \\\"b\\\"\\u0020\\/c\"}, \"x\": {\"scripts\": {\"b\": \"v\"}}}\n",
         {"1:20-1:36 script 'a': w \"b\" /c\\n"}},
    };
    check(cases);
}

TEST(Formats, JustfilesAndProcfilesGiveTheirLines) {
    const Case cases[] = {
        {"justfile",
         "x := 'a: b'\n# c\nb a='1': d\n  @w {{a}} {{{{\n  -v \\\n   u\n",
         {"4:4-5:1 recipe 'b': w … {{\\n", "5:4-7:1 recipe 'b': v \\\\nu\\n"}},
        {"justfile",
         "a:\n  #!/bin/bash\n  cd x\n  w\nb:\n  #!/usr/bin/python3\n  y\n",
         {"2:3-5:1 recipe 'a': #!/bin/bash\\ncd x\\nw\\n"}},
        {"procfile", "web: w -p $PORT\n# a: b\n", {"1:5-1:16 process 'web':  w -p $PORT"}},
    };
    check(cases);
}

TEST(Formats, YamlThatIsNoneSaysWhere) {
    const auto* const format = scc::safety::format_named("workflow");
    const auto tab = format->read("jobs:\n\tb: 1\n");
    ASSERT_FALSE(tab);
    EXPECT_EQ(tab.error().where, "2:1");
    EXPECT_EQ(tab.error().message, "this is no YAML: found character that cannot start any token");
    const auto deep = format->read(std::string(1000, '['));
    ASSERT_FALSE(deep);
    EXPECT_EQ(deep.error().message, "it is deeper than 100 levels or has more than 500000 values");
}

TEST(Formats, AliasesDoNotMakeASmallFileLong) {
    std::string file = "a0: &a0 [w, w, w, w, w, w, w, w, w]\n";
    for (int i = 1; i < 15; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        file += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int k = 0; k < 9; ++k) file += before + ", ";
        file += before + "]\n";
    }
    const auto scripts = scc::safety::read_pipeline(file + "script: *a14\n");
    ASSERT_TRUE(scripts);
    EXPECT_LT((*scripts)[0].text().size(), 1U << 20U);
}

// Whatever the bytes, a reader ends and what it finds lies in the file.
TEST(Formats, ReadAnything) {
    std::mt19937 random(7);
    const std::string_view pieces[] = {"\n",   "\t",  "  ",   "- ",  "run: ", "jobs:",   "RUN ",  "|\n",
                                       "<<E",  "E\n", "\\\n", "$(",  ")",     "{{",      "}}",    "\"",
                                       "'",    "[",   "]",    ":",   "=",     "#",       "A",     "\xc3\xa9",
                                       "\xff", "$",   "@",    "&x ", "*x ",   "define ", "shell "};
    for (int round = 0; round < 3000; ++round) {
        std::string file;
        for (auto count = random() % 40; count > 0; --count) file += pieces[random() % std::size(pieces)];
        for (const auto& format : scc::safety::formats()) {
            const auto scripts = format.read(file);
            if (!scripts) continue;
            for (const Script& script : *scripts) {
                const auto all = script.in_file({0, script.text().size()});
                ASSERT_LE(all.begin, all.end) << format.name << ": " << file;
                ASSERT_LE(all.end, file.size()) << format.name << ": " << file;
            }
        }
    }
}

}  // namespace
