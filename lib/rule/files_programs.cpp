#include <algorithm>

#include "base/path.hpp"
#include "rule/files.hpp"
#include "rule/place.hpp"
#include "shell/find.hpp"
#include "shell/wrapper.hpp"

namespace scc::rule {
namespace {

using shell::Argument;

// Which words of a command are the files.
enum class Files {
    all,        // every operand
    last,       // the last operand, or --target-directory; the others are sources
    after_one,  // operands but the first, which says what to do (chmod MODE), unless --reference does
    found,      // find
    named,      // dd: of=FILE
    synced,     // rsync: the last operand, and the others with --remove-source-files
    packed,     // tar: operands, with --remove-files
    edited,     // sed: operands but the script, with --in-place
};

struct Program {
    std::string_view name;
    Files files;
    Act act;
    std::string_view grammar;
};

constexpr std::string_view rm_grammar =
    "r,recursive R>recursive f,force i I interactive? d,dir v,verbose one-file-system no-preserve-root preserve-root?";
constexpr std::string_view copy_grammar =
    "a,archive attributes-only b backup? copy-contents d f,force i,interactive H l,link L,dereference n,no-clobber "
    "P,no-dereference p preserve? no-preserve: parents R,recursive r>recursive reflink? remove-destination sparse: "
    "strip-trailing-slashes s,symbolic S,suffix: t,target-directory: T,no-target-directory u,update? v,verbose x Z g: "
    "m,mode: o,owner: D c";
constexpr std::string_view mode_grammar =
    "c,changes f,silent quiet v,verbose R,recursive reference: from: preserve-root no-preserve-root h,no-dereference "
    "dereference H L P";

constexpr Program programs[] = {
    {">", Files::all, Act::overwrite, ""},
    {">>", Files::all, Act::append, ""},
    {"chgrp", Files::after_one, Act::alter, mode_grammar},
    {"chmod", Files::after_one, Act::alter, mode_grammar},
    {"chown", Files::after_one, Act::alter, mode_grammar},
    {"cp", Files::last, Act::overwrite, copy_grammar},
    {"dd", Files::named, Act::overwrite, ""},
    {"find", Files::found, Act::remove, ""},
    {"gfind", Files::found, Act::remove, ""},
    {"install", Files::last, Act::overwrite, copy_grammar},
    {"ln", Files::last, Act::overwrite, copy_grammar},
    {"mv", Files::last, Act::overwrite, copy_grammar},
    {"rm", Files::all, Act::remove, rm_grammar},
    {"rmdir", Files::all, Act::empty, "ignore-fail-on-non-empty p,parents v,verbose"},
    {"rsync", Files::synced, Act::remove, ""},
    {"scrub", Files::all, Act::remove, "p,pattern: r,remove f,force"},
    {"sed",
     Files::edited,
     Act::overwrite,
     "i,in-place? e,expression: f,file: n,quiet silent E,regexp-extended r s,separate u,unbuffered z,null-data l:"},
    {"setfacl",
     Files::after_one,
     Act::alter,
     "m,modify: x,remove: b,remove-all k R,recursive set: M: X: d restore: P L n"},
    {"shred",
     Files::all,
     Act::remove,
     "f,force n,iterations: random-source: s,size: u remove? v,verbose x,exact z,zero"},
    {"srm", Files::all, Act::remove, "r,recursive R>recursive f,force i v z s m"},
    {"tar", Files::packed, Act::remove, ""},
    {"tee", Files::all, Act::overwrite, "a,append i,ignore-interrupts p output-error?"},
    {"truncate", Files::all, Act::remove, "c,no-create o,io-blocks r,reference: s,size:"},
    {"unlink", Files::all, Act::remove, ""},
    {"wipe", Files::all, Act::remove, "r f c i q k D l: S: o: s v"},
};

const Program* program_named(std::string_view name) {
    const auto found = std::ranges::lower_bound(programs, name, {}, &Program::name);
    return found != std::end(programs) && found->name == name ? found : nullptr;
}

class Reader {
public:
    Reader(const Words& words, const Program& program, Place& place)
        : words_(words), program_(program), place_(place) {}

    std::vector<Target> read() && {
        const bool prints = words_.has("--help") || words_.has("--version");
        if (prints && program_.files != Files::found) return {};
        switch (program_.files) {
            case Files::all: each(words_.operands, own_act()); break;
            case Files::last: to_the_last(); break;
            case Files::after_one: altered(); break;
            case Files::found: found(); break;
            case Files::named: named(); break;
            case Files::synced: synced(); break;
            case Files::packed: packed(); break;
            case Files::edited: edited(); break;
        }
        return std::move(targets_);
    }

private:
    Act own_act() const { return program_.name == "tee" && words_.has("--append") ? Act::append : program_.act; }

    void add(std::string_view word, shell::Span span, Act act, bool recursive, bool forced) {
        targets_.push_back({act, recursive, forced, where_is(word, place_), span});
    }

