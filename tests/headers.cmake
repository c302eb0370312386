# Every public header compiles alone, with nothing but the public headers to include, and all of them together in alphabetical
# order and in the reverse of it: every two in both orders.
cmake_minimum_required(VERSION 3.25)
file(GLOB_RECURSE headers RELATIVE ${INCLUDE} ${INCLUDE}/mirage/*.hpp)
list(SORT headers)
file(MAKE_DIRECTORY ${WORK})
set(warnings -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)

function(compile name)
    list(TRANSFORM ARGN REPLACE "(.+)" "#include \"\\1\"\n" OUTPUT_VARIABLE lines)
    string(REPLACE ";" "" lines "${lines}")
    file(WRITE ${WORK}/${name}.cpp "${lines}")
    execute_process(COMMAND ${CXX} -std=c++20 -fsyntax-only ${warnings} -I${INCLUDE} ${WORK}/${name}.cpp
        RESULT_VARIABLE result ERROR_VARIABLE output)
    if(result)
        message(FATAL_ERROR "${name}: ${ARGN}\n${output}")
    endif()
endfunction()

foreach(header IN LISTS headers)
    string(MAKE_C_IDENTIFIER ${header} name)
    compile(${name} ${header})
endforeach()
compile(in_order ${headers})
list(REVERSE headers)
compile(in_reverse_order ${headers})
