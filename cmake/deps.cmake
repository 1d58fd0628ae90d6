# SPDX-License-Identifier: Apache-2.0
# Third-party code: where it lies and how we compile it. Nothing is fetched here; that is
# cmake/fetch_deps.sh.

if(DEFINED ENV{KONGDI_CACHE})
    set(kongdi_cache "$ENV{KONGDI_CACHE}")
elseif(DEFINED ENV{XDG_CACHE_HOME})
    set(kongdi_cache "$ENV{XDG_CACHE_HOME}/kongdi")
else()
    set(kongdi_cache "$ENV{HOME}/.cache/kongdi")
endif()
set(KONGDI_CACHE "${kongdi_cache}" CACHE PATH "Where fetched sources and what is built of them lie")

# kongdi_dependency(name variable): the folder of a source package of deps.lock.
set_property(DIRECTORY APPEND PROPERTY
    CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/cmake/deps.lock")
file(STRINGS "${CMAKE_SOURCE_DIR}/cmake/deps.lock" kongdi_lock REGEX "^[^#]")
function(kongdi_dependency name variable)
    foreach(line IN LISTS kongdi_lock)
        separate_arguments(words UNIX_COMMAND "${line}")
        list(GET words 0 package)
        if(package STREQUAL name)
            list(GET words 3 sum)
            string(SUBSTRING "${sum}" 0 12 sum)
            set(folder "${KONGDI_CACHE}/deps/${name}-${sum}")
            if(NOT EXISTS "${folder}")
                message(FATAL_ERROR "${name} is not in ${KONGDI_CACHE}; run cmake/fetch_deps.sh")
            endif()
            set(${variable} "${folder}" PARENT_SCOPE)
            return()
        endif()
    endforeach()
    message(FATAL_ERROR "${name} is not in cmake/deps.lock")
endfunction()

# Dear ImGui: drawing and widgets for both builds, the OpenGL half for the page.
kongdi_dependency(imgui imgui_dir)
add_library(imgui STATIC
    "${imgui_dir}/imgui.cpp"
    "${imgui_dir}/imgui_draw.cpp"
    "${imgui_dir}/imgui_tables.cpp"
    "${imgui_dir}/imgui_widgets.cpp")
target_include_directories(imgui SYSTEM PUBLIC "${imgui_dir}" "${imgui_dir}/backends")
target_include_directories(imgui PUBLIC "${CMAKE_SOURCE_DIR}")
target_compile_definitions(imgui PUBLIC IMGUI_USER_CONFIG="cmake/imgui_config.hpp")
target_compile_options(imgui PRIVATE -w)
target_link_libraries(imgui PRIVATE kongdi_no_exceptions)

# The C++ interface of nlohmann/json is header only; the Debian package's folder is the compiler's
# own /usr/include natively, but unknown to em++, which must see this one library and no other.
find_path(nlohmann_include nlohmann/json.hpp PATHS /usr/include NO_CMAKE_FIND_ROOT_PATH REQUIRED)
add_library(kongdi_json INTERFACE)
if(EMSCRIPTEN)
    file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/include")
    file(CREATE_LINK "${nlohmann_include}/nlohmann" "${CMAKE_BINARY_DIR}/include/nlohmann" SYMBOLIC)
    target_include_directories(kongdi_json SYSTEM INTERFACE "${CMAKE_BINARY_DIR}/include")
else()
    target_include_directories(kongdi_json SYSTEM INTERFACE "${nlohmann_include}")
endif()

# Triangles of areas with holes: one header, which Debian has as the source of its Python binding.
kongdi_dependency(python-mapbox-earcut earcut_dir)
add_library(earcut INTERFACE)
target_include_directories(earcut SYSTEM INTERFACE "${earcut_dir}/include")

if(EMSCRIPTEN)
    include(sdl2)
    add_library(page_numbers STATIC "${CMAKE_CURRENT_LIST_DIR}/page_numbers.c")
    add_library(page_faults STATIC "${CMAKE_CURRENT_LIST_DIR}/page_faults.c")

    add_library(imgui_gl STATIC "${imgui_dir}/backends/imgui_impl_opengl3.cpp")
    target_compile_definitions(imgui_gl PUBLIC IMGUI_IMPL_OPENGL_ES3)
    target_compile_options(imgui_gl PRIVATE
        -w -include "${CMAKE_CURRENT_LIST_DIR}/imgui_gl_shim.h")
    target_link_libraries(imgui_gl PUBLIC imgui PRIVATE kongdi_no_exceptions)
else()
    kongdi_dependency(cpp-httplib httplib_dir)
    find_package(Threads REQUIRED)
    find_package(ZLIB REQUIRED)
    find_package(SQLite3 REQUIRED)
    find_package(PkgConfig REQUIRED)
    find_package(GDAL REQUIRED)
    find_path(protozero_include protozero/pbf_writer.hpp REQUIRED)
    pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)

    add_library(httplib INTERFACE)
    target_include_directories(httplib SYSTEM INTERFACE "${httplib_dir}")
    target_compile_definitions(httplib INTERFACE CPPHTTPLIB_ZLIB_SUPPORT)
    target_link_libraries(httplib INTERFACE Threads::Threads ZLIB::ZLIB)
endif()
