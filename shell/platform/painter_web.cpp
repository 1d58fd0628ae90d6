// SPDX-License-Identifier: Apache-2.0
// Meshes of the map on WebGL 2. What lies on the graphics card is only a copy: after a lost context
// it is made again from the meshes as they are drawn.
#include <GLES3/gl3.h>
#include <emscripten.h>
#include <imgui.h>

#include <cstddef>
#include <iterator>
#include <string>
#include <unordered_map>

#include "shell/map/painter.hpp"
#include "shell/platform/painter_web.hpp"
#include "shell/widgets/stage.hpp"

// clang-format off
EM_JS(double, page_work_clock, (), { return performance.now(); });
// clang-format on

namespace kongdi {

namespace {

using map::MapPicture;
using map::MeshDraw;
using map::MeshLayer;
using map::MeshVertex;

// A line's corner goes out to its side by half its width and half a pixel more, over which it
// fades: that is all the smoothing there is, and all that is needed.
constexpr const char* kVertexShader = R"(#version 300 es
precision highp float;
layout(location=0) in vec2 a_at;
layout(location=1) in vec2 a_out;
layout(location=2) in float a_width;
layout(location=3) in float a_paint;
uniform mat2 u_turn;
uniform vec2 u_move;
uniform vec2 u_view;
uniform float u_metre;
uniform float u_soft;
uniform float u_more;
uniform vec4 u_colour[24];
uniform vec2 u_width[12];
out vec2 v_unit;
out vec2 v_out;
flat out float v_half;
flat out vec4 v_colour;
void main() {
    int paint = int(a_paint);
    v_colour = u_colour[u_more > 0.0 ? paint + 12 : paint];
    vec2 px = u_turn * a_at + u_move;
    v_half = -1.0;
    v_out = vec2(0);
    if (a_out != vec2(0) || a_width > 0.0) {
        v_half = 0.5 * clamp(a_width * 0.5 * u_metre, u_width[paint].x, u_width[paint].y) + u_more;
        vec2 side = normalize(u_turn[0]) * a_out.x + normalize(u_turn[1]) * a_out.y;
        v_out = side * (v_half + 0.5 * u_soft);
        px += v_out;
    }
    v_unit = inverse(u_turn) * (px - u_move);
    gl_Position = vec4(px.x / u_view.x * 2.0 - 1.0, 1.0 - px.y / u_view.y * 2.0, 0, 1);
}
)";
constexpr const char* kFragmentShader = R"(#version 300 es
precision highp float;
in vec2 v_unit;
in vec2 v_out;
flat in float v_half;
flat in vec4 v_colour;
uniform vec4 u_clip;
uniform float u_soft;
out vec4 o_colour;
void main() {
    if (v_unit.x < u_clip.x || v_unit.y < u_clip.y || v_unit.x >= u_clip.z || v_unit.y >= u_clip.w)
        discard;
    float alpha = 1.0;
    if (v_half >= 0.0) alpha = clamp((v_half - length(v_out)) / u_soft + 0.5, 0.0, 1.0);
    o_colour = vec4(v_colour.rgb, v_colour.a * alpha);
}
)";
static_assert(map::kPaintCount == 12, "the arrays of the shader");

enum Uniform { Turn, Move, View, Metre, Soft, More, Colours, Widths, Clip, UniformCount };
constexpr const char* kUniforms[UniformCount] = {
    "u_turn", "u_move", "u_view", "u_metre", "u_soft", "u_more", "u_colour", "u_width", "u_clip"};

struct Uploaded {
    GLuint shape = 0, vertices = 0, indices = 0;
    std::uint32_t used = 0;  // the last picture it was in
};

/// More than any view needs; what is not in the newest picture goes first.
constexpr std::size_t kMostUploaded = 96;

struct Painter {
    GLuint program = 0;
    GLint places[UniformCount] = {};
    std::unordered_map<std::uint32_t, Uploaded> meshes;
    std::uint32_t pictures = 0;
};

