# Installs the build to a prefix of its own, moves it, then configures, builds and runs a project that finds it there. The installed
# headers must need nothing else. Programs, pages, scripts, decks and packages are used where they are then.
set(prefix ${BUILD}/find_package/prefix)
set(work ${BUILD}/find_package/consumer)
file(REMOVE_RECURSE ${BUILD}/find_package)
execute_process(COMMAND ${CMAKE_COMMAND} --install ${BUILD} --prefix ${BUILD}/find_package/first OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
file(RENAME ${BUILD}/find_package/first ${prefix})
if(EXISTS ${prefix}/bin/mirage)  # with the program: man pages, completion, decks
    foreach(file man/man1/mirage.1 man/man1/mirage-fit.1 man/man1/mirage-verify.1 man/man1/mirage-cite.1 man/man5/mirage-deck.5 man/man5/mirage-file.5
            bash-completion/completions/mirage zsh/site-functions/_mirage mirage/decks/quickstart.cfg)
        if(NOT EXISTS ${prefix}/share/${file})
            message(FATAL_ERROR "not installed: share/${file}")
        endif()
    endforeach()
    execute_process(COMMAND ${prefix}/bin/mirage sweep ${prefix}/share/mirage/decks/quickstart.cfg --dry-run
        OUTPUT_VARIABLE output ERROR_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
    if(NOT output MATCHES "64800 points")
        message(FATAL_ERROR "the installed deck: ${output}")
    endif()
    execute_process(COMMAND bash -c ". ${prefix}/share/bash-completion/completions/mirage && COMP_WORDS=(mirage veri) COMP_CWORD=1 &&
            _mirage && echo \"\${COMPREPLY[*]}\"" OUTPUT_VARIABLE output OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT output STREQUAL "verify")
        message(FATAL_ERROR "the installed completion: ${output}")
    endif()
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

# the C interface is found by pkg-config, the Python package finds its library, where they are installed
file(GLOB_RECURSE pc ${prefix}/*/mirage-ising.pc)
find_program(PKG_CONFIG pkg-config)
if(pc AND PKG_CONFIG)
    cmake_path(GET pc PARENT_PATH folder)
    execute_process(COMMAND ${CMAKE_COMMAND} -E env PKG_CONFIG_PATH=${folder} ${PKG_CONFIG} --cflags --libs mirage-ising
        OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(flags UNIX_COMMAND "${flags}")
    cmake_path(GET folder PARENT_PATH library)
    execute_process(COMMAND ${CC} ${EXAMPLES}/critical_fields.c ${flags} -Wl,-rpath,${library} -o ${BUILD}/find_package/example
        COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${BUILD}/find_package/example OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
endif()
execute_process(COMMAND ${PYTHON} -c "import xarray" RESULT_VARIABLE no_xarray OUTPUT_QUIET ERROR_QUIET)
file(GLOB_RECURSE package ${prefix}/*/ising_mirage/_library.py)
if(package AND NOT no_xarray)
    # as below ~/.local: nobody tells the interpreter where
    execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=MIRAGE_LIBRARY --unset=MIRAGE_PROGRAM --unset=PYTHONPATH
            PYTHONUSERBASE=${prefix} ${PYTHON} -B -c
            "import ising_mirage, os; from ising_mirage._library import library; print(os.path.realpath(library._name))"
        WORKING_DIRECTORY ${BUILD}/find_package OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    if(NOT found MATCHES "^${prefix}/")
        message(FATAL_ERROR "the installed package loads ${found}")
    endif()
    if(EXISTS ${prefix}/bin/mirage)
        execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=MIRAGE_LIBRARY --unset=MIRAGE_PROGRAM --unset=PYTHONPATH
                PYTHONUSERBASE=${prefix} ${PYTHON} -B -c "from ising_mirage import program; print(program.find())"
            WORKING_DIRECTORY ${BUILD}/find_package OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
        if(NOT found STREQUAL "${prefix}/bin/mirage")
            message(FATAL_ERROR "the installed package runs ${found}")
        endif()
    endif()
endif()

# the installed program finds its scripts
if(EXISTS ${prefix}/bin/mirage)
    file(WRITE ${BUILD}/find_package/line.csv "T,B_c2,order\n0.1,5,2\n0.5,4,2\n1,0,2\n")
    execute_process(COMMAND ${prefix}/bin/mirage plot ${BUILD}/find_package/line.csv --out ${BUILD}/find_package
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(result OR NOT EXISTS ${BUILD}/find_package/line-lines.png)
        message(FATAL_ERROR "the installed program draws nothing\n${output}")
    endif()
endif()
