# The engine of the explorer, engine.wasm: the C interface, and reading and fitting of measured data, for cmake/wasm32-wasi.cmake.

# Headers alone are taken from the system: those of its C library must not be seen.
set(mirage_headers ${PROJECT_BINARY_DIR}/headers)
file(MAKE_DIRECTORY ${mirage_headers})
foreach(package Eigen3:Eigen/Core boost:boost/version.hpp fmt:fmt/format.h nlohmann_json:nlohmann/json.hpp)
    string(REGEX MATCH "([^:]*):(([^/]*)/.*)" package ${package})
    set(name ${CMAKE_MATCH_1})
    set(folder ${CMAKE_MATCH_3})
    find_path(mirage_${name}_include ${CMAKE_MATCH_2} PATHS /usr/include /usr/include/eigen3 REQUIRED)
    file(CREATE_LINK ${mirage_${name}_include}/${folder} ${mirage_headers}/${folder} SYMBOLIC)
endforeach()
add_library(mirage_headers INTERFACE)
target_include_directories(mirage_headers SYSTEM INTERFACE ${mirage_headers})
# without threads: neither mutexes (the guard of their header) nor atomic numbers
target_compile_definitions(mirage_headers INTERFACE FMT_HEADER_ONLY FMT_STATIC_THOUSANDS_SEPARATOR=44
    BOOST_DISABLE_THREADS BOOST_SMART_PTR_DETAIL_LIGHTWEIGHT_MUTEX_HPP_INCLUDED
    JSON_HAS_FILESYSTEM=0 JSON_HAS_EXPERIMENTAL_FILESYSTEM=0
    BOOST_MATH_PROMOTE_DOUBLE_POLICY=false)  # to long double, which is made of function calls
target_compile_definitions(mirage_headers INTERFACE BOOST_MATH_OVERFLOW_ERROR_POLICY=errno_on_error)  # infinity
foreach(error DOMAIN POLE EVALUATION ROUNDING INDETERMINATE_RESULT)  # src/explorer/engine/boost_errors.cpp
    target_compile_definitions(mirage_headers INTERFACE BOOST_MATH_${error}_ERROR_POLICY=user_error)
endforeach()
foreach(target Eigen3::Eigen Boost::headers fmt::fmt nlohmann_json::nlohmann_json Threads::Threads)
    add_library(${target} ALIAS mirage_headers)
endforeach()

# Called where everything that the engine is made of is declared.
function(mirage_add_engine)
    # Formulas that melt into every kernel make it fast and ten times as large: here only those of two valleys do.
    set(small -Oz -DMIRAGE_INLINE=inline)
    set_source_files_properties(src/propagator/retarded_material.cpp src/propagator/material_repair.cpp
        src/propagator/zero_energy_material.cpp src/propagator/material_kernel.cpp src/propagator/momentum_kernel.cpp
        src/propagator/turning_kernel.cpp src/propagator/pair_kernel.cpp src/propagator/direction_kernel.cpp PROPERTIES COMPILE_OPTIONS "${small}")
    # Destructors between a throw and its handler do not run, which halves the code that reads input: what an error leaves
    # behind goes with its instance (page/engine.js). Handlers need the exceptions of WebAssembly.
    set_source_files_properties(src/interface/mirage.cpp src/interface/request.cpp src/input/configuration.cpp
        src/fit/profile.cpp src/fit/optimiser.cpp PROPERTIES COMPILE_OPTIONS -fwasm-exceptions)
    add_executable(mirage_engine src/explorer/engine/runtime.cpp src/explorer/engine/boost_errors.cpp
        src/explorer/engine/engine.cpp)
    target_compile_options(mirage_engine PRIVATE -fwasm-exceptions)
    target_link_libraries(mirage_engine PRIVATE mirage_interface_objects mirage_fit mirage_names mirage mirage_headers mirage_warnings)
    set_target_properties(mirage_engine PROPERTIES OUTPUT_NAME engine SUFFIX .wasm)
    set(exports malloc free mirage_error mirage_description mirage_version mirage_abi mirage_points mirage_fields
        mirage_second_order_fields mirage_critical_temperatures mirage_special_temperatures mirage_spectrum mirage_energies
        mirage_bands mirage_current mirage_depairing_current mirage_formula mirage_read_data mirage_read_table mirage_fit
        mirage_text)
    list(TRANSFORM exports PREPEND "-Wl,--export=")
    target_link_options(mirage_engine PRIVATE -mexec-model=reactor -O0 -Wl,--gc-sections -Wl,-O2 -Wl,--stack-first -Wl,-z,stack-size=1048576
        $<$<CONFIG:Release>:-Wl,--strip-all> ${exports})
    target_link_libraries(mirage_engine PRIVATE c-printscan-long-double)
endfunction()
