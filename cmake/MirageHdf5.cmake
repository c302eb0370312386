# The parallel HDF5 and nothing else.

set(HDF5_PREFER_PARALLEL ON)
find_package(HDF5 COMPONENTS C HL)
if(NOT HDF5_FOUND)
    message(FATAL_ERROR "mirage needs the parallel HDF5 library (Debian: libhdf5-openmpi-dev); none was found")
endif()
if(NOT HDF5_IS_PARALLEL)
    message(FATAL_ERROR
        "mirage needs the parallel HDF5 library (Debian: libhdf5-openmpi-dev); the one found is serial: ${HDF5_C_LIBRARIES}")
endif()
add_library(mirage_hdf5 INTERFACE)
target_link_libraries(mirage_hdf5 INTERFACE ${HDF5_C_LIBRARIES} ${HDF5_HL_LIBRARIES})
target_include_directories(mirage_hdf5 SYSTEM INTERFACE ${HDF5_C_INCLUDE_DIRS})
target_compile_definitions(mirage_hdf5 INTERFACE ${HDF5_C_DEFINITIONS})
