// SPDX-License-Identifier: Apache-2.0
// Dear ImGui's switches for both builds: what a page counted in bytes does not use is left out.
#pragma once

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT
// No font engine: the loader is ours (shell/widgets/canvas.cpp), and stb_truetype stays out.
#define IMGUI_ENABLE_FREETYPE
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_WIN32_FUNCTIONS

#ifdef __EMSCRIPTEN__
#define IMGUI_DISABLE_FILE_FUNCTIONS  // the page has no file system
#endif
