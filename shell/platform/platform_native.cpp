// SPDX-License-Identifier: Apache-2.0
#include "shell/platform/native.hpp"

#include <imgui.h>

#include <utility>

#include "shell/platform/glyphs.hpp"

namespace kongdi::platform {

namespace {

struct Machine {
    Client* client = nullptr;
    std::vector<std::string> effects;
    std::int64_t now_ms = 1'767'225'600'000;  // 2026-01-01T00:00:00Z
    double frame_ms = 0;
    std::uint64_t random = 1;
    bool woken = false;
    bool open = false;
};

Machine& machine() {
    static Machine the_machine;
    return the_machine;
}

/// A renderer that draws nothing: textures are taken over at once.
void take_textures() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->Status == ImTextureStatus_WantCreate) {
            texture->SetTexID(static_cast<ImTextureID>(1));
            texture->SetStatus(ImTextureStatus_OK);
        } else if (texture->Status == ImTextureStatus_WantUpdates) {
            texture->SetStatus(ImTextureStatus_OK);
        } else if (texture->Status == ImTextureStatus_WantDestroy) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
    }
}

}  // namespace

void run(Client& client) { machine().client = &client; }
void send(std::string_view json) { machine().effects.emplace_back(json); }
void wake(const char*) { machine().woken = true; }
void work_soon() {
    if (machine().client != nullptr)
        while (machine().client->work()) {
        }
}
std::int64_t now_ms() { return machine().now_ms; }

void random_bytes(std::span<std::uint8_t> bytes) {
    // splitmix64: the same bytes for the same seed on every machine.
    for (std::uint8_t& byte : bytes) {
        std::uint64_t z = machine().random += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        byte = static_cast<std::uint8_t>(z ^ (z >> 31));
    }
}

namespace native {

void reset(std::uint64_t seed) {
    if (machine().open) widgets::end_stage();
    machine() = Machine{};
    machine().random = seed;
    machine().open = true;
    forget_sent_tree();
    widgets::start_stage(letter_maker());
    set_letter_cost(0);
    set_work_cost(0);
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
}

void set_now_ms(std::int64_t now_ms) { machine().now_ms = now_ms; }
void advance_ms(std::int64_t ms) {
    machine().now_ms += ms;
    machine().frame_ms += static_cast<double>(ms);
}

std::vector<std::string> take_effects() { return std::exchange(machine().effects, {}); }
Client* client() { return machine().client; }
void push_event(std::string_view json) {
    if (machine().client != nullptr) machine().client->event(json);
}

int draw() {
    constexpr int kEnough = 10;  // a screen that never comes to rest is a bug the caller sees
    machine().woken = false;
    for (int frames = 1;; ++frames) {
        const Frame frame = draw_frame(*machine().client, machine().frame_ms);
        take_textures();
        machine().frame_ms += 16;
        if ((frame.next_in_ms != 0 && !frame.letters_wait) || frames == kEnough) return frames;
    }
}

bool woken() { return machine().woken; }

}  // namespace native

}  // namespace kongdi::platform
