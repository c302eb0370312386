# cmake -DPROGRAM=mirage -DTO=folder -P write_shell_files.cmake: one man page for the program and for each command of its
# help, and the completion of each shell.
cmake_minimum_required(VERSION 3.25)

function(write file)
    execute_process(COMMAND ${PROGRAM} help ${ARGN} OUTPUT_FILE ${file} RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "${PROGRAM} help ${ARGN}: ${status}")
    endif()
endfunction()

file(MAKE_DIRECTORY ${TO}/man1)
file(MAKE_DIRECTORY ${TO}/man5)
write(${TO}/man1/mirage.1 --man)
write(${TO}/man5/mirage-deck.5 deck --man)
write(${TO}/man5/mirage-file.5 file --man)
write(${TO}/mirage --completion bash)
write(${TO}/_mirage --completion zsh)
execute_process(COMMAND ${PROGRAM} help OUTPUT_VARIABLE help)
string(REGEX MATCHALL "\n  [a-z-]+  " commands "${help}")
foreach(command IN LISTS commands)
    string(STRIP "${command}" command)
    write(${TO}/man1/mirage-${command}.1 ${command} --man)
endforeach()
