# Includes go one way: a folder includes itself and the folders before it. Headers under include/mirage, which are installed,
# include installed headers only; MPI and HDF5 appear only at the rim; every folder is in the map of the README, and every
# source has a test of its name. No two headers declare a type of the same name: the linker would take the functions of one for
# those of the other.
cmake_minimum_required(VERSION 3.25)
set(order numeric model propagator gap lines formulas spectra input grid results interface tables transitions fit junction visibility sample explorer parallel checkpoint file sweep command)
set(rim parallel checkpoint file sweep command)
set(tested_elsewhere  # by the test of what they are part of
    kernel_dispatch   # kernel_test
    engine runtime boost_errors  # explorer/*.test.mjs, where they are compiled for
    main)             # program_test
file(READ ${SOURCE}/README.md readme)
file(GLOB_RECURSE tests RELATIVE ${SOURCE}/tests ${SOURCE}/tests/*_test.cpp)
set(errors "")

file(GLOB_RECURSE files RELATIVE ${SOURCE} ${SOURCE}/include/*.hpp ${SOURCE}/src/*.hpp ${SOURCE}/src/*.cpp)
foreach(file IN LISTS files)
    string(REGEX REPLACE "^(include/mirage|src)/([a-z]+)/.*" "\\2" folder ${file})
    list(FIND order ${folder} position)
    if(position EQUAL -1)
        string(APPEND errors "${file} is in no folder of tests/layers.cmake\n")
    endif()
    file(STRINGS ${SOURCE}/${file} includes REGEX "^ *#include")
    foreach(line IN LISTS includes)
        if(line MATCHES "mirage/version.hpp")  # made by the build
            continue()
        elseif(line MATCHES "\"(mirage/)?([a-z]+)/[a-z0-9_]+\\.hpp\"")
            set(installed "${CMAKE_MATCH_1}")
            set(from "${CMAKE_MATCH_2}")
            list(FIND order ${from} other)
            if(other EQUAL -1 OR other GREATER position)
                string(APPEND errors "${file} includes from ${from}, which does not come before ${folder}\n")
            endif()
            if(file MATCHES "^include/" AND installed STREQUAL "")
                string(APPEND errors "${file} is installed and includes from src/${from}\n")
            endif()
        elseif(line MATCHES "<(mpi|hdf5[a-z_]*)\\.h>" AND NOT folder IN_LIST rim)
            string(APPEND errors "${file} includes ${CMAKE_MATCH_1}.h, which is only for the rim\n")
        endif()
    endforeach()
    if(file MATCHES "hpp$")
        file(STRINGS ${SOURCE}/${file} types REGEX "^(struct|class|enum class|union) [A-Za-z0-9_]+[^;]*{")
        foreach(line IN LISTS types)
            string(REGEX REPLACE "^(enum )?[a-z]+ ([A-Za-z0-9_]+).*" "\\2" type "${line}")
            if(line MATCHES "^(enum )?[a-z]+ [A-Za-z0-9_]+<")  # a specialisation
                continue()
            endif()
            if(DEFINED type_${type})
                string(APPEND errors "${type} is declared by ${type_${type}} and by ${file}\n")
            endif()
            set(type_${type} ${file})
        endforeach()
    endif()
    get_filename_component(stem ${file} NAME_WE)
    if(file MATCHES "\\.cpp$" AND NOT "${folder}/${stem}_test.cpp" IN_LIST tests AND NOT stem IN_LIST tested_elsewhere)
        string(APPEND errors "${file} has no tests/${folder}/${stem}_test.cpp\n")
    endif()
endforeach()

foreach(folder IN LISTS order)
    if(NOT readme MATCHES "`${folder}/?`")
        string(APPEND errors "${folder} is not in the map of the README\n")
    endif()
endforeach()

if(errors)
    message(FATAL_ERROR "${errors}")
endif()
