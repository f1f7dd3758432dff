// Values that stay until the process ends and are not taken apart then: of a document with thousands of parts that is
// a noticeable part of a short run.
#pragma once

#include <deque>
#include <utility>

namespace scc {

template <class T>
T& kept(T value) {
    static std::deque<T>& all = *new std::deque<T>();
    return all.emplace_back(std::move(value));
}

}  // namespace scc