Painter& painter() {
    static Painter the_painter;
    return the_painter;
}

GLuint compiled(GLenum kind, const char* source) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    return shader;
}

void make_program() {
    Painter& p = painter();
    p.program = glCreateProgram();
    const GLuint vertex = compiled(GL_VERTEX_SHADER, kVertexShader);
    const GLuint fragment = compiled(GL_FRAGMENT_SHADER, kFragmentShader);
    glAttachShader(p.program, vertex);
    glAttachShader(p.program, fragment);
    glLinkProgram(p.program);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    for (int i = 0; i < UniformCount; ++i)
        p.places[i] = glGetUniformLocation(p.program, kUniforms[i]);
}

Uploaded upload(const map::Mesh& mesh) {
    Uploaded out;
    glGenVertexArrays(1, &out.shape);
    glBindVertexArray(out.shape);
    glGenBuffers(1, &out.vertices);
    glGenBuffers(1, &out.indices);
    glBindBuffer(GL_ARRAY_BUFFER, out.vertices);
    glBufferData(GL_ARRAY_BUFFER,
                 static_cast<GLsizeiptr>(mesh.vertices.size() * sizeof(MeshVertex)),
                 mesh.vertices.data(), GL_STATIC_DRAW);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, out.indices);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(mesh.indices.size() * 4),
                 mesh.indices.data(), GL_STATIC_DRAW);
    const auto attribute = [](GLuint at, GLint count, GLenum type, bool part, std::size_t offset) {
        glEnableVertexAttribArray(at);
        glVertexAttribPointer(at, count, type, part ? GL_TRUE : GL_FALSE, sizeof(MeshVertex),
                              reinterpret_cast<const void*>(offset));
    };
    attribute(0, 2, GL_SHORT, false, offsetof(MeshVertex, x));
    attribute(1, 2, GL_BYTE, false, offsetof(MeshVertex, out_x));
    attribute(2, 1, GL_UNSIGNED_BYTE, false, offsetof(MeshVertex, width));
    attribute(3, 1, GL_UNSIGNED_BYTE, false, offsetof(MeshVertex, paint));
    return out;
}

void let_go(const Uploaded& mesh) {
    glDeleteVertexArrays(1, &mesh.shape);
    glDeleteBuffers(1, &mesh.vertices);
    glDeleteBuffers(1, &mesh.indices);
}

void drop_old() {
    Painter& p = painter();
    if (p.meshes.size() <= kMostUploaded) return;
    for (auto it = p.meshes.begin(); it != p.meshes.end();) {
        // A frame has two pictures where another map lies between ground and marks.
        if (it->second.used + 1 >= p.pictures) {
            ++it;
            continue;
        }
        let_go(it->second);
        it = p.meshes.erase(it);
    }
}

/// Colours of the paints, then those of their rims.
void set_looks(const MapPicture& picture) {
    constexpr std::size_t kRims = map::kPaintCount * 4;
    float colours[kRims * 2];
    float widths[map::kPaintCount * 2];
    for (std::size_t i = 0; i < map::kPaintCount; ++i) {
        const map::PaintLook& look = picture.looks[i];
        for (std::size_t k = 0; k < 4; ++k) {
            const auto part = [k](std::uint32_t colour) {
                return static_cast<float>((colour >> (8 * k)) & 0xFF) / 255;
            };
            colours[i * 4 + k] = part(look.colour);
            colours[kRims + i * 4 + k] = part(look.rim_colour);
        }
        widths[i * 2] = look.least_px;
        widths[i * 2 + 1] = look.most_px;
    }
    const Painter& p = painter();
    glUniform4fv(p.places[Colours], map::kPaintCount * 2, colours);
    glUniform2fv(p.places[Widths], map::kPaintCount, widths);
}

