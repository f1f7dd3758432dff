#include <algorithm>

#include "base/text.hpp"
#include "shell/find.hpp"
#include "shell/special.hpp"

namespace scc::shell {
namespace {

constexpr std::size_t max_runs = 64;  // how often one command is looked at with other words

std::vector<std::string> texts_of(Words words) {
    std::vector<std::string> texts;
    texts.reserve(words.size());
    for (const Argument& word : words) texts.push_back(word.text);
    return texts;
}

// The words of a shell after its options.
struct Invocation {
    bool takes_text = false;   // -c
    bool reads_input = false;  // -s
    bool only_reads = false;   // -n: nothing is run
    std::vector<std::string> start_files;
    Words rest;
};

Invocation read_invocation(Words words) {
    Invocation made;
    std::size_t at = 1;
    for (; at < words.size(); ++at) {
        const std::string& word = words[at].text;
        if (word == "--" || word == "-") {
            ++at;
            break;
        }
        if (word.size() < 2 || (word[0] != '-' && word[0] != '+')) break;
        if (word.starts_with("--")) {
            if (is_one_of(word, {"--rcfile", "--init-file"}) && at + 1 < words.size()) {
                made.start_files.push_back(words[++at].text);
            }
            continue;
        }
        if (word == "-n") made.only_reads = true;
        else if (made.only_reads && (word[0] == '+' || word.find('i') != std::string::npos)) made.only_reads = false;
        made.takes_text = made.takes_text || (word[0] == '-' && word.find('c') != std::string::npos);
        made.reads_input = made.reads_input || (word[0] == '-' && word.find('s') != std::string::npos);
        if (word.find_first_of("oO") != std::string::npos && at + 1 < words.size()) ++at;
    }
    made.rest = words.subspan(std::min(at, words.size()));
    return made;
}

// A command that is run for each line or item, as xargs and parallel do.
struct Template {
    Words words;
    std::string mark;  // what stands for the item; empty: it is appended
    Span span;

    std::vector<Argument> with(std::string_view item) const {
        std::vector<Argument> made(words.begin(), words.end());
        if (mark.empty()) made.push_back({std::string(item), span});
        else
            for (Argument& word : made) word.text = text::replace_all(std::move(word.text), mark, item);
        return made;
    }
};

constexpr Wrapper xargs = {.letters = "adEILnPs",
                           .names = "arg-file|delimiter|max-lines|max-args|max-procs|max-chars|process-slot-var"};

constexpr Wrapper parallel = {.letters = "jaILnNPSCEd",
                              .names = "jobs|arg-file|max-args|colsep|joblog|delay|timeout|retries|results|delimiter"};

// What the options of xargs say about its input.
struct XargsOptions {
    std::string mark;
    std::optional<char> separator;
    std::string file;
};

XargsOptions xargs_options(Words options) {
    XargsOptions made;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::string& word = options[i].text;
        const auto value = [&](std::size_t length) {
            if (word.size() > length) return word.substr(length);
            return i + 1 < options.size() ? options[i + 1].text : std::string();
        };
        if (word.starts_with("-I")) made.mark = value(2);
        else if (word.starts_with("-i")) made.mark = word.size() > 2 ? word.substr(2) : "{}";
        else if (word.starts_with("--replace")) made.mark = word.size() > 10 ? word.substr(10) : "{}";
        else if (word.starts_with("-a")) made.file = value(2);
        else if (word.starts_with("--arg-file=")) made.file = word.substr(11);
        else if (word.starts_with("--null") || (word[0] == '-' && word.size() > 1 && word[1] == '0'))
            made.separator = '\0';
        else if (word.starts_with("-d"))
            made.separator = value(2) == "\\n" ? '\n' : value(2).empty() ? ' ' : value(2)[0];
        else if (word.starts_with("--delimiter=")) made.separator = word == "--delimiter=\\n" ? '\n' : word[12];
    }
    return made;
}

std::vector<std::string> items_of(std::string_view text, const XargsOptions& options) {
    if (options.separator) {
        // What "find -print0" writes stands line by line here, because NUL is the unknown byte.
        const bool lines = *options.separator == unknown && text.ends_with('\n');
        std::vector<std::string> items = text::split(text, lines ? '\n' : *options.separator);
        if (!items.empty() && items.back().empty()) items.pop_back();
        return items;
    }
    if (!options.mark.empty()) {
        std::vector<std::string> lines;
        while (!text.empty() && lines.size() <= max_runs) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            if (end > 0) lines.push_back(text::join(quoted_words(text.substr(0, end)), " "));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return lines;
    }
    return quoted_words(text);
}

// The last part of what find's tests pick; empty when they may pick the place where it starts.
std::string picked_by(Words tests) {
    std::string picked;
    bool negated = false;
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const std::string_view test = tests[i].text;
        const bool valued = takes_value(test) && i + 1 < tests.size();
        if (is_one_of(test, {"-o", "-or", ",", "-exec", "-execdir", "-ok", "-okdir"})) break;
        const bool names = is_one_of(test, {"-name", "-iname"});
        const bool narrows =
            is_one_of(test, {"-path",    "-ipath",    "-wholename", "-iwholename", "-regex", "-iregex", "-lname",
                             "-mtime",   "-atime",    "-ctime",     "-mmin",       "-amin",  "-cmin",   "-newer",
                             "-newermt", "-size",     "-empty",     "-user",       "-group", "-perm",   "-links",
                             "-inum",    "-mindepth", "-nouser",    "-xtype"});
        if (names && !negated && i + 1 < tests.size() && tests[i + 1].text != "*") picked = tests[i + 1].text;
        else if ((names || narrows) && picked.empty() && !(names && !negated)) picked = "?*";
        negated = is_one_of(test, {"!", "-not"});
        if (valued) ++i;
    }
    return picked;
}

}  // namespace

