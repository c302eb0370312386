# Installs the build to a prefix of its own, then configures, builds and runs a project that finds it there.
set(prefix ${BUILD}/find_package/prefix)
set(work ${BUILD}/find_package/consumer)
file(REMOVE_RECURSE ${BUILD}/find_package)
foreach(command
        "${CMAKE_COMMAND};--install;${BUILD};--prefix;${prefix}"
        "${CMAKE_COMMAND};-S;${CONSUMER};-B;${work};-DCMAKE_PREFIX_PATH=${prefix};-DCMAKE_CXX_COMPILER=${CXX}"
        "${CMAKE_COMMAND};--build;${work}"
        "${work}/consumer")
    execute_process(COMMAND ${command} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(result)
        message(FATAL_ERROR "failed: ${command}\n${output}")
    endif()
endforeach()
