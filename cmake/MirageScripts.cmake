# The scripts that `mirage plot` runs: share/mirage beside the program in the build tree, installed where its data go. The program
# finds them relative to itself.

cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_DATADIR BASE_DIRECTORY ${CMAKE_INSTALL_FULL_BINDIR} OUTPUT_VARIABLE mirage_share)
set_source_files_properties(src/command/plot_command.cpp src/command/explore_command.cpp PROPERTIES COMPILE_DEFINITIONS "MIRAGE_SHARE=\"${mirage_share}/mirage\"")
file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/share)
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/jobs ${PROJECT_BINARY_DIR}/share/mirage SYMBOLIC)
# of the Python package what draws files, which needs neither the library nor xarray: the program may be installed without the package
install(FILES jobs/plot.py DESTINATION ${CMAKE_INSTALL_DATADIR}/mirage COMPONENT Program)
install(FILES src/python/ising_mirage/__init__.py src/python/ising_mirage/_accessor.py src/python/ising_mirage/errors.py
        DESTINATION ${CMAKE_INSTALL_DATADIR}/mirage/ising_mirage COMPONENT Program)
install(DIRECTORY src/python/ising_mirage/plot DESTINATION ${CMAKE_INSTALL_DATADIR}/mirage/ising_mirage COMPONENT Program
        FILES_MATCHING PATTERN "*.py" PATTERN "__pycache__" EXCLUDE)
# decks to begin with
file(GLOB mirage_decks CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/jobs/*.cfg ${PROJECT_SOURCE_DIR}/jobs/figures/*.cfg)
install(FILES ${mirage_decks} DESTINATION ${CMAKE_INSTALL_DATADIR}/mirage/decks COMPONENT Program)
# the page of mirage explore, where jobs/explorer.sh has built it
install(FILES ${PROJECT_BINARY_DIR}/explorer/mirage.html DESTINATION ${CMAKE_INSTALL_DATADIR}/mirage RENAME explorer.html OPTIONAL
        COMPONENT Program)
