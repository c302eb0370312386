# mirage/version.hpp: the version of the project and the commit, refreshed at every build, rewritten only when it changes.

set(mirage_version_header ${PROJECT_BINARY_DIR}/generated/mirage/version.hpp)
add_custom_target(mirage_write_version
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DVERSION=${PROJECT_VERSION}
            -DTEMPLATE=${PROJECT_SOURCE_DIR}/cmake/version.hpp.in -DOUTPUT=${mirage_version_header}
            -P ${PROJECT_SOURCE_DIR}/cmake/WriteVersion.cmake
    BYPRODUCTS ${mirage_version_header}
    COMMENT "")
add_library(mirage_version INTERFACE)
target_include_directories(mirage_version INTERFACE ${PROJECT_BINARY_DIR}/generated)
add_dependencies(mirage_version mirage_write_version)
