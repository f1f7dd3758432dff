// What an exec runs in the end.
//
//     #! script ──► its interpreter      ld.so PROGRAM ──► PROGRAM      busybox APPLET ──► APPLET
//
// The kernel reads the first line of a script by itself, so its interpreter is never held up; a loader maps its program
// without an exec, and busybox has its programs in itself. Each of them is taken off, with the words it takes, until a
// file is left that is watched or that is none of our business.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exec/resolve.hpp"
#include "exec/watched.hpp"

namespace scc::guard {

using Words = std::vector<std::string>;

// The interpreter of a script and the one word that its first line may give it.
struct Interpreter {
    std::string path;
    std::optional<std::string> word;
};

// What the first bytes of a file say; nothing for one that is no script.
std::optional<Interpreter> interpreter_in(std::string_view head);

// The words that the kernel runs for a script of that path.
Words words_of_script(const Interpreter& interpreter, const std::string& path, const Words& words);

// The program that the words of a loader name, and its words. Nothing when none is loaded, or it cannot be known which.
struct Loaded {
    std::string path;
    Words words;
};
std::optional<Loaded> loaded_by(const Words& words);

// The words of the program that busybox is, called with those words.
Words chosen_from(const Words& words);

struct Target {
    enum class State {
        plain,      // nothing we judge
        watched,    // the guard, or a guarded program
        missing,    // there is none, or the caller may not execute it; `error` says why
        unreadable  // it cannot be known what would run
    };

    State state = State::plain;
    int error = 0;
    Kind kind = Kind::guard;
    std::string program;    // the guarded one
    bool diverted = false;  // the guard stands in its place
    bool chosen = false;    // from busybox, which has no other place
    std::string file;       // where it lies
    std::string path;       // what the process calls it
    Words words;            // as that program gets them
};

// What a process runs that executes the file at `place`. `words` are those of the call; they are only asked for where
// they make a difference, and may be unreadable.
Target target_of(const Place& place, const WatchedFiles& files, const std::function<std::optional<Words>()>& words);

}  // namespace scc::guard
