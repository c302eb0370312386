# Toolchain of the explorer's engine: WebAssembly by clang and lld with the C and C++ libraries of WASI (Debian: clang lld llvm wasi-libc
# libc++-dev-wasm32 libclang-rt-14-dev-wasm32). GNU ar writes no index of objects that it does not know: llvm-ar does.
#   cmake -S . -B build/engine -DCMAKE_TOOLCHAIN_FILE=cmake/wasm32-wasi.cmake

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
foreach(language C CXX)
    set(CMAKE_${language}_COMPILER_TARGET wasm32-wasi)
    set(CMAKE_${language}_FLAGS_INIT "-msimd128")
    set(CMAKE_${language}_FLAGS_RELEASE "-Oz -DNDEBUG" CACHE STRING "For size: what is fast says so itself")
endforeach()
find_program(CMAKE_C_COMPILER NAMES clang-14 clang REQUIRED)
find_program(CMAKE_CXX_COMPILER NAMES clang++-14 clang++ REQUIRED)
find_program(CMAKE_AR NAMES llvm-ar-14 llvm-ar REQUIRED)
find_program(CMAKE_RANLIB NAMES llvm-ranlib-14 llvm-ranlib REQUIRED)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
