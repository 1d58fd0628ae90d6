# SPDX-License-Identifier: Apache-2.0
# SDL2 for the page: the window and its WebGL context. SDL's own build asks the compiler 400
# questions whose answers it also ships for Emscripten (SDL_config_emscripten.h); with those, its
# sources are compiled like ours, from an explicit list, and ccache keeps the result.

enable_language(C)
kongdi_dependency(libsdl2 sdl2_dir)

set(sdl2_sources
    SDL.c
    SDL_assert.c
    SDL_dataqueue.c
    SDL_error.c
    SDL_guid.c
    SDL_hints.c
    SDL_list.c
    SDL_log.c
    SDL_utils.c
    atomic/SDL_atomic.c
    atomic/SDL_spinlock.c
    cpuinfo/SDL_cpuinfo.c
    dynapi/SDL_dynapi.c
    events/SDL_clipboardevents.c
    events/SDL_displayevents.c
    events/SDL_dropevents.c
    events/SDL_events.c
    events/SDL_gesture.c
    events/SDL_keyboard.c
    events/SDL_keysym_to_scancode.c
    events/SDL_mouse.c
    events/SDL_quit.c
    events/SDL_scancode_tables.c
    events/SDL_touch.c
    events/SDL_windowevents.c
    events/imKStoUCS.c
    file/SDL_rwops.c
    filesystem/emscripten/SDL_sysfilesystem.c
    libm/e_fmod.c
    loadso/dlopen/SDL_sysloadso.c
    locale/SDL_locale.c
    locale/emscripten/SDL_syslocale.c
    misc/SDL_url.c
    misc/emscripten/SDL_sysurl.c
    render/SDL_render.c
    render/SDL_yuv_sw.c
    stdlib/SDL_crc16.c
    stdlib/SDL_crc32.c
    stdlib/SDL_getenv.c
    stdlib/SDL_iconv.c
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
    video/SDL_RLEaccel.c
    video/SDL_blit.c
    video/SDL_blit_0.c
    video/SDL_blit_1.c
    video/SDL_blit_A.c
    video/SDL_blit_N.c
    video/SDL_blit_auto.c
    video/SDL_blit_copy.c
    video/SDL_blit_slow.c
    video/SDL_bmp.c
    video/SDL_clipboard.c
    video/SDL_egl.c
    video/SDL_fillrect.c
    video/SDL_pixels.c
    video/SDL_rect.c
    video/SDL_shape.c
    video/SDL_stretch.c
    video/SDL_surface.c
    video/SDL_video.c
    video/SDL_vulkan_utils.c
    video/SDL_yuv.c
    video/emscripten/SDL_emscriptenevents.c
    video/emscripten/SDL_emscriptenframebuffer.c
    video/emscripten/SDL_emscriptenmouse.c
    video/emscripten/SDL_emscriptenopengles.c
    video/emscripten/SDL_emscriptenvideo.c
    video/yuv2rgb/yuv_rgb_std.c
)
list(TRANSFORM sdl2_sources PREPEND "${sdl2_dir}/src/")

add_library(sdl2 STATIC EXCLUDE_FROM_ALL ${sdl2_sources})
target_include_directories(sdl2 SYSTEM PUBLIC "${sdl2_dir}/include")
target_compile_options(sdl2 PRIVATE
    -w -include "${CMAKE_CURRENT_LIST_DIR}/emscripten_shim.h")
target_compile_definitions(sdl2 PRIVATE
    # What the page does not use.
    SDL_AUDIO_DISABLED=1
    SDL_JOYSTICK_DISABLED=1
    SDL_SENSOR_DISABLED=1
    SDL_RENDER_DISABLED=1
    SDL_POWER_DISABLED=1)
