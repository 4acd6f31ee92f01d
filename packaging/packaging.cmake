# SPDX-FileCopyrightText: 2026 The Orgkeeper authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What an installed Orgkeeper consists of, and the installers. One id names them all.

set(linux ${PROJECT_SOURCE_DIR}/packaging/linux)
set(generated ${PROJECT_BINARY_DIR}/packaging)

string(TIMESTAMP ORGKEEPER_DATE "%Y-%m-%d" UTC)
configure_file(${linux}/orgkeeper.desktop.in ${generated}/${ORGKEEPER_APP_ID}.desktop @ONLY)
configure_file(${linux}/orgkeeper.metainfo.xml.in ${generated}/${ORGKEEPER_APP_ID}.metainfo.xml @ONLY)
configure_file(${linux}/orgkeeper.1.in ${generated}/orgkeeper.1 @ONLY)

find_program(ORGKEEPER_GZIP gzip)
if(ORGKEEPER_GZIP)
    add_custom_command(OUTPUT ${generated}/orgkeeper.1.gz
        COMMAND ${ORGKEEPER_GZIP} -9 -n -c ${generated}/orgkeeper.1 > ${generated}/orgkeeper.1.gz
        DEPENDS ${generated}/orgkeeper.1 VERBATIM)
    add_custom_command(OUTPUT ${generated}/changelog.gz
        COMMAND ${ORGKEEPER_GZIP} -9 -n -c ${PROJECT_SOURCE_DIR}/CHANGELOG.md > ${generated}/changelog.gz
        DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md VERBATIM)
    add_custom_target(orgkeeper_packaged_texts ALL
        DEPENDS ${generated}/orgkeeper.1.gz ${generated}/changelog.gz)
    install(FILES ${generated}/orgkeeper.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${generated}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()

install(TARGETS orgkeeper RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${generated}/${ORGKEEPER_APP_ID}.desktop
        DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${generated}/${ORGKEEPER_APP_ID}.metainfo.xml
        DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES ${PROJECT_SOURCE_DIR}/resources/icons/orgkeeper.svg
        DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps
        RENAME ${ORGKEEPER_APP_ID}.svg)
install(FILES ${linux}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${PROJECT_SOURCE_DIR}/resources/backends/schema.json
              ${PROJECT_SOURCE_DIR}/docs/backends.md
        DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_NAME orgkeeper)
set(CPACK_PACKAGE_VENDOR "The Orgkeeper authors")
set(CPACK_PACKAGE_CONTACT "The Orgkeeper authors <orgkeeper@orgkeeper.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_DESCRIPTION "Orgkeeper shows every organization you administer on several
services in one window, who belongs to it and who is admin there.
It creates organizations, adds and removes members and changes
admin rights; every change is guarded and read back from the
service. Tokens are kept in the system's keychain.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEB_COMPONENT_INSTALL OFF)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# QtKeychain opens libsecret at run time, so no tool finds it; without the certificates no https.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libsecret-1-0, ca-certificates")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "gnome-keyring | kwalletmanager, qt6-wayland, fonts-noto-core")
include(CPack)
