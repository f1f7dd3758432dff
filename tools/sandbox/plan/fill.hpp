// Placeholders: what a plan leaves open because only `run` knows it.
//
// Inside a word, a placeholder is replaced by its text. A word that is nothing but a placeholder of words is replaced
// by them, none included. What is put in is not looked at again, and a placeholder that has no value stays as it is:
// @proxy@, the proxy's address, is filled in by the guard (scc-guard(1)).
//
//     @engine@        the engine's program                @session@      the session's id
//     @run@           words of every `run` (ulimits)      @session-dir@  the session's directory
//     @users@         words that keep users' numbers      @container@    the agent's container, once it exists
//     @remove@        the engine's quick `rm`             @image@        the agent's image
//     @isolated@      words of the internal network       @proxy-image@  the proxy's image
//     @resolver@      words that close its name server    @joined@       words of `run` that name @outside@
//     @outside@       the network the proxy leaves by     @once@         a random suffix
//     @owner@         who runs it (engine/names.hpp)             @version@      of scc
//     @protected@     read-only mounts (protection.hpp)   @terminal@     --tty where there is one
//     @guard@         its mount, where an image has none  @size@         its size, for the guard
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace scc::sandbox {

struct Fill {
    std::map<std::string, std::string, std::less<>> texts;               // by name without the signs
    std::map<std::string, std::vector<std::string>, std::less<>> words;  // the same

    std::string text(std::string_view word) const;
    std::vector<std::string> argv(const std::vector<std::string>& words_with_placeholders) const;
};

}  // namespace scc::sandbox
