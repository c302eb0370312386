# Installs the build to a prefix of its own, then configures, builds and runs a project that finds it there. The installed
# headers must need nothing else.
set(prefix ${BUILD}/find_package/prefix)
set(work ${BUILD}/find_package/consumer)
file(REMOVE_RECURSE ${BUILD}/find_package)
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${prefix} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
if(EXISTS ${prefix}/bin/mirage)  # with the program: man pages and completion
    foreach(file man/man1/mirage.1 man/man1/mirage-fit.1 man/man5/mirage-deck.5 bash-completion/completions/mirage zsh/site-functions/_mirage)
        if(NOT EXISTS ${prefix}/share/${file})
            message(FATAL_ERROR "not installed: share/${file}")
        endif()
    endforeach()
endif()
file(GLOB_RECURSE headers RELATIVE ${prefix}/include ${prefix}/include/mirage/*.hpp)
list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>\n" OUTPUT_VARIABLE lines)
file(WRITE ${BUILD}/find_package/every_header.cpp ${lines})
foreach(command
        "${CXX};-std=c++20;-fsyntax-only;-I${prefix}/include;${BUILD}/find_package/every_header.cpp"
        "${CMAKE_COMMAND};-S;${CONSUMER};-B;${work};-DCMAKE_PREFIX_PATH=${prefix};-DCMAKE_CXX_COMPILER=${CXX}"
        "${CMAKE_COMMAND};--build;${work}"
        "${work}/consumer")
    execute_process(COMMAND ${command} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(result)
        message(FATAL_ERROR "failed: ${command}\n${output}")
    endif()
endforeach()

# the installed program finds its scripts
if(EXISTS ${prefix}/bin/mirage)
    file(WRITE ${BUILD}/find_package/line.csv "T,B_c2,order\n0.1,5,2\n0.5,4,2\n1,0,2\n")
    execute_process(COMMAND ${prefix}/bin/mirage plot ${BUILD}/find_package/line.csv --out ${BUILD}/find_package
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(result OR NOT EXISTS ${BUILD}/find_package/line-lines.png)
        message(FATAL_ERROR "the installed program draws nothing\n${output}")
    endif()
endif()
