/* SPDX-License-Identifier: Apache-2.0 */
/* Included before SDL2's and ImGui's sources: names that newer Emscripten has and Debian's lacks. */
#pragma once
#include <emscripten.h>
#ifndef EM_JS_DEPS
#define EM_JS_DEPS(tag, deps)
#endif
