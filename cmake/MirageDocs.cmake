# cmake --build build --target docs: the pages, in build/docs/html, installed where they have been built. What they need is found
# when they are built.

add_custom_target(docs
    COMMAND python3 -B ${PROJECT_SOURCE_DIR}/jobs/docs/build.py
        --program $<TARGET_FILE:mirage_executable> --out ${PROJECT_BINARY_DIR}/docs --python-path ${PROJECT_SOURCE_DIR}/src/python
    DEPENDS mirage_executable mirage_interface
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    COMMENT "Building the documentation"
    USES_TERMINAL VERBATIM)
install(DIRECTORY ${PROJECT_BINARY_DIR}/docs/html DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT Documentation OPTIONAL)