/// Layers lie one after another in a mesh: neighbours are drawn at once.
void draw_layers(const map::Mesh& mesh, MeshLayer first, MeshLayer last) {
    const map::MeshRange& low = mesh.layers[static_cast<std::size_t>(first)];
    const map::MeshRange& high = mesh.layers[static_cast<std::size_t>(last)];
    const std::uint32_t count = high.first + high.count - low.first;
    if (count > 0)
        glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(count), GL_UNSIGNED_INT,
                       reinterpret_cast<const void*>(std::size_t{low.first} * 4));
}

void draw_rims(const MapPicture& picture, const map::Mesh& mesh) {
    const Painter& p = painter();
    glUniform1f(p.places[More], picture.rim_px);
    draw_layers(mesh, MeshLayer::Roads, MeshLayer::Roads);
    glUniform1f(p.places[More], 0);
}

/// A tile after the other, since each keeps to its own square: few calls, which cost more than the
/// triangles.
void draw_mesh(const MapPicture& picture, const MeshDraw& draw) {
    Painter& p = painter();
    glUniformMatrix2fv(p.places[Turn], 1, GL_FALSE, draw.turn.data());
    glUniform2f(p.places[Move], draw.x, draw.y);
    glUniform4fv(p.places[Clip], 1, draw.clip.data());
    Uploaded& uploaded = p.meshes[draw.number];
    if (uploaded.shape == 0)
        uploaded = upload(*draw.mesh);
    else
        glBindVertexArray(uploaded.shape);
    uploaded.used = p.pictures;
    const map::Mesh& mesh = *draw.mesh;
    const bool rims =
        picture.rim_px > 0 && mesh.layers[static_cast<std::size_t>(MeshLayer::Roads)].count > 0;
    if (picture.marks_only) {
        draw_layers(mesh, MeshLayer::Bounds, MeshLayer::Bounds);
        draw_layers(mesh, MeshLayer::Marks, MeshLayer::Marks);
    } else if (rims) {
        draw_layers(mesh, MeshLayer::Ground, MeshLayer::Bounds);
        draw_rims(picture, mesh);
        draw_layers(mesh, MeshLayer::Roads, MeshLayer::Marks);
    } else {
        draw_layers(mesh, MeshLayer::Ground, MeshLayer::Marks);
    }
}

}  // namespace

void map::paint_map(const ImDrawList*, const ImDrawCmd* command) {
    Painter& p = painter();
    if (p.program == 0) make_program();
    ++p.pictures;
    const auto& picture = *static_cast<const MapPicture*>(command->UserCallbackData);
    const std::span<const MeshDraw> draws(reinterpret_cast<const MeshDraw*>(&picture + 1),
                                          picture.count);
    const widgets::Viewport& view = widgets::viewport();
    const float density = view.density;
    const ImVec4& clip = command->ClipRect;
    glScissor(static_cast<GLint>(clip.x * density),
              static_cast<GLint>((view.height - clip.w) * density),
              static_cast<GLsizei>((clip.z - clip.x) * density),
              static_cast<GLsizei>((clip.w - clip.y) * density));
    glUseProgram(p.program);
    glUniform2f(p.places[View], view.width, view.height);
    glUniform1f(p.places[Metre], picture.px_per_metre);
    glUniform1f(p.places[Soft], 1 / density);
    glUniform1f(p.places[More], 0);
    set_looks(picture);
    for (const MeshDraw& draw : draws)
        if (!draw.mesh->indices.empty()) draw_mesh(picture, draw);
    glBindVertexArray(0);
    drop_old();
}

double map::work_clock_ms() { return page_work_clock(); }

/// The names go, too: their table would hold on to what they stood for.
void platform::forget_painter() {
    Painter& p = painter();
    for (const auto& [number, mesh] : p.meshes) let_go(mesh);
    if (p.program != 0) glDeleteProgram(p.program);
    p = {};
}

}  // namespace kongdi
