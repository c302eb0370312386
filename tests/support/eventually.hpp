#pragma once
// Waiting for an event instead of for a time.

#include <chrono>
#include <thread>

namespace mirage_test {

/// Waits until the condition holds; false where it does not within a time that every machine has.
template <class Condition>
bool eventually(Condition condition, std::chrono::seconds guard = std::chrono::seconds(100)) {
    const auto end = std::chrono::steady_clock::now() + guard;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

}  // namespace mirage_test
