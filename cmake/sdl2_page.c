/* SPDX-License-Identifier: Apache-2.0 */
/* The ends of what cmake/sdl2.cmake leaves out of SDL2. The page asks SDL for a window and its
   WebGL context only: pictures are drawn by WebGL, and input comes through the semantic DOM. What
   SDL would still call answers as on a machine that does not have it. */
#include "SDL_internal.h"

#include <emscripten/html5.h>

#include "events/SDL_events_c.h"
#include "events/SDL_gesture_c.h"
#include "render/SDL_sysrender.h"
#include "video/emscripten/SDL_emscriptenevents.h"
#include "video/emscripten/SDL_emscriptenframebuffer.h"
#include "video/emscripten/SDL_emscriptenmouse.h"
#include "video/emscripten/SDL_emscriptenopengles.h"
#include "video/emscripten/SDL_emscriptenvideo.h"

int Emscripten_CreateWindowFramebuffer(_THIS, SDL_Window *window, Uint32 *format, void **pixels,
                                       int *pitch) {
    return SDL_Unsupported();
}
int Emscripten_UpdateWindowFramebuffer(_THIS, SDL_Window *window, const SDL_Rect *rects, int count) {
    return SDL_Unsupported();
}
void Emscripten_DestroyWindowFramebuffer(_THIS, SDL_Window *window) {}

void Emscripten_InitMouse(void) {}
void Emscripten_FiniMouse(void) {}
void Emscripten_RegisterEventHandlers(SDL_WindowData *data) {}
void Emscripten_UnregisterEventHandlers(SDL_WindowData *data) {}
EM_BOOL Emscripten_HandleCanvasResize(int type, const void *reserved, void *data) { return 0; }

int SDL_GestureAddTouch(SDL_TouchID id) { return 0; }
int SDL_GestureDelTouch(SDL_TouchID id) { return 0; }
void SDL_GestureProcessEvent(SDL_Event *event) {}
void SDL_GestureQuit(void) {}

SDL_Surface *SDL_ConvertSurfaceFormat(SDL_Surface *surface, Uint32 format, Uint32 flags) {
    SDL_Unsupported();
    return NULL;
}
SDL_Renderer *SDL_GetRenderer(SDL_Window *window) { return NULL; }
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer *renderer) {}

/* There is nothing to unload: SDL_LoadObject is not there either. */
void SDL_UnloadObject(void *handle) {}

/* Emscripten would answer these two from its own SDL 1, all of which came into the page with them. */
SDL_Surface *SDL_CreateRGBSurface(Uint32 flags, int width, int height, int depth, Uint32 r, Uint32 g,
                                  Uint32 b, Uint32 a) {
    SDL_Unsupported();
    return NULL;
}
void SDL_FreeSurface(SDL_Surface *surface) {}

/* The page fills its tab, names it and sizes its canvas itself. SDL would size it three times to
   see what comes of it, and each time the browser makes a new picture to draw on. */
EMSCRIPTEN_RESULT emscripten_set_canvas_element_size(const char *target, int width, int height) {
    return EMSCRIPTEN_RESULT_SUCCESS;
}
EMSCRIPTEN_RESULT emscripten_set_element_css_size(const char *target, double width, double height) {
    return EMSCRIPTEN_RESULT_SUCCESS;
}
EMSCRIPTEN_RESULT emscripten_get_element_css_size(const char *target, double *width,
                                                  double *height) {
    *width = *height = 0;
    return EMSCRIPTEN_RESULT_SUCCESS;
}
void emscripten_get_screen_size(int *width, int *height) { *width = *height = 0; }
double emscripten_get_device_pixel_ratio(void) { return 1; }
EMSCRIPTEN_RESULT emscripten_request_fullscreen_strategy(const char *target, EM_BOOL deferred,
                                                         const EmscriptenFullscreenStrategy *how) {
    return EMSCRIPTEN_RESULT_NOT_SUPPORTED;
}
EMSCRIPTEN_RESULT emscripten_exit_fullscreen(void) { return EMSCRIPTEN_RESULT_NOT_SUPPORTED; }
void emscripten_set_window_title(const char *title) {}

/* The context without EGL in between, which Emscripten writes in JavaScript and ties to its main
   loop, full screen and mouse. The browser shows what was drawn by itself; functions of WebGL are
   linked, so none is asked for by name. */
int Emscripten_GLES_LoadLibrary(_THIS, const char *path) { return 0; }
void SDL_EGL_UnloadLibrary(_THIS) {}
void *SDL_EGL_GetProcAddress(_THIS, const char *name) { return NULL; }
int SDL_EGL_SetSwapInterval(_THIS, int interval) { return SDL_Unsupported(); }
int SDL_EGL_GetSwapInterval(_THIS) { return 1; }
int Emscripten_GLES_SwapWindow(_THIS, SDL_Window *window) { return 0; }
EGLSurface *SDL_EGL_CreateSurface(_THIS, NativeWindowType window) {
    static EGLSurface s_canvas;
    return &s_canvas;
}
void SDL_EGL_DestroySurface(_THIS, EGLSurface surface) {}

int Emscripten_GLES_MakeCurrent(_THIS, SDL_Window *window, SDL_GLContext context) {
    const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE handle = (EMSCRIPTEN_WEBGL_CONTEXT_HANDLE)(intptr_t)context;
    return emscripten_webgl_make_context_current(handle) == EMSCRIPTEN_RESULT_SUCCESS
               ? 0
               : SDL_SetError("no WebGL context");
}
SDL_GLContext Emscripten_GLES_CreateContext(_THIS, SDL_Window *window) {
    const SDL_WindowData *data = (const SDL_WindowData *)window->driverdata;
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.alpha = _this->gl_config.alpha_size > 0;
    wanted.depth = _this->gl_config.depth_size > 0;
    wanted.stencil = _this->gl_config.stencil_size > 0;
    wanted.antialias = _this->gl_config.multisamplebuffers > 0;
    wanted.majorVersion = _this->gl_config.major_version - 1; /* OpenGL ES 3 is WebGL 2 */
    wanted.minorVersion = 0;
    wanted.enableExtensionsByDefault = 0;
    const SDL_GLContext context =
        (SDL_GLContext)(intptr_t)emscripten_webgl_create_context(data->canvas_id, &wanted);
    return Emscripten_GLES_MakeCurrent(_this, window, context) == 0 ? context : NULL;
}
void SDL_EGL_DeleteContext(_THIS, SDL_GLContext context) {
    emscripten_webgl_destroy_context((EMSCRIPTEN_WEBGL_CONTEXT_HANDLE)(intptr_t)context);
}
