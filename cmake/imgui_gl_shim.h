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

/* It also asks for the state it will put back at its end. The context is ours alone, so there is
   nothing to put back; but each question waits for the graphics card, longer than all our work. */
#include <GLES3/gl3.h>
static inline void kongdi_get_integer(GLenum name, GLint* out) {
    switch (name) {
        case GL_ACTIVE_TEXTURE: *out = GL_TEXTURE0; break;
        case GL_CURRENT_PROGRAM:
        case GL_TEXTURE_BINDING_2D:
        case GL_SAMPLER_BINDING:
        case GL_ARRAY_BUFFER_BINDING:
        case GL_VERTEX_ARRAY_BINDING: *out = 0; break;
        case GL_VIEWPORT:
        case GL_SCISSOR_BOX: out[0] = out[1] = out[2] = out[3] = 0; break;
        case GL_BLEND_SRC_RGB:
        case GL_BLEND_SRC_ALPHA: *out = GL_ONE; break;
        case GL_BLEND_DST_RGB:
        case GL_BLEND_DST_ALPHA: *out = GL_ZERO; break;
        case GL_BLEND_EQUATION_RGB:
        case GL_BLEND_EQUATION_ALPHA: *out = GL_FUNC_ADD; break;
        default: glGetIntegerv(name, out);
    }
}
#define glGetIntegerv kongdi_get_integer

/* And whether its two shaders were compiled and linked: they are always the same ones, and nobody
   could do anything else without them. Each question is a wait at the start of the page. */
static inline void kongdi_shader_is_good(GLuint, GLenum name, GLint* out) {
    *out = name == GL_COMPILE_STATUS || name == GL_LINK_STATUS ? GL_TRUE : 0;
}
#define glGetShaderiv kongdi_shader_is_good
#define glGetProgramiv kongdi_shader_is_good

/* And which OpenGL it has: it was made as WebGL 2. */
static inline const GLubyte* kongdi_version(GLenum) { return (const GLubyte*)"OpenGL ES 3.0"; }
#define glGetString kongdi_version
