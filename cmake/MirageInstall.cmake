# install, and find_package(mirage) from other projects. Parts that are installed apart (cmake --install --component) and packaged apart
# (MiragePackage.cmake): Program, Library (the shared one), Development, Python.

include(CMakePackageConfigHelpers)
install(TARGETS mirage EXPORT mirageTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT Development
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT Development
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT Development)
install(EXPORT mirageTargets NAMESPACE mirage:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mirage COMPONENT Development)
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/mirageConfig.cmake.in
    ${PROJECT_BINARY_DIR}/mirageConfig.cmake INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mirage)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/mirageConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/mirageConfig.cmake ${PROJECT_BINARY_DIR}/mirageConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/mirage COMPONENT Development)
if(MIRAGE_BUILD_PROGRAM)
    # for environment-modules and Lmod
    configure_file(jobs/package/module.in module @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/module DESTINATION ${CMAKE_INSTALL_DATADIR}/modulefiles/mirage RENAME ${PROJECT_VERSION}
            COMPONENT Module)
endif()