    void each(std::span<const Argument> operands, Act act) {
        const bool recursive = words_.has("--recursive") || words_.has("-r");
        const bool forced = words_.has("--force") || words_.has("-f");
        for (const Argument& operand : operands) add(operand.text, operand.span, act, recursive, forced);
    }

    void to_the_last() {
        std::span<const Argument> sources = words_.operands;
        const Option* into = words_.find("--target-directory");
        const bool replaces = program_.name != "ln" || words_.has("--force");
        if (into != nullptr) {
            if (replaces) add(into->value, into->span, Act::overwrite, false, true);
        } else if (sources.size() > 1) {
            const Argument& last = sources.back();
            if (replaces) add(last.text, last.span, Act::overwrite, false, true);
            sources = sources.first(sources.size() - 1);
        }
        if (program_.name != "mv") return;
        for (const Argument& source : sources) add(source.text, source.span, Act::move, true, true);
    }

    // A mode like "-w" is read as an option; then every operand is a file.
    bool is_mode_told() const {
        static constexpr std::string_view tellers[] = {"--reference", "--modify", "--remove", "--remove-all"};
        static constexpr std::string_view modes[] = {"-r", "-w", "-x", "-s", "-t", "-u", "-g", "-o"};
        const auto has = [&](std::string_view name) { return words_.has(name); };
        return std::ranges::any_of(tellers, has) || (program_.name == "chmod" && std::ranges::any_of(modes, has));
    }

    void altered() {
        const bool recursive = words_.has("--recursive");
        const auto& operands = words_.operands;
        for (std::size_t i = is_mode_told() ? 0 : 1; i < operands.size(); ++i) {
            const bool many = operands[i].text.ends_with(shell::unknown);
            add(operands[i].text, operands[i].span, Act::alter, recursive || many, true);
        }
    }

    void found() {
        const auto all = words_.all;
        for (std::size_t i = 1; i < all.size(); ++i) {
            const std::string_view test = all[i].text;
            if (test == "-delete") {
                for (const std::string& path : shell::found_by(all)) add(path, all[i].span, Act::remove, true, true);
            } else if ((test.starts_with("-fprint") || test == "-fls") && i + 1 < all.size()) {
                add(all[i + 1].text, all[i + 1].span, Act::overwrite, false, true);
                ++i;
            } else if (shell::takes_value(test)) {
                ++i;
            } else if (test == "-exec" || test == "-execdir" || test == "-ok" || test == "-okdir") {
                while (i < all.size() && all[i].text != ";" && !(all[i].text == "+" && all[i - 1].text == "{}")) ++i;
            }
        }
    }

    void named() {
        for (const Argument& word : words_.all.subspan(1)) {
            if (word.text.starts_with("of=")) add(word.text.substr(3), word.span, Act::overwrite, false, true);
        }
    }

    static bool is_remote(std::string_view word) {
        const std::size_t colon = word.find(':');
        return colon != std::string_view::npos && colon < word.find('/');
    }

    void synced() {
        const auto& operands = words_.operands;
        const auto has = [&](std::initializer_list<std::string_view> names) {
            return std::ranges::any_of(names, [&](std::string_view name) { return words_.has(name); });
        };
        if (operands.size() < 2 || has({"--dry-run", "-n", "--list-only"})) return;
        const bool deletes = has({"--delete",
                                  "--delete-before",
                                  "--delete-during",
                                  "--del",
                                  "--delete-delay",
                                  "--delete-after",
                                  "--delete-excluded"});
        const Argument& last = operands.back();
        if (!is_remote(last.text)) {
            if (deletes) add(last.text + "/*", last.span, Act::remove, true, true);
            else add(last.text, last.span, Act::overwrite, false, true);
        }
        if (!has({"--remove-source-files"})) return;
        for (const Argument& source : std::span(operands).first(operands.size() - 1)) {
            if (!is_remote(source.text)) add(source.text, source.span, Act::remove, true, true);
        }
    }

    void packed() {
        if (!words_.has("--remove-files")) return;
        for (const Argument& operand : words_.operands) add(operand.text, operand.span, Act::remove, true, true);
    }

    void edited() {
        if (!words_.has("--in-place")) return;
        const bool scripted = words_.has("--expression") || words_.has("--file");
        each(std::span(words_.operands).subspan(std::min<std::size_t>(scripted ? 0 : 1, words_.operands.size())),
             Act::overwrite);
    }

    const Words& words_;
    const Program& program_;
    Place& place_;
    std::vector<Target> targets_;
};

}  // namespace

bool is_file_program(std::string_view program) { return program_named(program) != nullptr; }

Words read_files(std::span<const Argument> all) {
    Words words{.program = path::basename(all[0].text), .all = all};
    if (all[0].text.starts_with('>')) words.program = all[0].text;
    if (const Program* program = program_named(words.program); program != nullptr) {
        read_options(all.subspan(1), {program->grammar}, Order::mixed, words);
    }
    return words;
}

std::vector<Target> targets_of(const Words& words, Place& place) {
    const Program* program = program_named(words.program);
    return program == nullptr ? std::vector<Target>() : Reader(words, *program, place).read();
}

}  // namespace scc::rule
