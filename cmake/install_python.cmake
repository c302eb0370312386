# Run at installation, when the prefix is known: the Python package where the interpreter looks for it. Below /usr/local and
# ~/.local every user of it finds the package at once, below another prefix PYTHONPATH names the folder, which is printed.

if(folder STREQUAL "")
    execute_process(COMMAND ${python} ${CMAKE_CURRENT_LIST_DIR}/python_folder.py ${CMAKE_INSTALL_PREFIX}
        OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
    if(failed OR folder STREQUAL "")
        set(folder lib/python3/dist-packages)
    endif()
endif()
file(INSTALL ${source}/src/python/ising_mirage DESTINATION ${CMAKE_INSTALL_PREFIX}/${folder}
    FILES_MATCHING PATTERN "*.py" PATTERN "py.typed" PATTERN "__pycache__" EXCLUDE)
