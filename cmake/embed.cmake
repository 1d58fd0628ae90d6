# SPDX-License-Identifier: Apache-2.0
# kongdi_embedded_assets(variable name folder…): the generated source NAME.cpp with the data files
# in these folders of web/assets (see core/base/embedded.hpp). Adding a file needs no other change.
function(kongdi_embedded_assets variable name)
    set(root "${CMAKE_SOURCE_DIR}/web/assets")
    set(patterns)
    foreach(folder IN LISTS ARGN)
        list(APPEND patterns "${root}/${folder}/*.json")
    endforeach()
    # The one place where files are found instead of listed: a language is one file and no row.
    file(GLOB files CONFIGURE_DEPENDS ${patterns})
    find_program(KONGDI_PYTHON python3 REQUIRED)
    set(output "${CMAKE_BINARY_DIR}/${name}.cpp")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${KONGDI_PYTHON}" "${CMAKE_SOURCE_DIR}/cmake/embed_files.py"
            "${output}" "${root}" ${files}
        DEPENDS "${CMAKE_SOURCE_DIR}/cmake/embed_files.py" ${files}
        COMMENT "Embedding the data files of web/assets"
        VERBATIM)
    set(${variable} "${output}" PARENT_SCOPE)
endfunction()
