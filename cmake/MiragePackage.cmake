# cpack -G DEB: the program, the shared library, what is needed to compile against it, and the Python package. jobs/package.sh builds and
# checks them.

option(MIRAGE_DEBIAN "Install as Debian's policy has it: copyright, changelogs, compressed man pages" OFF)
set(MIRAGE_MAINTAINER "The mirage authors <authors@mirage-ising.invalid>" CACHE STRING "Maintainer of the packages")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "The mirage authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # each package has its own
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL Program Library Development Python)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${MIRAGE_MAINTAINER})
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(same_version "(= ${PROJECT_VERSION}-1)")

# What Debian calls a part, its section and description: first line, then text.
macro(mirage_debian_package component name section)
    string(TOUPPER ${component} upper)
    set(CPACK_DEBIAN_${upper}_PACKAGE_NAME ${name})
    set(CPACK_DEBIAN_${upper}_PACKAGE_SECTION ${section})
    string(REPLACE ";" "\n" CPACK_DEBIAN_${upper}_DESCRIPTION "${ARGN}")
    if(MIRAGE_DEBIAN)
        install(FILES jobs/package/debian/copyright ${PROJECT_BINARY_DIR}/debian/changelog.gz
                ${PROJECT_BINARY_DIR}/debian/changelog.Debian.gz DESTINATION share/doc/${name} COMPONENT ${component})
    endif()
endmacro()
# Debian has an image viewer of the name mirage, with the same program.
mirage_debian_package(Program mirage-ising science "phase diagrams of Ising superconductors"
    "Order parameters, free energies, spectra and critical fields of"
    "two-dimensional superconductors with Ising and Rashba spin-orbit coupling and"
    "disorder, from the quasiclassical theory with all of its parameters together:"
    "single points, lines, spectra, fits of measured critical fields, and sweeps of"
    "whole grids under MPI.")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_CONFLICTS mirage)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_DEPENDS openmpi-bin)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "python3, python3-h5py, python3-matplotlib, python3-numpy")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS python3-ising-mirage)
mirage_debian_package(Library libmirage-ising1 libs "phase diagrams of Ising superconductors - shared library"
    "The C interface of mirage, which computes order parameters, spectra and"
    "critical fields of two-dimensional superconductors with spin-orbit coupling"
    "and disorder. It needs neither MPI nor HDF5 and serves every language that can"
    "call C.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/jobs/package/debian/triggers)
mirage_debian_package(Development libmirage-ising-dev libdevel "phase diagrams of Ising superconductors - development files"
    "Header files of the C and the C++ interface of mirage, the static library of"
    "the latter, a CMake package (find_package(mirage)) and a pkg-config file.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libmirage-ising1 ${same_version}")
mirage_debian_package(Python python3-ising-mirage python "phase diagrams of Ising superconductors - Python package"
    "The package ising_mirage: points, critical fields, spectra, bands, formulas"
    "and fits of Ising superconductors as functions of NumPy arrays, with xarray"
    "Datasets for results, units included, that draw themselves.")
set(CPACK_DEBIAN_PYTHON_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_PYTHON_PACKAGE_DEPENDS "libmirage-ising1 ${same_version}, python3:any, python3-numpy, python3-xarray")
set(CPACK_DEBIAN_PYTHON_PACKAGE_RECOMMENDS "mirage-ising, python3-h5netcdf, python3-matplotlib")
set(CPACK_DEBIAN_PYTHON_PACKAGE_CONTROL_EXTRA
    "${PROJECT_SOURCE_DIR}/jobs/package/debian/postinst;${PROJECT_SOURCE_DIR}/jobs/package/debian/prerm")

if(MIRAGE_DEBIAN)
    execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} log -1 --format=%aD OUTPUT_VARIABLE mirage_date
        OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(mirage_date STREQUAL "")
        string(TIMESTAMP mirage_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
    endif()
    configure_file(jobs/package/debian/changelog.in debian/changelog.Debian @ONLY)
    configure_file(CHANGELOG.md debian/changelog COPYONLY)
    install(CODE "file(GLOB pages \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share/man/man*/*.[15]\")
        execute_process(COMMAND gzip -9nf \${pages} COMMAND_ERROR_IS_FATAL ANY)" COMPONENT Program)
    execute_process(COMMAND gzip -9nf changelog changelog.Debian WORKING_DIRECTORY ${PROJECT_BINARY_DIR}/debian COMMAND_ERROR_IS_FATAL ANY)
endif()
include(CPack)
