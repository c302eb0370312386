# Toolchain of the explorer's engine: WebAssembly by clang and lld with the C and C++ libraries of WASI (Debian: clang lld wasi-libc
# libc++-dev-wasm32 libclang-rt-14-dev-wasm32).
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
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
