#pragma once
// Mutual exclusion, which costs nothing where there are no threads.

#ifdef __wasm__  // its standard library has none

namespace mirage {

struct Mutex {};
struct Lock {
    explicit Lock(Mutex&) {}
    ~Lock() {}  // so that a lock is no unused variable
};

}  // namespace mirage

#else

#include <mutex>

namespace mirage {

using Mutex = std::mutex;
using Lock = std::lock_guard<std::mutex>;

}  // namespace mirage

#endif