std::vector<std::string> quoted_words(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    bool started = false;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const char c = i < text.size() ? text[i] : '\n';
        if (c == ' ' || c == '\t' || c == '\n') {
            if (started) words.push_back(std::move(word));
            word.clear();
            started = false;
        } else if (c == '\'' || c == '"') {
            const std::size_t end = std::min(text.find(c, i + 1), text.size());
            word += text.substr(i + 1, end - i - 1);
            i = end;
            started = true;
        } else {
            if (c == '\\' && i + 1 < text.size()) ++i;
            word += text[i];
            started = true;
        }
    }
    return words;
}

Carried carried_by_shell(Words words, State& state, Stream* input) {
    Carried carried;
    const Invocation made = read_invocation(words);
    const Span span = words[0].span;
    if (made.only_reads) return carried;
    std::vector<std::string> files = made.start_files;
    for (const std::string_view name : {"BASH_ENV", "ENV"}) {
        if (const std::string* file = state.scope.scalar(name)) files.push_back(*file);
    }
    for (const std::string& file : files) {
        if (auto text = text_of_file(file, state, input)) carried.add(std::move(*text), span);
    }
    if (made.takes_text) {
        if (made.rest.empty()) return carried;
        const std::size_t count = made.rest.size();
        carried.texts.push_back({made.rest[0], texts_of(made.rest.subspan(std::min<std::size_t>(2, count))), {}});
        if (count > 1) carried.texts.back().zeroth = made.rest[1].text;
        return carried;
    }
    const bool from_input = made.reads_input || made.rest.empty();
    const auto text = text_of_file(from_input ? "-" : std::string_view(made.rest[0].text), state, input);
    if (!text) return carried;
    const Words rest = made.reads_input ? made.rest : made.rest.subspan(std::min<std::size_t>(1, made.rest.size()));
    carried.texts.push_back({{*text, span}, texts_of(rest), {}});
    return carried;
}

Carried carried_by_source(Words words, State& state, Stream* input) {
    Carried carried;
    if (words.size() < 2) return carried;
    if (const auto text = text_of_file(words[1].text, state, input)) carried.add(*text, words[0].span);
    return carried;
}

std::vector<std::string> found_by(Words words) {
    std::size_t at = 1;
    while (at < words.size() && is_one_of(words[at].text, {"-H", "-L", "-P", "-D", "-O0", "-O1", "-O2", "-O3"})) {
        at += words[at].text == "-D" ? 2 : 1;
    }
    std::vector<std::string> starts;
    for (; at < words.size() && words[at].text.find_first_of("-(!,)") != 0; ++at) starts.push_back(words[at].text);
    if (starts.empty()) starts.emplace_back(".");
    const std::string picked = picked_by(words.subspan(std::min(at, words.size())));
    for (std::string& start : starts) {
        if (!start.ends_with('/')) start += '/';
        start += unknown;
        if (!picked.empty()) start += "/" + picked;
    }
    return starts;
}

