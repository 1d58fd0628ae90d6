/* SPDX-License-Identifier: Apache-2.0 */
/* The ends of what cmake/sdl2.cmake leaves out of SDL2. The page asks SDL for a window and its
   WebGL context only: pictures are drawn by WebGL, and input comes through the semantic DOM. What
   SDL would still call answers as on a machine that does not have it. */
#include "SDL_internal.h"

#include <EGL/egl.h>

#include "events/SDL_events_c.h"
#include "events/SDL_gesture_c.h"
#include "render/SDL_sysrender.h"
#include "video/emscripten/SDL_emscriptenevents.h"
#include "video/emscripten/SDL_emscriptenframebuffer.h"
#include "video/emscripten/SDL_emscriptenmouse.h"

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

/* Emscripten's own knows all of WebGL by name and so keeps all of it in the page. Dear ImGui is
   linked to what it uses; SDL asks by name for nothing on the way to a context. */
__eglMustCastToProperFunctionPointerType eglGetProcAddress(const char *name) { return NULL; }
