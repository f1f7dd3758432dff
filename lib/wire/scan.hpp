// JSON read from front to back without building a document, for a program that starts so often that building one is
// most of what it does.
//
// A Scan knows the plain forms: objects, lists, strings, true and false. At anything else (a number, null, an escaped
// code point, what is no JSON) it gives up and stays so; whoever scans asks `ok` at the end and, when it is false, has
// wire::parse read the bytes, which says what is wrong with them, if anything is. What a Scan accepts, wire::parse
// accepts and understands in the same way.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace scc::wire {

class Scan {
public:
    explicit Scan(std::string_view bytes);

    bool ok() const { return ok_; }
    void give_up() { ok_ = false; }

    std::string text();
    bool boolean();

    // What must stand there, such as "1".
    void literal(std::string_view word);

    // The whole must have been read.
    void finish();

    // Calls `each` with the name of every member, whose value it reads.
    template <class Each>
    void members(Each each) {
        list('{', '}', [&] {
            const std::string name = text();
            token(':');
            if (ok_) each(name);
        });
    }

    // Calls `each` for every item, which it reads.
    template <class Each>
    void items(Each each) {
        list('[', ']', each);
    }

private:
    template <class Each>
    void list(char opening, char closing, Each each) {
        token(opening);
        if (!ok_ || is_next(closing)) return;
        do {
            each();
        } while (ok_ && is_next(','));
        token(closing);
    }

    void skip_blanks();
    bool is_next(char sign);  // and goes past it
    void token(char sign);

    std::string_view rest_;
    bool ok_ = true;
};

}  // namespace scc::wire