bool takes_value(std::string_view test) {
    return test.starts_with("-newer") ||
           is_one_of(test, {"-amin",     "-anewer",   "-atime",     "-cmin",     "-cnewer",     "-context", "-ctime",
                            "-fls",      "-fprint",   "-fprint0",   "-fstype",   "-gid",        "-group",   "-ilname",
                            "-iname",    "-inum",     "-ipath",     "-iregex",   "-iwholename", "-links",   "-lname",
                            "-maxdepth", "-mindepth", "-mmin",      "-mtime",    "-name",       "-path",    "-perm",
                            "-printf",   "-regex",    "-regextype", "-samefile", "-size",       "-type",    "-uid",
                            "-used",     "-user",     "-wholename", "-xtype"});
}

Carried carried_by_find(Words words, State&, Stream*) {
    Carried carried;
    std::vector<std::string> found = found_by(words);
    if (found.size() > max_runs) found.resize(max_runs);
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (takes_value(words[i].text)) {
            ++i;
            continue;
        }
        if (!is_one_of(words[i].text, {"-exec", "-execdir", "-ok", "-okdir"})) continue;
        const std::size_t begin = ++i;
        while (i < words.size() && words[i].text != ";" && !(words[i].text == "+" && words[i - 1].text == "{}")) ++i;
        const Template command{words.subspan(begin, i - begin), "{}", words[0].span};
        if (command.words.empty()) continue;
        for (const std::string& one : found) carried.commands.push_back(command.with(one));
    }
    return carried;
}

Carried carried_by_xargs(Words words, State& state, Stream* input) {
    Carried carried;
    const auto rest = rest_of(xargs, words, carried);
    if (!rest || rest->empty()) return carried;
    const XargsOptions options = xargs_options(words.subspan(1, words.size() - rest->size() - 1));
    const Template command{*rest, options.mark, {rest->back().span.end, rest->back().span.end}};
    const auto text = text_of_file(options.file.empty() ? "-" : options.file, state, input);
    if (!text) {
        carried.commands.push_back(command.with(std::string_view(&unknown, 1)));
        return carried;
    }
    const std::vector<std::string> items = items_of(*text, options);
    if (options.mark.empty()) {
        std::vector<Argument>& all = carried.commands.emplace_back(rest->begin(), rest->end());
        for (const std::string& item : items) all.push_back({item, command.span});
        return carried;
    }
    for (std::size_t i = 0; i < std::min(items.size(), max_runs); ++i)
        carried.commands.push_back(command.with(items[i]));
    if (items.size() > max_runs) carried.commands.push_back(command.with(std::string_view(&unknown, 1)));
    return carried;
}

Carried carried_by_parallel(Words words, State& state, Stream* input) {
    Carried carried;
    const auto rest = rest_of(parallel, words, carried);
    if (!rest) return carried;
    const auto given = std::ranges::find_if(*rest, [](const Argument& word) { return word.text.starts_with(":::"); });
    const auto count = static_cast<std::size_t>(given - rest->begin());
    std::vector<std::string> items;
    for (const Argument& word : rest->subspan(count)) {
        if (!word.text.starts_with(":::")) items.push_back(word.text);
    }
    if (given == rest->end()) {
        const auto text = text_of_file("-", state, input);
        items = text ? text::words(*text, '\n') : std::vector<std::string>{std::string(1, unknown)};
    }
    const Span span = words[0].span;
    std::string line = count == 0 ? "" : joined(rest->first(count)).text;
    if (line.find("{}") == std::string::npos) line += line.empty() ? "{}" : " {}";
    if (items.size() > max_runs) items.assign(1, std::string(1, unknown));
    for (const std::string& item : items) carried.add(text::replace_all(line, "{}", item), span);
    return carried;
}

// "* * * * * command", or "@daily command", a line each.
Carried carried_by_crontab(Words words, State& state, Stream* input) {
    Carried carried;
    const std::string_view file = words.size() > 1 ? std::string_view(words.back().text) : "-";
    const auto text = text_of_file(file, state, input);
    if (!text) return carried;
    for (const std::string& line : text::words(*text, '\n')) {
        std::string_view rest = text::trim(line);
        if (rest.starts_with('#')) continue;
        for (int fields = rest.starts_with('@') ? 1 : 5; fields > 0; --fields) {
            rest.remove_prefix(std::min(rest.find_first_of(" \t"), rest.size()));
            rest = text::trim(rest);
        }
        if (!rest.empty()) carried.add(std::string(rest), words[0].span);
    }
    return carried;
}

}  // namespace scc::shell
