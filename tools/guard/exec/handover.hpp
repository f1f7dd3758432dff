// How process 1 comes by the listener of a filter that its child puts on itself.
//
//     fork ─┬─ child: filter ─► listener through a socket ─► closes what it inherited ─► can be read ─► exec
//           └─ process 1: listener ─► answers that exec, and every later one
//
// The filter cannot be on process 1, which would hold itself up. Until its exec the child is a copy of process 1, so it
// is open to others, as it must be to be read, only when nothing is left in it that the agent could use.
#pragma once

#include "base/error.hpp"
#include "exec/listener.hpp"

namespace scc::guard {

class Handover {
public:
    static Result<Handover> begin();

    // In the child: from here on every exec of it is held up. Ends the process when that is not possible.
    void give();

    // In process 1: what the child gave. Code::prereq when kernel or engine refuse the filter; a listener that owns
    // nothing when whoever started this process supervises it and its children already.
    Result<Listener> take();

private:
    Handover(int ours, int theirs);

    bool is_enough(int error) const;

    file::Descriptor ours_;
    file::Descriptor theirs_;
    bool nested_;  // whoever an engine starts has no parent that could be seen in the container
};

}  // namespace scc::guard
