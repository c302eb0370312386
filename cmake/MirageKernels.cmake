# src/propagator/kernel.cpp is compiled once per instruction set, each time in a namespace of its own; the program chooses at run time.

if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    set(mirage_known_sets plain avx2 avx512)
else()
    set(mirage_known_sets plain)
endif()
set(MIRAGE_INSTRUCTION_SETS "${mirage_known_sets}" CACHE STRING "Builds of the kernels: plain and any of avx2, avx512")

set(mirage_flags_plain "")
set(mirage_flags_avx2 -mavx2 -mfma)
set(mirage_flags_avx512 -mavx2 -mfma -mavx512f -mavx512dq -mavx512vl -mprefer-vector-width=512)

set(mirage_kernel_level -O3)
if(MIRAGE_SANITIZE)
    set(mirage_kernel_level -O1)  # minutes less to compile
endif()

function(mirage_add_kernels target)
    foreach(set IN LISTS MIRAGE_INSTRUCTION_SETS)
        if(NOT set IN_LIST mirage_known_sets)
            message(FATAL_ERROR "MIRAGE_INSTRUCTION_SETS: '${set}' is not among ${mirage_known_sets}")
        endif()
    endforeach()
    if(NOT "plain" IN_LIST MIRAGE_INSTRUCTION_SETS)
        message(FATAL_ERROR "MIRAGE_INSTRUCTION_SETS must contain 'plain', the fallback of every processor")
    endif()
    # Loops over coordinates, whose lanes are vectors already: what the compiler makes of them is slower.
    set_source_files_properties(src/propagator/material_kernel.cpp src/propagator/momentum_kernel.cpp
        src/propagator/turning_kernel.cpp src/propagator/direction_kernel.cpp PROPERTIES COMPILE_OPTIONS -fno-tree-vectorize)
    foreach(set IN LISTS MIRAGE_INSTRUCTION_SETS)
        add_library(mirage_kernel_${set} OBJECT src/propagator/kernel.cpp src/propagator/material_kernel.cpp
            src/propagator/momentum_kernel.cpp src/propagator/turning_kernel.cpp src/propagator/pair_kernel.cpp
            src/propagator/direction_kernel.cpp)
        target_compile_definitions(mirage_kernel_${set} PRIVATE MIRAGE_KERNEL=kernel_${set})
        target_include_directories(mirage_kernel_${set} PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
        target_compile_options(mirage_kernel_${set} PRIVATE
            ${mirage_kernel_level} -fno-math-errno -fno-trapping-math -Wno-psabi ${mirage_flags_${set}})
        target_link_libraries(mirage_kernel_${set} PRIVATE mirage_warnings)
        if(MIRAGE_SANITIZE_KERNELS)
            target_link_libraries(mirage_kernel_${set} PRIVATE mirage_sanitizers)
        endif()
        set_target_properties(mirage_kernel_${set} PROPERTIES POSITION_INDEPENDENT_CODE ON)
        target_sources(${target} PRIVATE $<TARGET_OBJECTS:mirage_kernel_${set}>)
        string(TOUPPER ${set} name)
        set_property(SOURCE src/propagator/kernel_dispatch.cpp APPEND PROPERTY COMPILE_DEFINITIONS MIRAGE_HAVE_${name})
    endforeach()
endfunction()
