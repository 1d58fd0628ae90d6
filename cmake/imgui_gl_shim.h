/* SPDX-License-Identifier: Apache-2.0 */
/* Included before Dear ImGui's OpenGL source. It reads one number by sscanf, the version of GLSL in
   "#version 300 es" (and one of an OpenGL older than 3, which WebGL 2 never comes to); the real one
   would bring 15 KB of scanning with it. */
#pragma once
#include <stdio.h>
static inline int kongdi_first_number(const char* text, const char*, int* number, ...) {
    while (*text != 0 && (*text < '0' || *text > '9')) ++text;
    for (*number = 0; *text >= '0' && *text <= '9'; ++text) *number = *number * 10 + (*text - '0');
    return 1;
}
#define sscanf kongdi_first_number
