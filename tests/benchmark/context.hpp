#pragma once
// What every benchmark says of itself in its JSON.

#include <string>

#include <benchmark/benchmark.h>

#include "propagator/kernel.hpp"

namespace mirage_benchmark {

[[maybe_unused]] inline const bool context_added = [] {
#ifdef __clang__
    benchmark::AddCustomContext("compiler", "clang " __clang_version__);
#else
    benchmark::AddCustomContext("compiler", "g++ " __VERSION__);
#endif
    benchmark::AddCustomContext("instruction_set", std::string(mirage::kernel().instruction_set));
    return true;
}();

}  // namespace mirage_benchmark
