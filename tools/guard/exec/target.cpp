#include "exec/target.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/path.hpp"
#include "programs.hpp"

namespace scc::guard {
namespace {

using file::Descriptor;

constexpr int most_layers = 8;
constexpr std::size_t line_bytes = 256;  // what the kernel reads of a script
constexpr std::string_view blanks = " \t";
constexpr std::string_view argv0_option = "--argv0";

// Options of the loaders of glibc and musl; those that take the next word where no "=" gives the value.
constexpr std::string_view loader_values[] = {
    "--audit", "--glibc-hwcaps-mask", "--glibc-hwcaps-prepend", "--inhibit-rpath", "--library-path", "--preload"};
constexpr std::string_view loader_flags[] = {"--inhibit-cache", "--list", "--verify"};
constexpr std::string_view loader_prints[] = {"--help", "--list-diagnostics", "--list-tunables", "--version"};

template <std::size_t N>
bool holds(const std::string_view (&list)[N], std::string_view word) {
    return std::ranges::find(list, word) != std::end(list);
}

Found reading(const Descriptor& file) {
    const std::string path = "/proc/self/fd/" + std::to_string(file.number());
    const int number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    return number < 0 ? Found{{}, errno} : Found{Descriptor(number), 0};
}

bool is_regular(const Descriptor& file) {
    struct stat found = {};
    return ::fstat(file.number(), &found) == 0 && S_ISREG(found.st_mode);
}

class Layers {
public:
    Layers(const Place& place, const WatchedFiles& files, const std::function<std::optional<Words>()>& words)
        : place_(place), files_(files), ask_(words) {}

    Target innermost() {
        for (int i = 0; i < most_layers; ++i) {
            if (auto target = take_off()) return *target;
        }
        return ended(Target::State::missing, ELOOP);
    }

private:
    // Takes one layer off; the target when there is none.
    std::optional<Target> take_off() {
        const Found found = resolve(place_);
        if (!found.file) return ended(Target::State::missing, found.error);
        if (!is_regular(found.file)) return ended(Target::State::missing, EACCES);
        const Found opened = reading(found.file);
        if (!opened.file) return ended(Target::State::unreadable);
        const std::string head = head_of(opened.file);
        if (const Watched* watched = files_.find(opened.file, head)) return at_watched(*watched);
        const auto interpreter = interpreter_in(head);
        if (!interpreter) return ended(Target::State::plain);
        if (!know_words()) return ended(Target::State::unreadable);
        words_ = words_of_script(*interpreter, place_.path, *words_);
        place_ = {place_.process, AT_FDCWD, interpreter->path};
        return std::nullopt;
    }

    std::optional<Target> at_watched(const Watched& watched) {
        if (watched.kind == Kind::guard) return ended(Target::State::watched);
        if (!know_words()) return ended(Target::State::unreadable);
        if (watched.kind == Kind::loader) return at_loader();
        return watched.kind == Kind::assembled ? at_assembled() : at_guarded(watched);
    }

    std::optional<Target> at_loader() {
        if (words_->size() < 2 || holds(loader_prints, (*words_)[1])) return ended(Target::State::plain);
        auto loaded = loaded_by(*words_);
        if (!loaded) return ended(Target::State::unreadable);
        words_ = std::move(loaded->words);
        place_ = {place_.process, AT_FDCWD, std::move(loaded->path)};
        return std::nullopt;
    }

    Target at_assembled() {
        const Words chosen = chosen_from(*words_);
        const std::string_view program = chosen.empty() ? "" : program_called(chosen.front());
        if (program.empty()) return ended(Target::State::plain);
        Target target = ended(Target::State::watched);
        target.kind = Kind::guarded;
        target.program = program;
        target.chosen = true;
        target.words = words_of(program, chosen);
        return target;
    }

    Target at_guarded(const Watched& watched) {
        Target target = ended(Target::State::watched);
        target.kind = Kind::guarded;
        target.program = watched.name;
        target.diverted = watched.diverted;
        target.file = watched.path;
        target.words = words_of(watched.name, *words_);
        return target;
    }

    bool know_words() {
        if (!words_) words_ = ask_();
        return words_.has_value();
    }

    Target ended(Target::State state, int error = 0) const {
        Target target;
        target.state = state;
        target.error = error;
        target.path = place_.path;
        return target;
    }

    Place place_;
    const WatchedFiles& files_;
    const std::function<std::optional<Words>()>& ask_;
    std::optional<Words> words_;
};

}  // namespace

std::optional<Interpreter> interpreter_in(std::string_view head) {
    if (!head.starts_with("#!")) return std::nullopt;
    head = head.substr(0, line_bytes);
    std::string_view line = head.substr(2, head.find_first_of(std::string_view("\n\0", 2)) - 2);
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    line = line.substr(0, line.find_last_not_of(blanks) + 1);
    const std::size_t end = std::min(line.find_first_of(blanks), line.size());
    Interpreter found{std::string(line.substr(0, end)), std::nullopt};
    line.remove_prefix(end);
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    if (!line.empty()) found.word = std::string(line);
    if (found.path.empty()) return std::nullopt;
    return found;
}

Words words_of_script(const Interpreter& interpreter, const std::string& path, const Words& words) {
    Words all = {interpreter.path};
    if (interpreter.word) all.push_back(*interpreter.word);
    all.push_back(path);
    if (!words.empty()) all.insert(all.end(), words.begin() + 1, words.end());
    return all;
}

std::optional<Loaded> loaded_by(const Words& words) {
    std::optional<std::string> zeroth;
    std::size_t i = 1;
    for (; i < words.size() && words[i].starts_with("--"); ++i) {
        const std::size_t equals = words[i].find('=');
        const std::string option = words[i].substr(0, equals);
        if (option == "--") break;
        if (holds(loader_flags, option)) continue;
        if (!holds(loader_values, option) && option != argv0_option) return std::nullopt;
        if (equals == std::string::npos && i + 1 == words.size()) return std::nullopt;
        const std::string value = equals == std::string::npos ? words[++i] : words[i].substr(equals + 1);
        if (option == argv0_option) zeroth = value;
    }
    if (i < words.size() && words[i] == "--") ++i;
    // A name without a slash is looked for among libraries.
    if (i >= words.size() || words[i].find('/') == std::string::npos) return std::nullopt;
    Loaded loaded{words[i], {words.begin() + static_cast<std::ptrdiff_t>(i), words.end()}};
    if (zeroth) loaded.words.front() = *zeroth;
    return loaded;
}

Words chosen_from(const Words& words) {
    const auto is_chosen = [](const std::string& word) { return !program_called(word).empty(); };
    const auto is_collection = [](const std::string& word) { return path::basename(word).starts_with("busybox"); };
    auto first = words.begin();
    if (first == words.end() || is_chosen(*first)) return words;
    ++first;
    while (first != words.end() && is_collection(*first)) ++first;
    return {first, words.end()};
}

Target target_of(const Place& place, const WatchedFiles& files, const std::function<std::optional<Words>()>& words) {
    return Layers(place, files, words).innermost();
}

}  // namespace scc::guard
