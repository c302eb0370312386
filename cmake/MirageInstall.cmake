# install, and find_package(mirage) from other projects.

include(CMakePackageConfigHelpers)
install(TARGETS mirage EXPORT mirageTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT mirageTargets NAMESPACE mirage:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mirage)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/mirageConfig.cmake.in
    ${PROJECT_BINARY_DIR}/mirageConfig.cmake INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mirage)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mirageConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/mirageConfig.cmake ${PROJECT_BINARY_DIR}/mirageConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mirage)
