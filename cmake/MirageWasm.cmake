# The explorer's engine, build/engine/engine.wasm, as a project of its own with the toolchain of wasm32-wasi.cmake.

# Whether there are the compiler, the linker, the archiver and the libraries.
function(mirage_find_wasm result)
    find_program(MIRAGE_WASM_COMPILER NAMES clang++-14 clang++)
    find_program(MIRAGE_WASM_ARCHIVER NAMES llvm-ar-14 llvm-ar)
    if(MIRAGE_WASM_COMPILER AND MIRAGE_WASM_ARCHIVER AND NOT DEFINED MIRAGE_HAS_WASM)
        file(WRITE ${PROJECT_BINARY_DIR}/wasm.cpp "#include <vector>\nint main() { return std::vector<int>(1)[0]; }\n")
        execute_process(COMMAND ${MIRAGE_WASM_COMPILER} --target=wasm32-wasi -O0 -fno-exceptions ${PROJECT_BINARY_DIR}/wasm.cpp -o ${PROJECT_BINARY_DIR}/wasm.wasm
            RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
        if(failed EQUAL 0)
            set(MIRAGE_HAS_WASM ON CACHE INTERNAL "")
        endif()
    endif()
    set(${result} ${MIRAGE_HAS_WASM} PARENT_SCOPE)
endfunction()

function(mirage_engine_build result)
    include(ExternalProject)
    set(file ${PROJECT_BINARY_DIR}/engine/engine.wasm)
    ExternalProject_Add(mirage_engine
        SOURCE_DIR ${PROJECT_SOURCE_DIR} BINARY_DIR ${PROJECT_BINARY_DIR}/engine PREFIX ${PROJECT_BINARY_DIR}/engine-project
        CMAKE_ARGS -DCMAKE_TOOLCHAIN_FILE=${PROJECT_SOURCE_DIR}/cmake/wasm32-wasi.cmake -DCMAKE_BUILD_TYPE=Release
            -DMIRAGE_WARNINGS_AS_ERRORS=${MIRAGE_WARNINGS_AS_ERRORS} -DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}
        BUILD_ALWAYS ON INSTALL_COMMAND "" BUILD_BYPRODUCTS ${file})
    set(${result} ${file} PARENT_SCOPE)
endfunction()
