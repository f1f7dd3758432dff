// Process 1 decides what the agent, and everything that comes of it, may execute.
//
//     Call ─► path and words of the caller ─► Target ─┬─ nothing we judge, or the guard ───────────► goes on
//                                                     ├─ a guarded program, from the wrapper ──────► goes on
//                                                     ├─ one that the guard stands for, past it ───► EPERM, said, told
//                                                     ├─ one that nothing stands for ──► judged ───► goes on, or EPERM
//                                                     └─ what cannot be read ──────────────────────► EPERM, said, told
//
// The wrapper explains and judges the words it then hands on itself; what is decided here rests on memory that another
// thread of the caller may rewrite between the look and the exec, and is no boundary against that (docs/SECURITY.md).
// So the words of a program that is past the guard are not asked for mercy: it is refused whatever they are, and they
// only decide what the refusal says.
#pragma once

#include "exec/listener.hpp"
#include "exec/target.hpp"
#include "exec/watched.hpp"
#include "rule/judge.hpp"

namespace scc::guard {

class Supervisor {
public:
    // One with a listener that owns nothing supervises nothing: somebody else does.
    Supervisor(Listener listener, const WatchedFiles& files) : listener_(std::move(listener)), files_(files) {}

    // What to poll for; -1 when there is nothing to wait for.
    int number() const { return listener_.number(); }

    // Answers the next call.
    void answer();

    // Nobody is left whose calls could be held up.
    void end() { listener_.close(); }

private:
    void decide(const Call& call, const Place& place, const Target& target);
    void judge(const Call& call, const Target& target);
    void refuse(const Call& call, const rule::Verdict& verdict, const Words& words);

    Listener listener_;
    const WatchedFiles& files_;
};

// The verdict on a guarded program that is executed past the guard, at `path`: the policy's own when that is no, else
// that the guard was gone round.
rule::Verdict past_the_guard(rule::Verdict judged, const Target& target);

// The verdict on what cannot be known.
rule::Verdict unreadable(const std::string& path);

}  // namespace scc::guard
