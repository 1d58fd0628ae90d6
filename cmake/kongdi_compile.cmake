# SPDX-License-Identifier: Apache-2.0
# How our own code is compiled: kongdi_library() and kongdi_program() give a target the warnings,
# the language and the include root; kongdi_verify_headers() makes the target `headers`.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_COLOR_DIAGNOSTICS OFF)

if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()
# Line tables only: half the size and link time of full debug information.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
# What looks for faults is compiled in two thirds of the time, and keeps every library's assertions.
if(CMAKE_CXX_FLAGS MATCHES "-fsanitize")
    set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1 -D_GLIBCXX_ASSERTIONS")
endif()

# What a compiler should find in its environment, also when ninja is called by hand. ccache finds
# what another checkout has compiled: no path of this one goes into its sums.
find_program(KONGDI_CCACHE ccache)
set(launcher env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1)
if(EMSCRIPTEN)
    # ccache does not know which compiler the script em++ stands for.
    list(APPEND launcher CCACHE_COMPILERTYPE=clang
        CCACHE_COMPILERCHECK=string:emscripten-${EMSCRIPTEN_VERSION}-${CMAKE_CXX_COMPILER_VERSION})
    if(EXISTS /usr/share/emscripten/.emscripten)
        # Debian's python, not a version switcher's shim, which costs 0.6 s at each call; Debian's
        # acorn, also where node is not Debian's.
        list(APPEND launcher EMSDK_PYTHON=/usr/bin/python3 NODE_PATH=/usr/share/nodejs)
    endif()
    string(JOIN " " link_launcher ${launcher})
    set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${link_launcher}")
endif()
if(KONGDI_CCACHE)
    list(APPEND launcher ${KONGDI_CCACHE})
endif()
foreach(language C CXX)
    set(CMAKE_${language}_COMPILER_LAUNCHER ${launcher})
endforeach()

option(KONGDI_WERROR "Treat warnings in our own code as errors" ON)
add_library(kongdi_compile INTERFACE)
target_include_directories(kongdi_compile INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(kongdi_compile INTERFACE
    -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual
    -Wno-sign-conversion                # sizes and indices meet everywhere; -Wconversion stays
    -Wno-missing-field-initializers     # designated initialisers name what matters
    -ffp-contract=off                   # phone and server compute the same last bit, ARM too
    $<$<BOOL:${KONGDI_WERROR}>:-Werror>)

# Code of core and shell, and all third-party code of the page.
add_library(kongdi_no_exceptions INTERFACE)
target_compile_options(kongdi_no_exceptions INTERFACE -fno-exceptions -fno-rtti)

# The page is measured in bytes; see web/CMakeLists.txt for the link flags.
if(EMSCRIPTEN)
    foreach(language C CXX)
        set(CMAKE_${language}_FLAGS_RELWITHDEBINFO "-Oz -DNDEBUG")
        set(CMAKE_${language}_FLAGS_RELEASE "-Oz -DNDEBUG")
    endforeach()
    option(KONGDI_WASM_LTO "Link-time optimisation of the page" ON)
    if(KONGDI_WASM_LTO)
        add_compile_options(-flto)
        add_link_options(-flto)
    endif()
endif()

define_property(GLOBAL PROPERTY KONGDI_LIBRARIES BRIEF_DOCS "Our own libraries")

# kongdi_library(name [NO_EXCEPTIONS] [WHOLE] SOURCES file… HEADERS file… LINKS target…)
# Files are named relative to the folder of the caller. HEADERS are those that compile alone.
# WHOLE: a program that links it holds all of it, so that libraries before it may call into it.
function(kongdi_library name)
    cmake_parse_arguments(arg "NO_EXCEPTIONS;WHOLE" "" "SOURCES;HEADERS;LINKS" ${ARGN})
    if(arg_SOURCES)
        set(kind STATIC)
        if(arg_WHOLE)
            set(kind OBJECT)
        endif()
        add_library(${name} ${kind} ${arg_SOURCES})
        target_link_libraries(${name} PUBLIC ${arg_LINKS} PRIVATE kongdi_compile)
        target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}")
        if(arg_NO_EXCEPTIONS)
            target_link_libraries(${name} PRIVATE kongdi_no_exceptions)
        endif()
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE ${arg_LINKS})
        target_include_directories(${name} INTERFACE "${CMAKE_SOURCE_DIR}")
    endif()
    list(TRANSFORM arg_HEADERS PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    set_target_properties(${name} PROPERTIES
        KONGDI_HEADERS "${arg_HEADERS}" KONGDI_NO_EXCEPTIONS "${arg_NO_EXCEPTIONS}")
    set_property(GLOBAL APPEND PROPERTY KONGDI_LIBRARIES ${name})
endfunction()

# kongdi_program(name SOURCES file… LINKS target…)
function(kongdi_program name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE ${arg_LINKS} kongdi_compile)
endfunction()

# The target `headers` compiles each header alone: one source file per header. It makes object files
# of next to nothing, which unlike a check of the meaning only are remembered from one run to the
# next, by the build and by ccache.
function(kongdi_verify_headers)
    get_property(libraries GLOBAL PROPERTY KONGDI_LIBRARIES)
    add_custom_target(headers)
    foreach(library IN LISTS libraries)
        get_target_property(headers ${library} KONGDI_HEADERS)
        if(NOT headers)
            continue()
        endif()
        set(sources)
        foreach(header IN LISTS headers)
            file(RELATIVE_PATH path "${CMAKE_SOURCE_DIR}" "${header}")
            string(REGEX REPLACE "[^A-Za-z0-9]" "_" stem "${path}")
            set(source "${CMAKE_BINARY_DIR}/headers/${stem}.cpp")
            set(text "#include \"${path}\"\n#include \"${path}\"  // again: it guards itself\n")
            set(before "")
            if(EXISTS "${source}")
                file(READ "${source}" before)
            endif()
            if(NOT before STREQUAL text)
                file(WRITE "${source}" "${text}")
            endif()
            list(APPEND sources "${source}")
        endforeach()
        add_library(${library}_headers OBJECT EXCLUDE_FROM_ALL ${sources})
        target_compile_options(${library}_headers PRIVATE -O0 -g0)
        target_link_libraries(${library}_headers PRIVATE ${library} kongdi_compile)
        get_target_property(no_exceptions ${library} KONGDI_NO_EXCEPTIONS)
        if(no_exceptions)
            target_link_libraries(${library}_headers PRIVATE kongdi_no_exceptions)
        endif()
        add_dependencies(headers ${library}_headers)
    endforeach()
endfunction()
