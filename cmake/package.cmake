# SPDX-License-Identifier: Apache-2.0
# What is installed where, and the Debian package of it. The page is of the other build, so by hand:
#   server/up --build-only && ninja -C build/native debian_package
# The package is build/native/kongdi_VERSION_ARCHITECTURE.deb.

# The units name /usr/bin/kongdi.
if(CMAKE_INSTALL_PREFIX_INITIALIZED_TO_DEFAULT)
    set(CMAKE_INSTALL_PREFIX /usr CACHE PATH "Where `cmake --install` puts it" FORCE)
endif()
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
# Tests are not installed: nobody has to build them for it.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)

set(KONGDI_WEB_DIR "${CMAKE_SOURCE_DIR}/build/web" CACHE PATH "The built page")
set(deploy "${CMAKE_SOURCE_DIR}/server/deploy")
set(doc share/doc/kongdi)

install(TARGETS kongdi RUNTIME DESTINATION bin)
install(CODE "
    if(NOT EXISTS \"${KONGDI_WEB_DIR}/index.html\")
        message(FATAL_ERROR \"there is no page in ${KONGDI_WEB_DIR}: server/up --build-only\")
    endif()")
install(DIRECTORY "${KONGDI_WEB_DIR}/" DESTINATION share/kongdi/web)

install(PROGRAMS "${deploy}/nightly_backup" DESTINATION lib/kongdi)
set(units lib/systemd/system)
install(FILES "${deploy}/kongdi.target" "${deploy}/kongdi-backup.timer"
    "${deploy}/kongdi-retain.timer" "${deploy}/kongdi-snapshot.timer" DESTINATION ${units})
foreach(unit kongdi.service kongdi@.service kongdi-backup.service kongdi-retain.service
        kongdi-snapshot.service)
    install(FILES "${deploy}/${unit}" DESTINATION ${units})
    install(FILES "${deploy}/hardening.conf" DESTINATION "${units}/${unit}.d")
endforeach()
# May come to hold a password in an address.
install(FILES "${deploy}/kongdi.env" DESTINATION /etc/kongdi PERMISSIONS OWNER_READ OWNER_WRITE)

file(GLOB papers CONFIGURE_DEPENDS "${deploy}/*.md")
install(FILES ${papers} "${deploy}/debian/copyright" DESTINATION ${doc})
install(FILES "${deploy}/nginx.conf" "${deploy}/postgresql.conf" "${deploy}/base_map.json"
    "${deploy}/oidc.json" "${deploy}/push.json" "${deploy}/webhooks.json"
    DESTINATION ${doc}/examples)
# What it is made of, of the program as it is.
install(CODE "
    execute_process(COMMAND \"${KONGDI_PYTHON}\" \"${CMAKE_SOURCE_DIR}/cmake/sbom.py\"
        \"${CMAKE_BINARY_DIR}/kongdi.cdx.json\" ${PROJECT_VERSION} \"${CMAKE_BINARY_DIR}/kongdi\"
        COMMAND_ERROR_IS_FATAL ANY)")
install(FILES "${CMAKE_BINARY_DIR}/kongdi.cdx.json" DESTINATION ${doc})
install(FILES "${deploy}/debian/lintian-overrides" DESTINATION share/lintian/overrides
    RENAME kongdi)
# Policy wants these two packed; without the time of packing they are the same each time.
foreach(pair "changelog ${doc}" "kongdi.1 share/man/man1")
    separate_arguments(pair)
    list(GET pair 0 name)
    list(GET pair 1 folder)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${deploy}/debian/${name}")
    execute_process(COMMAND gzip -9nc "${deploy}/debian/${name}"
        OUTPUT_FILE "${CMAKE_BINARY_DIR}/${name}.gz" COMMAND_ERROR_IS_FATAL ANY)
    install(FILES "${CMAKE_BINARY_DIR}/${name}.gz" DESTINATION ${folder})
endforeach()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME kongdi)
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "idle spaces of a neighbourhood, told by its residents")
set(CPACK_PACKAGE_DESCRIPTION
"A city asks its residents which spaces around them lie idle, and how good the
services are, and acts on the answer. Residents report on a phone, with or
without a network; community workers check on site; planners sort, rank and
download. This is the server with its page, on SQLite or PostgreSQL.")
set(CPACK_PACKAGE_CONTACT "Kongdi developers <kongdi@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Beside what the libraries come to: the user is made by adduser; printed codes need letters.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "adduser")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-noto-cjk, nginx")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "postgresql")
file(WRITE "${CMAKE_BINARY_DIR}/conffiles" "/etc/kongdi/kongdi.env\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    "${deploy}/debian/postinst" "${deploy}/debian/prerm" "${deploy}/debian/postrm"
    "${CMAKE_BINARY_DIR}/conffiles")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_OUTPUT_CONFIG_FILE "${CMAKE_BINARY_DIR}/CPackConfig.cmake")
include(CPack)

add_custom_target(debian_package
    COMMAND "${CMAKE_CPACK_COMMAND}" --config "${CMAKE_BINARY_DIR}/CPackConfig.cmake"
    DEPENDS kongdi
    WORKING_DIRECTORY "${CMAKE_BINARY_DIR}"
    USES_TERMINAL VERBATIM)
