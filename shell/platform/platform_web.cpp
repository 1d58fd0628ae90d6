// SPDX-License-Identifier: Apache-2.0
// The browser's side of the door; its other half is web/bridge.js. SDL2 opens the window and its
// WebGL 2 context; frames, input and everything else come from the page's own code.
#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "core/base/sha256.hpp"
#include "shell/platform/frame.hpp"
#include "shell/platform/glyphs.hpp"
#include "shell/platform/painter_web.hpp"
#include "shell/platform/platform.hpp"
#include "shell/widgets/stage.hpp"

// clang-format off
EM_JS(void, page_open, (), {
    Module["page"]["open"]({
        "write": (at, bytes) => HEAPU8.set(bytes, at),
        "text": (at) => UTF8ToString(at),
        "size": () => HEAPU8.length,
        "upload": (texture, picture) => {
            GLctx.bindTexture(GLctx.TEXTURE_2D, GL.textures[texture]);
            GLctx.pixelStorei(GLctx.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
            const rgba = GLctx.RGBA;
            GLctx.texImage2D(GLctx.TEXTURE_2D, 0, rgba, rgba, GLctx.UNSIGNED_BYTE, picture);
        },
    });
});
EM_JS(void, page_send, (const char* text, int size), {
    Module["page"]["send"](UTF8ToString(text, size));
});
EM_JS(void, page_patch, (const char* text, int size), {
    Module["page"]["patch"](UTF8ToString(text, size));
});
EM_JS(void, page_wake, (const char* reason), { Module["page"]["wake"](UTF8ToString(reason)); });
EM_JS(void, page_wake_in, (double ms), { Module["page"]["wakeIn"](ms); });
EM_JS(void, page_work_soon, (), { Module["page"]["workSoon"](); });
EM_JS(void, page_picture, (const char* name, int size), {
    Module["page"]["picture"](UTF8ToString(name, size));
});
EM_JS(void, page_upload, (uint32_t texture), { Module["page"]["upload"](texture); });
EM_JS(void, page_say, (const char* text, int size), {
    Module["page"]["say"](UTF8ToString(text, size));
});
EM_JS(void, page_look, (uint32_t card, uint32_t ink, uint32_t paper), {
    Module["page"]["look"](card, ink, paper);
});
EM_JS(void, page_drawn, (), { Module["page"]["drawn"](); });
EM_JS(double, page_now, (), { return Date.now(); });
EM_JS(void, page_random, (uint8_t* out, int size), {
    const bytes = new Uint8Array(size);
    crypto.getRandomValues(bytes);
    HEAPU8.set(bytes, out);
});
// clang-format on

namespace kongdi::platform {

namespace {

struct Machine {
    Client* client = nullptr;
    SDL_Window* window = nullptr;
    SDL_GLContext context = nullptr;
    std::string buffer;  // what JavaScript hands over
    Sha256 hash;
    std::string hash_text;
    std::uint64_t drawn_hash = 0;
    widgets::Colour paper = 0;
    bool lost = false;
};

Machine& machine() {
    static Machine the_machine;
    return the_machine;
}

/// The number of the JavaScript side for each thing a person can do.
enum class InputKind { Activate, Choose, Focus, Editing, Hover, Press, Scroll, Pull };

/// SDL must not take the page's events: they belong to the semantic DOM and its fields.
void open_window() {
    SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_InitSubSystem(SDL_INIT_VIDEO);
    for (const Uint32 type :
         {SDL_KEYDOWN, SDL_KEYUP, SDL_TEXTINPUT, SDL_FINGERDOWN, SDL_FINGERUP, SDL_FINGERMOTION,
          SDL_MOUSEMOTION, SDL_MOUSEBUTTONDOWN, SDL_MOUSEBUTTONUP, SDL_MOUSEWHEEL})
        SDL_EventState(type, SDL_IGNORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    SDL_GL_SetAttribute(SDL_GL_ALPHA_SIZE, 0);
    const widgets::Viewport& view = widgets::viewport();
    machine().window = SDL_CreateWindow(nullptr, 0, 0, static_cast<int>(view.width),
                                        static_cast<int>(view.height), SDL_WINDOW_OPENGL);
    machine().context = SDL_GL_CreateContext(machine().window);
}

std::uint64_t mix(std::uint64_t hash, const void* data, std::size_t bytes) {
    constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15u;
    const auto* at = static_cast<const char*>(data);
    std::uint64_t word = 0;
    for (; bytes >= sizeof word; bytes -= sizeof word, at += sizeof word) {
        std::memcpy(&word, at, sizeof word);
        hash = (hash ^ word) * kPrime;
        hash ^= hash >> 32;
    }
    word = 0;
    std::memcpy(&word, at, bytes);
    return (hash ^ word) * kPrime;
}

std::uint64_t hash_of(const ImDrawData& data) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (const ImDrawList* list : data.CmdLists) {
        hash = mix(hash, list->VtxBuffer.Data, list->VtxBuffer.size_in_bytes());
        // Which corners make triangles follows from the corners and the commands.
        for (const ImDrawCmd& command : list->CmdBuffer) {
            hash = mix(hash, &command.ClipRect, sizeof command.ClipRect);
            hash = mix(hash, &command.ElemCount, sizeof command.ElemCount);
            // A map's meshes and where they lie.
            if (command.UserCallbackDataSize > 0)
                hash = mix(hash, list->_CallbacksDataBuf.Data + command.UserCallbackDataOffset,
                           static_cast<std::size_t>(command.UserCallbackDataSize));
            // The same rectangle may show another picture.
            hash = mix(hash, &command.TexRef, sizeof command.TexRef);
        }
    }
    hash = mix(hash, &data.DisplaySize, sizeof data.DisplaySize);
    return mix(hash, &data.FramebufferScale, sizeof data.FramebufferScale);
}

bool textures_wait() {
    for (const ImTextureData* texture : ImGui::GetPlatformIO().Textures)
        if (texture->Status != ImTextureStatus_OK && texture->Status != ImTextureStatus_Destroyed)
            return true;
    return false;
}

/// Gives the picture to the graphics card, unless it is the one already shown.
void show() {
    Machine& m = machine();
    ImDrawData* data = ImGui::GetDrawData();
    if (data == nullptr || m.lost) return;
    const std::uint64_t hash = hash_of(*data);
    if (hash == m.drawn_hash && !textures_wait()) return;
    m.drawn_hash = hash;
    ImGui_ImplOpenGL3_NewFrame();
    glViewport(0, 0, static_cast<int>(data->DisplaySize.x * data->FramebufferScale.x),
               static_cast<int>(data->DisplaySize.y * data->FramebufferScale.y));
    ImGui_ImplOpenGL3_RenderDrawData(data);
    page_drawn();
}

void tell_look() {
    const widgets::Palette& colours = widgets::palette();
    if (machine().paper == colours.paper) return;
    machine().paper = colours.paper;
    page_look(colours.card, colours.ink, colours.paper);
}

}  // namespace

void run(Client& client) {
    machine().client = &client;
    page_open();
}

void send(std::string_view json) { page_send(json.data(), static_cast<int>(json.size())); }
void wake(const char* reason) {
    if (!joins_frame()) page_wake(reason);
}
void work_soon() { page_work_soon(); }
std::int64_t now_ms() { return static_cast<std::int64_t>(page_now()); }
void random_bytes(std::span<std::uint8_t> bytes) {
    page_random(bytes.data(), static_cast<int>(bytes.size()));
}

extern "C" {

/// Where JavaScript may write the next `size` bytes.
EMSCRIPTEN_KEEPALIVE char* kongdi_buffer(int size) {
    machine().buffer.resize(static_cast<std::size_t>(size));
    return machine().buffer.data();
}

EMSCRIPTEN_KEEPALIVE void kongdi_viewport(float width, float height, float density, float top,
                                          float right, float bottom, float left) {
    widgets::set_viewport({width, height, density, {top, right, bottom, left}});
}

/// After the first viewport: opens the window and draws from now on.
EMSCRIPTEN_KEEPALIVE void kongdi_start() {
    widgets::start_stage(letter_maker());
    open_window();
    ImGui_ImplOpenGL3_Init("#version 300 es");
}

EMSCRIPTEN_KEEPALIVE void kongdi_event() {
    const std::string json = std::exchange(machine().buffer, {});
    machine().client->event(json);
    page_wake("event");
}

/// The buffer holds a tag, the end of a line, and the bytes that were asked for.
EMSCRIPTEN_KEEPALIVE void kongdi_bytes(int status) {
    std::string bytes = std::exchange(machine().buffer, {});
    const std::size_t end = bytes.find('\n');
    if (end == std::string::npos) return;
    const std::string tag = bytes.substr(0, end);
    bytes.erase(0, end + 1);
    machine().client->bytes(tag, status, std::move(bytes));
    page_wake("bytes");
}

EMSCRIPTEN_KEEPALIVE void kongdi_input(int kind, std::uint32_t id, float a, float b) {
    switch (static_cast<InputKind>(kind)) {
        case InputKind::Activate: widgets::activate(id); break;
        case InputKind::Choose: widgets::choose(id, static_cast<int>(a)); break;
        case InputKind::Focus: widgets::set_focus(id, a != 0); break;
        case InputKind::Editing: widgets::set_editing(id); break;
        case InputKind::Hover: widgets::set_hover(id); break;
        case InputKind::Press: widgets::set_press(id); break;
        case InputKind::Scroll: widgets::set_scroll(id, a, b); break;
        case InputKind::Pull: widgets::set_pull(id, b); break;
    }
}

EMSCRIPTEN_KEEPALIVE int kongdi_work() { return machine().client->work() ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE void kongdi_pointer(std::uint32_t id, int phase, int pointer, float x, float y,
                                         float wheel, double at_ms) {
    widgets::pointer({id, static_cast<widgets::PointerPhase>(phase), pointer, x, y, wheel, at_ms});
}

/// The buffer holds the whole text of a field.
EMSCRIPTEN_KEEPALIVE void kongdi_edit(std::uint32_t id, std::uint32_t number, int composing,
                                      int committed) {
    widgets::edit(id, {std::exchange(machine().buffer, {}), composing != 0, committed != 0},
                  number);
}

/// Without a graphics card the page still takes what people do; only the picture stands.
EMSCRIPTEN_KEEPALIVE void kongdi_frame(double now_ms) {
    const Frame frame = draw_frame(*machine().client, now_ms);
    tell_look();
    show();
    if (!frame.patch.empty()) page_patch(frame.patch.data(), static_cast<int>(frame.patch.size()));
    for (const std::uint64_t dropped : widgets::take_dropped_textures()) {
        const auto texture = static_cast<GLuint>(dropped);
        glDeleteTextures(1, &texture);
    }
    for (const std::string& name : widgets::take_wanted_pictures())
        page_picture(name.data(), static_cast<int>(name.size()));
    for (const std::string& text : widgets::take_announcements())
        page_say(text.data(), static_cast<int>(text.size()));
    if (frame.letters_wait) page_wake("glyphs");
    if (frame.next_in_ms >= 0) page_wake_in(frame.next_in_ms);
}

/// The buffer holds the name of a picture JavaScript has ready; 0 x 0: it cannot be had.
EMSCRIPTEN_KEEPALIVE void kongdi_picture(int width, int height) {
    const std::string name = std::exchange(machine().buffer, {});
    // There is nowhere to put it; once there is, all pictures are asked for anew.
    if (machine().lost) return;
    if (width == 0 || height == 0) {
        widgets::fail_picture(name);
        return;
    }
    GLuint texture = 0;
    glGenTextures(1, &texture);
    page_upload(texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    widgets::set_picture(name, texture, width, height);
}

/// What lay on the graphics card is given up at once: later it would belong to another context.
EMSCRIPTEN_KEEPALIVE void kongdi_lost() {
    machine().lost = true;
    forget_painter();
    ImGui_ImplOpenGL3_Shutdown();
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

/// The graphics card is back with nothing on it: everything is made again from what we hold.
EMSCRIPTEN_KEEPALIVE void kongdi_restored() {
    machine().lost = false;
    machine().drawn_hash = 0;
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->WantDestroyNextFrame) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
            continue;
        }
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_WantCreate);
    }
    ImGui_ImplOpenGL3_Init("#version 300 es");
    widgets::forget_pictures();
}

// SHA-256 piece by piece, for pages that are no secure context.
EMSCRIPTEN_KEEPALIVE void kongdi_hash_start() { machine().hash = Sha256{}; }
EMSCRIPTEN_KEEPALIVE void kongdi_hash_add() { machine().hash.add(machine().buffer); }
EMSCRIPTEN_KEEPALIVE const char* kongdi_hash_finish() {
    machine().hash_text = machine().hash.finish();
    return machine().hash_text.c_str();
}

}  // extern "C"

}  // namespace kongdi::platform
