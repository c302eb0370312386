# Man pages and completion for bash and zsh, written by the program itself whenever it is built, and installed.

set(mirage_shell ${PROJECT_BINARY_DIR}/shell)
add_custom_command(TARGET mirage_executable POST_BUILD
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:mirage_executable> -DTO=${mirage_shell}
        -P ${PROJECT_SOURCE_DIR}/cmake/write_shell_files.cmake
    COMMENT "Writing man pages and completion")
install(DIRECTORY ${mirage_shell}/man1 ${mirage_shell}/man5 DESTINATION ${CMAKE_INSTALL_MANDIR} COMPONENT Program)
install(FILES ${mirage_shell}/mirage DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT Program)
install(FILES ${mirage_shell}/_mirage DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT Program)
