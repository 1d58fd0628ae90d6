# SPDX-License-Identifier: Apache-2.0
# SDL2 for the page: the window and its WebGL context, nothing else of it (see sdl2_page.c for what
# is left out). SDL's own build asks the compiler 400 questions whose answers it also ships for
# Emscripten (SDL_config_emscripten.h); with those, its sources are compiled like ours, from an
# explicit list, and ccache keeps the result.

enable_language(C)
kongdi_dependency(libsdl2 sdl2_dir)

set(sdl2_sources
    SDL.c
    SDL_assert.c
    SDL_error.c
    SDL_hints.c
    SDL_list.c
    SDL_log.c
    SDL_utils.c
    atomic/SDL_atomic.c
    atomic/SDL_spinlock.c
    cpuinfo/SDL_cpuinfo.c
    dynapi/SDL_dynapi.c
    events/SDL_displayevents.c
    events/SDL_events.c
    events/SDL_keyboard.c
    events/SDL_mouse.c
    events/SDL_quit.c
    events/SDL_touch.c
    events/SDL_windowevents.c
    stdlib/SDL_getenv.c
    stdlib/SDL_malloc.c
    stdlib/SDL_qsort.c
    stdlib/SDL_stdlib.c
    stdlib/SDL_string.c
    stdlib/SDL_strtokr.c
    thread/SDL_thread.c
    thread/generic/SDL_syscond.c
    thread/generic/SDL_sysmutex.c
    thread/generic/SDL_syssem.c
    thread/generic/SDL_systhread.c
    thread/generic/SDL_systls.c
    timer/SDL_timer.c
    timer/unix/SDL_systimer.c
    video/SDL_rect.c
    video/SDL_video.c
    video/emscripten/SDL_emscriptenvideo.c
)
list(TRANSFORM sdl2_sources PREPEND "${sdl2_dir}/src/")

add_library(sdl2 STATIC EXCLUDE_FROM_ALL ${sdl2_sources} "${CMAKE_CURRENT_LIST_DIR}/sdl2_page.c")
target_include_directories(sdl2 SYSTEM PUBLIC "${sdl2_dir}/include" PRIVATE "${sdl2_dir}/src")
target_compile_options(sdl2 PRIVATE
    -w -include "${CMAKE_CURRENT_LIST_DIR}/emscripten_shim.h")
target_compile_definitions(sdl2 PRIVATE
    # What the page does not use.
    SDL_AUDIO_DISABLED=1
    SDL_JOYSTICK_DISABLED=1
    SDL_SENSOR_DISABLED=1
    SDL_RENDER_DISABLED=1
    SDL_POWER_DISABLED=1)
