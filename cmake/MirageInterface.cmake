# The C interface (include/mirage/mirage.h): libmirage-ising.so, which needs neither MPI nor HDF5 nor OpenMP and exports what
# begins with mirage_ and nothing else. With MIRAGE_STATIC_RUNTIME it needs libc and libm alone.

if(NOT MIRAGE_ENGINE)
    find_package(Threads REQUIRED)
endif()
set(mirage_symbols ${PROJECT_SOURCE_DIR}/cmake/mirage.map)
add_library(mirage_interface_objects OBJECT
    src/interface/number_column.cpp
    src/interface/input_names.cpp
    src/interface/request.cpp
    src/interface/outputs.cpp
    src/interface/parallel_loop.cpp
    src/interface/calculation.cpp
    src/interface/points.cpp
    src/interface/lines.cpp
    src/interface/temperatures.cpp
    src/interface/spectra.cpp
    src/interface/bands.cpp
    src/interface/currents.cpp
    src/interface/formula_values.cpp
    src/interface/description.cpp
    src/interface/mirage.cpp)
set_target_properties(mirage_interface_objects PROPERTIES
    POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
target_link_libraries(mirage_interface_objects PUBLIC mirage_names Threads::Threads
    PRIVATE mirage_version mirage_warnings mirage_sanitizers)

if(MIRAGE_ENGINE)
    return()
endif()

add_library(mirage_interface SHARED $<TARGET_OBJECTS:mirage_interface_objects>)
add_library(mirage::interface ALIAS mirage_interface)
target_sources(mirage_interface PUBLIC FILE_SET HEADERS BASE_DIRS include FILES include/mirage/mirage.h)
set_target_properties(mirage_interface PROPERTIES
    OUTPUT_NAME mirage-ising VERSION 1.0.0 SOVERSION 1 EXPORT_NAME interface LINKER_LANGUAGE CXX
    LINK_DEPENDS ${mirage_symbols})
target_link_libraries(mirage_interface PRIVATE $<BUILD_INTERFACE:mirage_names> $<BUILD_INTERFACE:mirage_sanitizers> Threads::Threads)
target_link_options(mirage_interface PRIVATE -Wl,--version-script=${mirage_symbols} -Wl,--gc-sections
    $<$<BOOL:${MIRAGE_STATIC_RUNTIME}>:-static-libstdc++;-static-libgcc>)
set(MIRAGE_PYTHON /usr/bin/python3 CACHE FILEPATH "A Python with NumPy and xarray, for the tests")  # not the first in PATH
set(MIRAGE_PYTHON_FOLDER "" CACHE STRING "Where the Python package is installed, below the prefix; empty: where MIRAGE_PYTHON looks")
install(CODE "set(python \"${MIRAGE_PYTHON}\")\nset(folder \"${MIRAGE_PYTHON_FOLDER}\")\nset(source \"${PROJECT_SOURCE_DIR}\")" COMPONENT Python)
install(SCRIPT cmake/install_python.cmake COMPONENT Python)
install(TARGETS mirage_interface EXPORT mirageTargets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT Library NAMELINK_COMPONENT Development
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT Development)
cmake_path(RELATIVE_PATH CMAKE_INSTALL_PREFIX BASE_DIRECTORY ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig OUTPUT_VARIABLE mirage_prefix)
configure_file(cmake/mirage-ising.pc.in mirage-ising.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/mirage-ising.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT Development)
